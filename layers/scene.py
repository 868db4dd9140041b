"""Satellite scenes. The path of the file is kept per machine, never in the case."""

from layers import schema as s
from layers.style import AreaSymbol, Symbology

SCENE = s.Table(
    name="scene",
    label=s.Text("Scene", "영상"),
    plural=s.Text("Imagery footprints", "영상 범위"),
    prefix="I",
    title=("title", "catalogue_id", "code"),
    geometry=s.GeometryKind.AREA,
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.text("provider", "Provider", "제공자"),
        s.text("catalogue_id", "Catalogue number", "카탈로그 번호"),
        s.date("acquired", "Taken", "촬영일"),
        s.text("time", "Time of day (UTC)", "촬영 시각(UTC)"),
        s.text("sensor", "Sensor", "센서"),
        s.number("resolution_m", "Ground sample distance", "지상 해상도", unit="m"),
        s.number("off_nadir_deg", "Off nadir", "촬영각", unit="°"),
        s.number("cloud_percent", "Cloud", "구름", unit="%"),
        s.boolean("mosaic", "Mosaic of several dates", "여러 시점 모자이크"),
        s.text("licence", "Licence", "이용 조건"),
        s.text("credit", "Credit line", "출처 표기"),
        s.text("sha256", "SHA-256 of the file", "파일 SHA-256"),
        s.number("shift_east_m", "Shift against the reference, east", "이동량(동)", unit="m"),
        s.number("shift_north_m", "Shift against the reference, north", "이동량(북)", unit="m"),
        s.COURSE,
        s.FICTIONAL,
        s.NOTE,
    ),
    symbology=Symbology(
        default=AreaSymbol((0, 114, 178), 0.04, 1.5, (4.0, 3.0)),
        order=5,
        clusters=False,
        labels_above=50.0,
    ),
)
