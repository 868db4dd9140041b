"""Guard posts and watchtowers."""

from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology

KIND = s.vocabulary(
    "guard post kind",
    "Kind of post",
    "초소 종류",
    ("guard post", "guard post", "초소"),
    ("watchtower", "watchtower", "감시탑"),
    ("garrison", "garrison", "병영"),
    ("gate post", "gate post", "출입문 초소"),
)

GUARD_POST = s.Table(
    name="guard_post",
    label=s.Text("Guard post", "초소"),
    plural=s.Text("Guard posts", "초소"),
    prefix="G",
    title=("name", "code"),
    geometry=s.GeometryKind.POINT,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름"),
        s.choice("kind", "Kind", "종류", KIND, claimed=True),
        s.reference("barrier", "On barrier", "장벽", "barrier"),
        s.reference("facility", "Of facility", "시설", "facility"),
        s.date("in_place", "In place", "존재 시기", claimed=True),
        s.POSITION,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=PointSymbol(Shape.TRIANGLE, (60, 60, 60), 11),
        by="kind",
        symbols={
            "guard post": PointSymbol(Shape.TRIANGLE, (60, 60, 60), 11),
            "watchtower": PointSymbol(Shape.STAR, (60, 60, 60), 13),
            "garrison": PointSymbol(Shape.SQUARE, (60, 60, 60), 11),
            "gate post": PointSymbol(Shape.PENTAGON, (60, 60, 60), 11),
        },
        order=45,
        hidden_above=60.0,
        labels_above=2.0,
    ),
)
