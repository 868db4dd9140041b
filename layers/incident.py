"""Events, in the sense of the HURIDOCS events model: what happened, where and when."""

from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology

KIND = s.vocabulary(
    "incident kind",
    "Kind of event",
    "사건 종류",
    ("arrest", "arrest", "체포"),
    ("abduction", "abduction", "납치"),
    ("detention", "detention", "구금"),
    ("transfer", "transfer", "이송"),
    ("forced labour", "forced labour", "강제 로동"),
    ("torture", "torture or ill-treatment", "고문·가혹행위"),
    ("death", "death in custody", "구금 중 사망"),
    ("execution", "execution", "처형"),
    ("disappearance", "enforced disappearance", "강제 실종"),
    ("release", "release", "석방"),
    ("other", "other", "기타"),
)

INCIDENT = s.Table(
    name="incident",
    label=s.Text("Event", "사건"),
    plural=s.Text("Events", "사건"),
    prefix="E",
    title=("title", "code"),
    geometry=s.GeometryKind.ANY,
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.choice("kind", "Kind", "종류", KIND, claimed=True),
        s.date("date", "Date", "일자", claimed=True),
        s.text("place_words", "Place as reported", "보도된 장소", claimed=True),
        s.reference("facility", "At facility", "시설", "facility"),
        s.integer("persons", "Persons", "인원", claimed=True),
        s.long_text("description", "Description", "설명"),
        s.POSITION,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=PointSymbol(Shape.CROSS, (30, 30, 30), 15),
        by="kind",
        symbols={
            "abduction": PointSymbol(Shape.CROSS, (160, 20, 80), 16),
            "arrest": PointSymbol(Shape.CROSS, (0, 114, 178), 16),
        },
        order=52,
        labels_above=150.0,
    ),
)
