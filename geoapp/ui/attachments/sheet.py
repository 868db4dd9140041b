"""One page, zoomed, turned, and with rectangles that shall be black."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, Qt, Signal
from PySide6.QtGui import (
    QBrush,
    QColor,
    QImage,
    QMouseEvent,
    QPainter,
    QPen,
    QPixmap,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QFrame, QGraphicsRectItem, QGraphicsScene, QGraphicsView, QWidget

from geoapp.ui import theme

STEP = 1.25
LARGEST = 16.0
LEAST = 4.0  # pixels of the page; anything smaller was a click

Box = tuple[float, float, float, float]


class Sheet(QGraphicsView):
    """Shows a page. Rectangles are kept as shares of the page, whatever is zoomed or turned.

    Signals: `boxes_changed()` when a rectangle was drawn or taken back.
    """

    boxes_changed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setScene(QGraphicsScene(self))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.AnchorUnderMouse)
        self.setDragMode(QGraphicsView.DragMode.ScrollHandDrag)
        self.dress()
        self._page = self.scene().addPixmap(QPixmap())
        self._page.setTransformationMode(Qt.TransformationMode.SmoothTransformation)
        self._fits = True
        self._from: QPointF | None = None
        self._drawing: QGraphicsRectItem | None = None
        self._boxes: dict[int, list[Box]] = {}
        self._items: list[QGraphicsRectItem] = []
        self._number = 0
        self._blackens = False
        self.turned = 0
        """Degrees clockwise, 0, 90, 180 or 270."""

    @property
    def boxes(self) -> dict[int, list[Box]]:
        """By page, counted from 0: (left, top, right, bottom) as shares of the page."""
        return {number: list(some) for number, some in self._boxes.items() if some}

    def show_page(self, number: int, image: QImage) -> None:
        """Show another page, with its rectangles."""
        self._number = number
        self._page.setPixmap(QPixmap.fromImage(image))
        self.scene().setSceneRect(self._page.boundingRect())
        self._draw_boxes()
        if self._fits:
            self.fit()

    def dress(self) -> None:
        """Lay the page on a ground that differs from paper, in light and dark."""
        self.setBackgroundBrush(QColor(theme.current().tokens.border))

    def set_blackens(self, on: bool) -> None:
        """Whether dragging draws a rectangle, or moves the page."""
        self._blackens = on
        mode = QGraphicsView.DragMode
        self.setDragMode(mode.NoDrag if on else mode.ScrollHandDrag)
        self.viewport().setCursor(
            Qt.CursorShape.CrossCursor if on else Qt.CursorShape.OpenHandCursor
        )

    def fit(self) -> None:
        """The whole page, also when the window becomes larger or smaller."""
        self._fits = True
        if not self._page.pixmap().isNull():
            self.fitInView(self._page, Qt.AspectRatioMode.KeepAspectRatio)

    def zoom(self, factor: float) -> None:
        """Larger or smaller, about what the pointer is at."""
        scale = abs(self.transform().m11()) + abs(self.transform().m12())
        if (factor > 1 and scale > LARGEST) or (factor < 1 and scale < 0.02):
            return
        self._fits = False
        self.scale(factor, factor)

    def turn(self, degrees: int) -> None:
        """Turn by so many degrees clockwise; the content stays as it is."""
        self.turned = (self.turned + degrees) % 360
        self.rotate(degrees)
        if self._fits:
            self.fit()

    def blacken_visible(self) -> None:
        """Black out all of the page that shows, for those who work with the keyboard."""
        seen = self.mapToScene(self.viewport().rect()).boundingRect()
        self._add(seen)

    def take_back(self) -> None:
        """Take the last rectangle of this page away."""
        if self._boxes.get(self._number):
            self._boxes[self._number].pop()
            self._draw_boxes()
            self.boxes_changed.emit()

    def forget_boxes(self) -> None:
        """Take all rectangles away."""
        self._boxes.clear()
        self._draw_boxes()
        self.boxes_changed.emit()

    def _add(self, rect: QRectF) -> None:
        page = self._page.boundingRect()
        box = rect.normalized().intersected(page)
        if box.width() < LEAST or box.height() < LEAST:
            return
        across, down = page.width(), page.height()
        shares = (box.left() / across, box.top() / down, box.right() / across, box.bottom() / down)
        self._boxes.setdefault(self._number, []).append(shares)
        self._draw_boxes()
        self.boxes_changed.emit()

    def _draw_boxes(self) -> None:
        for item in self._items:
            self.scene().removeItem(item)
        page = self._page.boundingRect()
        self._items = []
        for left, top, right, bottom in self._boxes.get(self._number, ()):
            corner = QPointF(left * page.width(), top * page.height())
            other = QPointF(right * page.width(), bottom * page.height())
            self._items.append(self._black(QRectF(corner, other)))

    def _black(self, rect: QRectF) -> QGraphicsRectItem:
        pen = QPen(QColor("#e0552b"))
        pen.setCosmetic(True)
        return self.scene().addRect(rect, pen, QBrush(QColor("black")))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin a rectangle, or move the page."""
        if self._blackens and event.button() is Qt.MouseButton.LeftButton:
            self._from = self.mapToScene(event.position().toPoint())
            self._drawing = self._black(QRectF(self._from, self._from))
        else:
            super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Draw the rectangle as it will be."""
        if self._from is not None and self._drawing is not None:
            here = self.mapToScene(event.position().toPoint())
            self._drawing.setRect(QRectF(self._from, here).normalized())
        else:
            super().mouseMoveEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Keep the rectangle."""
        if self._from is not None and self._drawing is not None:
            rect = QRectF(self._from, self.mapToScene(event.position().toPoint()))
            self.scene().removeItem(self._drawing)
            self._from = self._drawing = None
            self._add(rect)
        else:
            super().mouseReleaseEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """The wheel zooms at the pointer, as on the map."""
        self.zoom(STEP if event.angleDelta().y() > 0 else 1 / STEP)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A page that is shown whole stays whole."""
        super().resizeEvent(event)
        if self._fits:
            self.fit()
