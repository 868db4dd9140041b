"""Penal facilities and holding centres."""

from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology

TYPE = s.vocabulary(
    "facility type",
    "Kind of facility",
    "시설 종류",
    ("kwanliso", "political prison camp (kwanliso)", "관리소"),
    ("kyohwaso", "long-term prison (kyohwaso)", "교화소"),
    ("kyoyangso", "re-education facility (kyoyangso)", "교양소"),
    ("jipkyulso", "holding camp (jipkyulso)", "집결소"),
    ("rodong-danryeondae", "labour training camp", "로동단련대"),
    ("kuryujang", "detention centre (kuryujang)", "구류장"),
    ("cn-holding-centre", "holding centre in China", "중국 구류소"),
    ("compound", "walled compound", "담장 구역"),
)
OPERATOR = s.vocabulary(
    "operator",
    "Operating organ",
    "운영 기관",
    ("MSS", "Ministry of State Security", "국가보위성"),
    ("MPS", "Ministry of Social Security (police)", "사회안전성"),
    ("PSB", "Public Security Bureau, China", "중국 공안국"),
    ("MSC", "Military Security Command", "보위국"),
)
STATUS = s.vocabulary(
    "facility status",
    "Status",
    "상태",
    ("operating", "operating", "운영 중"),
    ("closed", "closed", "폐쇄"),
    ("disputed", "disputed", "이견 있음"),
    ("unconfirmed", "unconfirmed", "미확인"),
    ("unknown", "unknown", "알 수 없음"),
)
LOCATION_STATUS = s.vocabulary(
    "location status",
    "Is it this place?",
    "위치 확인 정도",
    ("confirmed", "confirmed", "확인"),
    ("probable", "probable", "유력"),
    ("unconfirmed", "unconfirmed", "미확인"),
    ("gazetteer only", "gazetteer point only", "지명사전 좌표뿐"),
    ("no coordinate found", "no coordinate found", "좌표 없음"),
)
NAME_BASIS = s.vocabulary(
    "name basis",
    "Where the Korean name comes from",
    "한글 이름의 출처",
    ("published", "published", "공표됨"),
    ("third party", "third-party site", "제3자 사이트"),
    ("our rendering", "our rendering", "우리 표기"),
)

FACILITY = s.Table(
    name="facility",
    label=s.Text("Facility", "시설"),
    plural=s.Text("Penal facilities", "구금 시설"),
    prefix="F",
    title=("name_en", "name_ko", "code"),
    geometry=s.GeometryKind.POINT,
    fields=(
        s.CODE,
        s.text("name_en", "Name", "이름(영문)", "name", "name_en", claimed=True),
        s.text("name_ko", "Korean name", "이름(한글)", "name_ko", claimed=True),
        s.choice("name_ko_basis", "Korean name from", "한글 이름 출처", NAME_BASIS),
        s.text("other_names", "Other names", "다른 이름"),
        s.choice("type", "Kind", "종류", TYPE, "kind", claimed=True),
        s.choice("operator", "Operated by", "운영 기관", OPERATOR, claimed=True),
        s.choice("status", "Status", "상태", STATUS, claimed=True),
        s.long_text("status_detail", "What is known of the status", "상태 설명"),
        s.date("in_use", "In use", "사용 시기", claimed=True),
        s.choice("location_status", "Location", "위치 확인", LOCATION_STATUS),
        s.text("country", "Country", "국가"),
        s.text("province", "Province", "도"),
        s.text("county", "County or city", "군·시"),
        s.reference("part_of", "Part of", "소속 시설", "facility"),
        s.reference("successor_of", "Successor of", "전신 시설", "facility"),
        s.POSITION,
        s.FICTIONAL,
        s.NOTE,
    ),
    # Okabe and Ito's colours stay apart for every common kind of colour blindness.
    symbology=Symbology(
        default=PointSymbol(Shape.CIRCLE, (150, 150, 150)),
        by="type",
        symbols={
            "kwanliso": PointSymbol(Shape.HEXAGON, (213, 94, 0), 19),
            "kyohwaso": PointSymbol(Shape.SQUARE, (230, 159, 0), 15),
            "kyoyangso": PointSymbol(Shape.PENTAGON, (240, 228, 66), 16),
            "jipkyulso": PointSymbol(Shape.TRIANGLE, (0, 158, 115), 17),
            "rodong-danryeondae": PointSymbol(Shape.TRIANGLE_DOWN, (86, 180, 233), 17),
            "kuryujang": PointSymbol(Shape.DIAMOND, (0, 114, 178), 17),
            "cn-holding-centre": PointSymbol(Shape.CIRCLE, (204, 121, 167), 15),
            "compound": PointSymbol(Shape.STAR, (213, 94, 0), 19),
        },
        order=60,
        labels_above=250.0,
    ),
)
