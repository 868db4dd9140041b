"""Fences, walls and other barriers: stretches of the border or a facility's perimeter."""

from layers import schema as s
from layers.style import LineSymbol, Symbology

KIND = s.vocabulary(
    "barrier kind",
    "Kind of barrier",
    "장벽 종류",
    ("wire", "wire fence", "철조망"),
    ("electric", "electric fence", "전기 철조망"),
    ("concrete", "concrete wall", "콘크리트 담"),
    ("wall", "wall", "담"),
    ("reed and wood", "reed and wood fence", "갈대·나무 울타리"),
    ("path", "patrol path", "순찰로"),
    ("gate", "gate", "출입문"),
    ("fence", "fence, kind not stated", "울타리(종류 미상)"),
)
ROW = s.vocabulary(
    "barrier row",
    "Row",
    "열",
    ("primary", "primary", "1선"),
    ("secondary", "secondary", "2선"),
    ("tertiary", "third", "3선"),
    ("all", "all rows together", "전체"),
)
SIDE = s.vocabulary(
    "side",
    "Whose side",
    "어느 쪽",
    ("KP", "DPRK", "북한"),
    ("CN", "China", "중국"),
    ("RU", "Russia", "러시아"),
    ("not stated", "not stated", "명시되지 않음"),
)

BARRIER = s.Table(
    name="barrier",
    label=s.Text("Barrier", "장벽"),
    plural=s.Text("Border wall and fences", "국경 장벽·울타리"),
    prefix="B",
    title=("name", "name_ko", "code"),
    geometry=s.GeometryKind.ANY,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름"),
        s.text("name_ko", "Korean name", "이름(한글)"),
        s.choice("kind", "Kind", "종류", KIND, claimed=True),
        s.choice("row", "Row", "열", ROW, claimed=True),
        s.choice("side", "Whose side", "어느 쪽", SIDE, claimed=True),
        s.reference("reference_line", "Along", "기준선", "reference_line"),
        s.number("from_km", "From", "시점", unit="km", claimed=True),
        s.number("to_km", "To", "종점", unit="km", claimed=True),
        s.number("length_km", "Length as published", "공표 길이", unit="km", claimed=True),
        s.reference("facility", "Perimeter of", "시설 경계", "facility"),
        s.date("in_place", "In place", "존재 시기", claimed=True),
        s.COURSE,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=LineSymbol((220, 50, 47), 4.0, (3.0, 1.6)),
        by="kind",
        symbols={
            "wire": LineSymbol((220, 50, 47), 4.0, (3.0, 1.6)),
            "fence": LineSymbol((220, 50, 47), 4.0, (3.0, 1.6)),
            "electric": LineSymbol((240, 228, 66), 3.0, (1.0, 1.4)),
            "concrete": LineSymbol((120, 40, 140), 5.0),
            "wall": LineSymbol((120, 40, 140), 5.0),
            "reed and wood": LineSymbol((230, 159, 0), 4.0, (1.2, 1.2)),
            "path": LineSymbol((240, 240, 240), 2.0, (1.0, 2.0)),
        },
        order=30,
        labels_above=300.0,
        clusters=False,
    ),
)
