"""Drawings made from memory: whose, which version, and each drawn element."""

from layers import schema as s

TAG = s.vocabulary(
    "sketch tag",
    "Where it comes from",
    "근거",
    ("seen", "seen", "목격"),
    ("reported", "reported", "전언"),
    ("inferred", "inferred", "추론"),
)

SKETCH = s.Table(
    name="sketch",
    label=s.Text("Drawing", "그림"),
    plural=s.Text("Drawings", "그림"),
    prefix="SK",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.reference("witness", "Drawn by", "그린 사람", "person"),
        s.reference("interview", "Interview", "면담", "interview"),
        s.reference("facility", "Of facility", "시설", "facility"),
        s.reference("attachment", "Scan", "스캔", "attachment"),
        s.integer("version", "Version", "판"),
        s.reference("replaces", "Replaces", "이전 판", "sketch"),
        s.date("drawn", "Drawn", "그린 날"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

SKETCH_ELEMENT = s.Table(
    name="sketch_element",
    label=s.Text("Drawn element", "그림 요소"),
    plural=s.Text("Drawn elements", "그림 요소"),
    prefix="SE",
    title=("label", "kind", "code"),
    geometry=s.GeometryKind.ANY,
    fields=(
        s.CODE,
        s.reference("sketch", "Drawing", "그림", "sketch"),
        s.text("label", "Label", "표시"),
        s.text("kind", "Kind", "종류"),
        s.integer("drawing_order", "Order of drawing", "그린 순서"),
        s.text("level", "Level", "층"),
        s.number("height_m", "Height", "높이", unit="m"),
        s.choice("tag", "Where it comes from", "근거", TAG),
        s.COURSE,
        s.FICTIONAL,
        s.NOTE,
    ),
)
