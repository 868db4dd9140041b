"""The inspector of the open case in its panel, and the way back and forward through it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from geoapp.session import Selected, Session
from geoapp.ui.attachments.desk import AttachmentDesk
from geoapp.ui.panels.inspector import Inspector

if TYPE_CHECKING:
    from geoapp.ui.main_window import MainWindow


class Inspecting(QObject):
    """Makes the inspector with a case and drops it with it."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._session: Session | None = None
        self.inspector: Inspector | None = None
        self.attachments: AttachmentDesk | None = None

    def open(self, session: Session, language: str) -> None:
        """Show what is selected in this case."""
        window = self._window
        inspector = Inspector(session, language)
        self._session, self.inspector = session, inspector
        inspector.zoom_to.connect(lambda key: window.selecting.zoom_to([key]))
        inspector.show_point.connect(window.selecting.look_at)
        inspector.move_requested.connect(window.selecting.begin_move)
        self.attachments = AttachmentDesk(window, session, inspector, window.jobs, language)
        window.work.serve(inspector)
        window.identities.serve(inspector)
        window.inspector_dock.setWidget(inspector)
        # After the inspector, so that it knows by then what it can go back to.
        session.selected.connect(self.enable)
        self.enable()

    def close(self) -> None:
        """Drop the inspector."""
        if self._session is not None:
            self._session.selected.disconnect(self.enable)
        attachments, self.attachments = self.attachments, None
        if attachments is not None:
            attachments.close()
            attachments.deleteLater()
        inspector, self._session, self.inspector = self.inspector, None, None
        if inspector is not None:
            self._window.inspector_dock.setWidget(None)  # type: ignore[arg-type]
            inspector.setParent(None)
            inspector.deleteLater()

    def back(self) -> None:
        """To the row looked at before."""
        if self.inspector is not None:
            self.inspector.back()

    def forward(self) -> None:
        """To the row one went back from."""
        if self.inspector is not None:
            self.inspector.forward()

    def leave_form(self) -> bool:
        """Ask about entries that are not saved; False when the user wants to stay."""
        stays = self.attachments is not None and not self.attachments.may_leave()
        return not stays and (self.inspector is None or self.inspector.leave_form())

    def enable(self, _selected: Selected | None = None) -> None:
        """Keep the actions in step with what there is to go to."""
        if self._session is None or self.inspector is None:
            return
        do = self._window.actions_
        do.zoom_selection.setEnabled(bool(self._session.selection))
        do.back.setEnabled(self.inspector.back_button.isEnabled())
        do.forward.setEnabled(self.inspector.forward_button.isEnabled())
