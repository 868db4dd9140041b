"""A small menu of the things under the cursor, when there are several."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QPoint
from PySide6.QtGui import QIcon, QPixmap
from PySide6.QtWidgets import QMenu, QWidget

from geoapp.ui.canvas import wording
from geoapp.ui.canvas.symbols import legend_image
from layers.features import FeatureLayer
from layers.hits import Id, Under
from layers.marks import SymbolMark, point_symbol

_MOST = 30


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of the menu."""

    id: Id
    words: str
    mark: SymbolMark | None = None


def choices(under: Under, language: str) -> list[Choice]:
    """What may be meant by a click there."""
    features: list[tuple[FeatureLayer, int]] = list(under.features)
    if under.cluster is not None:
        features += [(under.cluster.layer, i) for i in under.cluster.features]
    found = [_of_feature(layer, i, language) for layer, i in features]
    if under.flow is not None:
        titles = list(under.flow.titles) + [""] * len(under.flow.keys)
        found += [Choice(key, title) for key, title in zip(under.flow.keys, titles, strict=False)]
    return found


def _of_feature(layer: FeatureLayer, index: int, language: str) -> Choice:
    mark = SymbolMark(point_symbol(layer.symbols[layer.symbol_of[index]]))
    kind = wording.kind_of(layer, index, language)
    words = f"{wording.names(layer, index, language)} — {kind}"
    return Choice((layer.name, int(layer.ids[index])), words, mark)


def menu(
    parent: QWidget, offered: Sequence[Choice], dark: bool, chosen: Callable[[Id], None]
) -> QMenu:
    """A menu that calls `chosen` with what was picked. It deletes itself when closed."""
    made = QMenu(parent)
    made.setObjectName("canvasChoice")
    made.setAccessibleName(QCoreApplication.translate("canvas", "Several things lie here"))
    ratio = parent.devicePixelRatioF()
    for choice in offered[:_MOST]:
        # An ampersand in a name is no shortcut.
        action = made.addAction(choice.words.replace("&", "&&"))
        if choice.mark is not None:
            action.setIcon(QIcon(QPixmap.fromImage(legend_image(choice.mark, dark, ratio))))
        action.triggered.connect(lambda _checked=False, id_=choice.id: chosen(id_))
    if len(offered) > _MOST:
        rest = made.addAction(
            QCoreApplication.translate("canvas", "and {0} more").format(len(offered) - _MOST)
        )
        rest.setEnabled(False)
    made.aboutToHide.connect(made.deleteLater)
    return made


def pop_up(made: QMenu, parent: QWidget, at: QPoint) -> None:
    """Show the menu at a pixel of `parent`."""
    made.popup(parent.mapToGlobal(at))
