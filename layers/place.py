"""What a passage points to on the map, with how it was found."""

from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology
from layers.values import CERTAINTY

PLACE = s.Table(
    name="place",
    label=s.Text("Place", "장소"),
    plural=s.Text("Places spoken of", "언급된 장소"),
    prefix="P",
    title=("name", "name_ko", "code"),
    geometry=s.GeometryKind.ANY,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름"),
        s.text("name_ko", "Korean name", "이름(한글)"),
        s.choice("certainty", "Certainty of identification", "식별 확실성", CERTAINTY),
        s.reference("candidate", "Candidate", "후보 시설", "facility"),
        s.boolean("not_found", "Searched, not found", "찾았으나 없음"),
        s.POSITION,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=PointSymbol(Shape.DROP, (0, 0, 0), 17),
        order=58,
        hidden_above=450.0,
        labels_above=250.0,
    ),
)
