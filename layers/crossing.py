"""Places where people are sent back over the border."""

from layers import schema as s
from layers.style import PointSymbol, Shape, Symbology

MEANS = s.vocabulary(
    "crossing means",
    "Kind of crossing",
    "통로 종류",
    ("road bridge", "road bridge", "도로 다리"),
    ("rail bridge", "rail bridge", "철교"),
    ("road and rail bridge", "road and rail bridge", "도로·철도 다리"),
    ("road crossing", "road crossing", "도로 통로"),
    ("land", "land crossing", "육로"),
)

CROSSING = s.Table(
    name="crossing",
    label=s.Text("Crossing", "통로"),
    plural=s.Text("Repatriation crossings", "송환 통로"),
    prefix="X",
    title=("name", "name_ko", "code"),
    geometry=s.GeometryKind.POINT,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름"),
        s.text("name_far_side", "Name on the far side", "상대측 이름"),
        s.text("name_dprk_side", "Name on the DPRK side", "북측 이름"),
        s.text("name_ko", "Korean name", "이름(한글)"),
        s.text("name_zh", "Chinese name", "이름(한자)"),
        s.text("bridge", "Bridge", "다리"),
        s.text("river", "River", "강"),
        s.choice("means", "Kind", "종류", MEANS, claimed=True),
        s.text("means_detail", "Road and rail", "도로·철도 설명"),
        s.number("far_side_lat", "Far side, latitude", "상대측 위도", unit="°"),
        s.number("far_side_lon", "Far side, longitude", "상대측 경도", unit="°"),
        s.number("dprk_side_lat", "DPRK side, latitude", "북측 위도", unit="°"),
        s.number("dprk_side_lon", "DPRK side, longitude", "북측 경도", unit="°"),
        s.reference("reference_line", "Along", "기준선", "reference_line"),
        s.number("chainage_km", "Chainage", "기준선 거리", unit="km"),
        s.number("offset_m", "Distance from the line", "기준선과의 거리", unit="m"),
        s.text("used_in_repatriation", "Used for returns", "송환 이용 여부"),
        s.POSITION,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=PointSymbol(Shape.BRIDGE, (0, 90, 160), 19),
        order=55,
        labels_above=900.0,
        clusters=False,
    ),
)
