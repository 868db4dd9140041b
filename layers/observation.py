"""What a reader saw, or could not see, of a barrier, post or building on one scene."""

from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology

STATE = s.vocabulary(
    "observed state",
    "State",
    "상태",
    ("present", "present", "있음"),
    ("absent", "absent", "없음"),
    ("unclear", "unclear", "불분명"),
    ("not observable", "not observable", "관측 불가"),
)

OBSERVATION = s.Table(
    name="observation",
    label=s.Text("Observation", "관측"),
    plural=s.Text("Observations", "관측"),
    prefix="O",
    title=("what", "code"),
    geometry=s.GeometryKind.ANY,
    fields=(
        s.CODE,
        s.text("what", "What was looked at", "관측 대상"),
        s.reference("barrier", "Of barrier", "장벽", "barrier"),
        s.reference("guard_post", "Of guard post", "초소", "guard_post"),
        s.reference("facility", "Of facility", "시설", "facility"),
        s.reference("scene", "On scene", "영상", "scene"),
        s.date("date", "Date observed", "관측일"),
        s.choice("state", "State", "상태", STATE, claimed=True),
        s.text("reason", "Reason it could not be seen", "관측 불가 사유"),
        s.number("from_km", "From", "시점", unit="km"),
        s.number("to_km", "To", "종점", unit="km"),
        s.text("reader", "Reader", "판독자"),
        s.text("second_reader", "Second reader", "2차 판독자"),
        s.number("shift_east_m", "Shift of the scene, east", "영상 이동량(동)", unit="m"),
        s.number("shift_north_m", "Shift of the scene, north", "영상 이동량(북)", unit="m"),
        s.reference("source", "Source", "출처", "source"),
        s.COURSE,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=PointSymbol(Shape.CIRCLE, (150, 150, 150), 9),
        by="state",
        symbols={
            "present": PointSymbol(Shape.CIRCLE, (0, 158, 115), 9),
            "absent": PointSymbol(Shape.CROSS, (213, 94, 0), 11),
            "unclear": PointSymbol(Shape.DIAMOND, (230, 159, 0), 11),
            "not observable": PointSymbol(Shape.SQUARE, (150, 150, 150), 9),
        },
        order=40,
        hidden_above=100.0,
        labels_above=2.0,
    ),
)
