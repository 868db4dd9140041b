"""Boats that reached the South, as two published lists count them. A sea area, no point."""

from layers import schema as s

LIST = s.vocabulary(
    "sea arrival list",
    "List",
    "목록",
    ("MOU", "Ministry of Unification", "통일부"),
    ("KCG", "Coast Guard", "해양경찰청"),
)
AREA = s.vocabulary(
    "sea area",
    "Sea area",
    "해역",
    ("East Sea", "East Sea", "동해"),
    ("West Sea", "West Sea", "서해"),
    ("South Sea", "South Sea", "남해"),
)

SEA_ARRIVAL = s.Table(
    name="sea_arrival",
    label=s.Text("Arrival by sea", "해상 도착"),
    plural=s.Text("Arrivals by sea", "해상 도착"),
    prefix="S",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.choice("list", "List", "목록", LIST),
        s.integer("row", "Row in the list", "목록 순번"),
        s.date("date", "Date", "일자", claimed=True),
        s.choice("area", "Sea area", "해역", AREA, claimed=True),
        s.integer("arrived", "Persons who arrived", "도착 인원", "drifters", claimed=True),
        s.integer("returned", "Persons returned", "송환 인원", "returnees", claimed=True),
        s.integer("stayed", "Persons who stayed", "귀순 인원", "defectors", claimed=True),
        s.date("return_date", "Date of return", "송환일", claimed=True),
        s.text("return_via", "Returned through", "송환 경로", claimed=True),
        s.text("match", "Match in the other list", "다른 목록과의 대응"),
        s.reference("source", "Source", "출처", "source"),
        s.FICTIONAL,
        s.NOTE,
    ),
)
