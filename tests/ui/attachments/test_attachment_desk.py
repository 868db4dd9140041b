"""Attachments as users have them: dropped, listed, looked at, blacked out, taken out."""

from __future__ import annotations

import io
from collections.abc import Callable
from pathlib import Path

import pytest
from PIL import Image
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMessageBox, QPushButton, QWidget

from geoapp.case import custody
from geoapp.case.records import Key
from geoapp.commands import edit
from geoapp.session import Session, Touched
from geoapp.session import attachments as deeds
from geoapp.ui.attachments.desk import AttachmentDesk
from geoapp.ui.attachments.viewer import AttachmentViewer
from geoapp.ui.attachments.words import size_in_words
from geoapp.ui.panels.inspector import Inspector
from tests.ui.attachments.conftest import CAMP, FENCE

Until = Callable[[Callable[[], object]], None]
LEFT = Qt.MouseButton.LeftButton


def photo(folder: Path, name: str = "plan.jpg", colour: str = "tan") -> Path:
    exif = Image.Exif()
    exif[0x010F] = "Maker of cameras"
    path = folder / name
    Image.new("RGB", (400, 300), colour).save(path, exif=exif)
    return path


def document(folder: Path) -> Path:
    pages = [Image.new("RGB", (200, 300), shade) for shade in ("white", "tan", "grey")]
    pages[0].save(folder / "letter.pdf", save_all=True, append_images=pages[1:])
    return folder / "letter.pdf"


def drop(inspector: Inspector, *files: Path) -> bool:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(file)) for file in files])
    buttons, keys = LEFT, Qt.KeyboardModifier.NoModifier
    copy = Qt.DropAction.CopyAction
    enter = QDragEnterEvent(QPoint(9, 9), copy, data, buttons, keys)
    QApplication.sendEvent(inspector, enter)
    if enter.isAccepted():
        QApplication.sendEvent(inspector, QDropEvent(QPointF(9, 9), copy, data, buttons, keys))
    return enter.isAccepted()


def listed(inspector: Inspector) -> list[str]:
    names = inspector.page.shelf.names
    return [names.item(number).text() for number in range(names.count())]


def taken_in(session: Session, *files: Path) -> list[Key]:
    done = deeds.take_in(session, files, CAMP)
    assert done.written is not None
    session.changed(Touched(done.written))
    return list(done.taken.values())


def kinds(session: Session, key: Key) -> list[object]:
    return [event.values["kind"] for event in custody.log(session.view, key)]


def message(window: QWidget, name: str = "message") -> QMessageBox:
    (box,) = [box for box in window.findChildren(QMessageBox, name) if box.isVisible()]
    return box


def opened(desk: AttachmentDesk, key: Key, until: Until) -> AttachmentViewer:
    viewer = desk.look_at(key)
    until(lambda: viewer.words.text() != "Opening…" or viewer.stack.currentIndex())
    return viewer


def test_dropped_files_become_attachments_of_the_row(
    session: Session, inspector: Inspector, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    section = inspector.page.section("attachment")
    assert section is not None
    assert section.heading == "Attachments (0)"
    sound = tmp_path / "song.mp3"
    sound.write_bytes(b"ID3" + bytes(2000))

    assert drop(inspector, photo(tmp_path), sound)
    until(lambda: len(custody.attached(session.view, CAMP)) == 2)

    assert section.heading == "Attachments (2)"
    assert [line.split("\n")[0] for line in listed(inspector)] == [
        "AT-001 · plan",
        "AT-002 · song",
    ]
    assert [line.split("\n")[1].split(" ·")[0] for line in listed(inspector)] == [
        "picture",
        "sound",
    ]
    session.undo()
    assert section.heading == "Attachments (0)"


def test_nothing_is_dropped_where_nothing_can_be_attached(
    session: Session, inspector: Inspector, desk: AttachmentDesk, tmp_path: Path
) -> None:
    session.select([])
    assert not drop(inspector, photo(tmp_path))
    session.select([CAMP])
    assert not drop(inspector, tmp_path)
    (key,) = taken_in(session, photo(tmp_path))
    session.select([key])
    assert not drop(inspector, photo(tmp_path, colour="red"))


def test_equal_files_are_offered_and_attached(
    session: Session,
    window: QWidget,
    inspector: Inspector,
    desk: AttachmentDesk,
    tmp_path: Path,
    until: Until,
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    desk.take_in([tmp_path / "plan.jpg"])
    until(lambda: window.findChildren(QMessageBox, "message"))
    box = message(window)
    assert "attached here already" in box.text()
    box.close()

    session.select([FENCE])
    assert listed(inspector) == []
    desk.take_in([tmp_path / "plan.jpg"])
    until(lambda: window.findChildren(QMessageBox, "knownFiles"))
    box = message(window, "knownFiles")
    assert "AT-001" in box.text()
    next(button for button in box.buttons() if button.text() == "Attach").click()
    until(lambda: custody.attached(session.view, FENCE))
    assert [record.key for record in custody.attached(session.view, FENCE)] == [key]
    assert len(listed(inspector)) == 1


def test_what_cannot_be_read_is_told_by_name(
    session: Session, window: QWidget, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (tmp_path / "empty.txt").touch()
    desk.take_in([tmp_path / "empty.txt", photo(tmp_path)])
    until(lambda: window.findChildren(QMessageBox, "message"))
    box = message(window)
    assert "empty.txt: The file is empty" in box.text()
    box.close()
    assert len(custody.attached(session.view, CAMP)) == 1


def test_looking_at_a_picture_is_logged_and_shows_what_it_says_of_itself(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))

    viewer = opened(desk, key, until)

    assert viewer.stack.currentWidget() is viewer.sheet
    assert kinds(session, key) == ["taken in", "viewed"]
    told = viewer.facts.toPlainText()
    assert str(session.view.records("attachment")[0].values["sha256"]) in told.replace("\n", "")
    assert "Maker of cameras" in told
    assert "viewed · HB" in told
    assert desk.look_at(key) is viewer
    assert kinds(session, key) == ["taken in", "viewed"]


def test_blacked_out_with_the_mouse_and_saved(
    session: Session,
    window: QWidget,
    inspector: Inspector,
    desk: AttachmentDesk,
    tmp_path: Path,
    until: Until,
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    viewer = opened(desk, key, until)
    sheet = viewer.sheet
    viewer.right.trigger()
    viewer.blacken.trigger()
    assert viewer.hint.isVisible()
    for (left, top), (right, bottom) in (((0, 0), (100, 90)), ((200, 100), (300, 200))):
        at = [sheet.mapFromScene(QPointF(x, y)) for x, y in ((left, top), (right, bottom))]
        QTest.mousePress(sheet.viewport(), LEFT, pos=at[0])
        QTest.mouseMove(sheet.viewport(), at[1])
        QTest.mouseRelease(sheet.viewport(), LEFT, pos=at[1])
    viewer.take_back.trigger()
    (box,) = sheet.boxes[0]
    assert box == pytest.approx((0, 0, 0.25, 0.3), abs=0.01)

    viewer.save.click()
    dialog = viewer.findChild(QWidget, "reasonDialog")
    assert dialog is not None
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Save").click()
    until(lambda: len(session.view.records("attachment")) == 2)

    (copy,) = custody.redactions(session.view, key)
    data = b"".join(session.view.content(copy.key))
    image = Image.open(io.BytesIO(data))
    assert image.size == (300, 400)  # turned right, as it was looked at
    assert image.getpixel((290, 10)) == (0, 0, 0)
    assert image.getpixel((290, 150)) != (0, 0, 0)
    assert b"Maker of cameras" not in data
    assert kinds(session, key) == ["taken in", "viewed", "redacted"]
    assert "redacted copy of AT-001" in listed(inspector)[1]
    assert viewer.may_leave()
    message(viewer).close()


def test_what_shows_can_be_blacked_out_by_keyboard(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    viewer = opened(desk, key, until)
    viewer.blacken.trigger()
    viewer.blacken_all.trigger()
    assert viewer.sheet.boxes == {0: [(0.0, 0.0, 1.0, 1.0)]}


def test_pages_are_turned_and_keep_their_rectangles(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, document(tmp_path))
    viewer = opened(desk, key, until)
    assert viewer.position.text() == "1 / 3"
    assert not viewer.previous.isEnabled()
    viewer.next.trigger()
    until(lambda: viewer.position.text() == "2 / 3")
    viewer.blacken.trigger()
    viewer.blacken_all.trigger()
    viewer.next.trigger()
    until(lambda: viewer.position.text() == "3 / 3")
    assert not viewer.next.isEnabled()
    assert list(viewer.sheet.boxes) == [1]


def test_texts_are_shown_and_sounds_are_only_taken_out(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    korean, sound = tmp_path / "메모.txt", tmp_path / "song"
    korean.write_bytes("가상의 메모\n".encode("cp949"))
    sound.write_bytes(b"ID3" + bytes(2000))
    text, song = taken_in(session, korean, sound)

    viewer = opened(desk, text, until)
    assert viewer.text.toPlainText() == "가상의 메모\n"
    assert "CP949" in viewer.facts.toPlainText()
    viewer = opened(desk, song, until)
    assert "cannot be played here" in viewer.words.text()
    assert kinds(session, song) == ["taken in"]


def test_a_hostile_file_is_a_sentence_and_not_logged_as_viewed(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photo(tmp_path).read_bytes()[:700])
    (key,) = taken_in(session, broken)

    viewer = opened(desk, key, until)

    assert "damaged" in viewer.words.text()
    assert kinds(session, key) == ["taken in"]
    assert not viewer.blacken.isEnabled()


def test_swapped_content_is_not_shown(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    other = photo(tmp_path, "other.jpg", "red").read_bytes()
    with session.file.transaction() as connection:
        connection.execute("UPDATE case_content SET bytes = ?", (other,))

    viewer = opened(desk, key, until)

    assert "does not match its SHA-256" in viewer.words.text()
    assert kinds(session, key) == ["taken in"]


def test_taken_out_once_and_never_over_another_file(
    session: Session, window: QWidget, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    path = photo(tmp_path)
    (key,) = taken_in(session, path)
    out = tmp_path / "AT-001.jpg"

    desk.take_out(key, out, "for the court")
    until(lambda: kinds(session, key) == ["taken in", "taken out"])
    message(window).close()
    assert out.read_bytes() == path.read_bytes()
    desk.take_out(key, out, "once more")
    until(lambda: any("already" in box.text() for box in window.findChildren(QMessageBox)))
    for box in window.findChildren(QMessageBox):
        box.close()
    assert kinds(session, key) == ["taken in", "taken out"]


def test_a_redacted_file_made_elsewhere(
    session: Session, inspector: Inspector, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    desk.take_in_redacted(key, photo(tmp_path, "black.jpg", "black"))
    until(lambda: custody.redactions(session.view, key))
    assert "redacted copy of AT-001" in listed(inspector)[1]


def test_the_end_of_the_case_ends_every_process(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    viewer = opened(desk, key, until)
    viewing = viewer._looked.viewing
    assert viewing is not None
    viewer.blacken.trigger()
    viewer.blacken_all.trigger()

    desk.close()

    assert viewing._process.returncode is not None
    assert desk.viewers == {}


def test_closing_while_it_opens_leaves_no_process(
    session: Session, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    desk.look_at(key).close()
    until(lambda: True)
    assert kinds(session, key) in (["taken in"], ["taken in", "viewed"])


def test_from_its_own_row_an_attachment_is_opened_and_described(
    session: Session, inspector: Inspector, desk: AttachmentDesk, tmp_path: Path, until: Until
) -> None:
    (key,) = taken_in(session, photo(tmp_path))
    session.select([key])
    session.do(edit.edit(session.view, key, {"physical_original": "Safe 2, drawer 4"}))
    assert not inspector.page.shelf.add_button.isVisible()
    inspector.page.shelf.names.setFocus()
    QTest.keyClick(inspector.page.shelf.names, Qt.Key.Key_Return)
    until(lambda: kinds(session, key) == ["taken in", "viewed"])
    assert "Safe 2, drawer 4" in desk.viewers[key].facts.toPlainText()


SIZES = {0: "0 bytes", 999: "999 bytes", 1000: "1.0 kB", 40_120: "40 kB", 2 * 10**9: "2.0 GB"}


@pytest.mark.parametrize(("size", "words"), SIZES.items())
def test_sizes_in_words(size: int, words: str) -> None:
    assert size_in_words(size) == words
