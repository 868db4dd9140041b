"""Returns of people over the border. Rows of different kinds are never added up."""

from layers import schema as s
from layers.style import LineSymbol, Symbology

KIND = s.vocabulary(
    "repatriation kind",
    "What the row counts",
    "집계 종류",
    ("event", "one event", "개별 사건"),
    ("practice", "a practice", "관행"),
    ("aggregate", "an aggregate", "누계"),
    ("alternative count", "another count of the same event", "같은 사건의 다른 집계"),
)

REPATRIATION = s.Table(
    name="repatriation",
    label=s.Text("Return", "송환"),
    plural=s.Text("Forced returns", "강제 송환"),
    prefix="R",
    title=("title", "code"),
    geometry=s.GeometryKind.NONE,
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.date("date", "Date", "일자", claimed=True),
        s.choice("kind", "What is counted", "집계 종류", KIND),
        s.reference("alternative_of", "Another count of", "같은 사건", "repatriation"),
        s.text("from_state", "From", "출발 국가"),
        s.text("place_reported", "Place as reported", "보도된 장소", claimed=True),
        s.integer("persons_min", "Persons, at least", "인원(최소)", claimed=True),
        s.integer("persons_max", "Persons, at most", "인원(최대)", claimed=True),
        s.text("persons_words", "Persons, as reported", "인원(원문)", claimed=True),
        s.text("reported_by", "Reported by", "보고 주체"),
        s.reference("source", "Source", "출처", "source"),
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=LineSymbol((170, 20, 60), 3.0),
        order=50,
        hidden_above=1500.0,
        flows=True,
        clusters=False,
    ),
)
