"""Sources, attachments and their custody, published figures, proceedings."""

from layers import schema as s

SOURCE_KIND = s.vocabulary(
    "source kind",
    "Kind of source",
    "출처 종류",
    ("report", "report or submission", "보고서"),
    ("press", "press", "언론"),
    ("database", "database or map", "데이터베이스·지도"),
    ("gazetteer", "gazetteer", "지명사전"),
    ("encyclopedia", "encyclopedia", "백과사전"),
    ("imagery", "satellite imagery", "위성영상"),
    ("interview", "interview", "면담"),
    ("official", "official record", "공식 기록"),
    ("other", "other", "기타"),
)
FIGURE_BASIS = s.vocabulary(
    "denominator basis",
    "Denominator",
    "분모의 근거",
    ("stated", "stated by the source", "출처에 명시"),
    ("inferred", "inferred by us", "우리의 추론"),
    ("none", "none", "없음"),
)
QUALIFIER = s.vocabulary(
    "qualifier",
    "Qualifier",
    "한정어",
    ("about", "about", "약"),
    ("over", "over", "초과"),
    ("more than", "more than", "이상(초과)"),
    ("at least", "at least", "최소"),
    ("at most", "at most", "최대"),
)
CUSTODY = s.vocabulary(
    "custody event",
    "Custody event",
    "관리 행위",
    ("taken in", "taken in", "입수"),
    ("viewed", "viewed", "열람"),
    ("taken out", "taken out", "반출"),
    ("copied", "copied", "복제"),
    ("redacted", "redacted copy made", "가림본 작성"),
)

SOURCE = s.Table(
    name="source",
    label=s.Text("Source", "출처"),
    plural=s.Text("Sources", "출처"),
    prefix="D",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.choice("kind", "Kind", "종류", SOURCE_KIND),
        s.text("author", "Author or body", "저자·기관"),
        s.date("published", "Published", "발행일"),
        s.text("where", "Where it can be found", "소재"),
        s.text("read_via", "Read through", "열람 경로"),
        s.text("licence", "Licence", "이용 조건"),
        s.text("sha256", "SHA-256", "SHA-256"),
        s.text("physical_original", "Physical original and where it lies", "원본과 보관 장소"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

ATTACHMENT = s.Table(
    name="attachment",
    label=s.Text("Attachment", "첨부"),
    plural=s.Text("Attachments", "첨부"),
    prefix="AT",
    title=("title", "file_name", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.text("file_name", "File name", "파일 이름"),
        s.text("media_type", "Media type", "매체 종류"),
        s.integer("bytes", "Size", "크기", unit="bytes"),
        s.text("sha256", "SHA-256", "SHA-256"),
        s.reference("redaction_of", "Redacted copy of", "가림 전 원본", "attachment"),
        s.text("physical_original", "Physical original and where it lies", "원본과 보관 장소"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

CUSTODY_EVENT = s.Table(
    name="custody_event",
    label=s.Text("Custody event", "관리 기록"),
    plural=s.Text("Custody log", "관리 기록"),
    prefix="CE",
    title=("kind", "code"),
    fields=(
        s.CODE,
        s.reference("attachment", "Attachment", "첨부", "attachment"),
        s.choice("kind", "What happened", "행위", CUSTODY),
        s.text("by", "By whom", "행위자"),
        s.text("utc", "When (UTC)", "시각(UTC)"),
        s.text("sha256", "SHA-256 then", "당시 SHA-256"),
        s.NOTE,
    ),
)

FIGURE = s.Table(
    name="figure",
    label=s.Text("Published figure", "공표 수치"),
    plural=s.Text("Published figures", "공표 수치"),
    prefix="N",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.text("printed", "As printed", "인쇄된 값"),
        s.choice("qualifier", "Qualifier", "한정어", QUALIFIER),
        s.number("value", "Value", "값", claimed=True),
        s.text("unit", "Unit", "단위"),
        s.text("noun", "Of what", "대상"),
        s.text("area", "Area", "지역"),
        s.date("period", "Period", "기간"),
        s.text("denominator", "Denominator", "분모"),
        s.choice("denominator_basis", "Denominator", "분모의 근거", FIGURE_BASIS),
        s.text("body", "Published by", "발표 기관"),
        s.date("published", "Published", "발표일"),
        s.reference("source", "Source", "출처", "source"),
        s.text("read_via", "Read through", "열람 경로"),
        s.boolean("computed", "Computed", "계산됨"),
        s.text("inputs", "Computed from", "계산 입력"),
        s.text("detail", "Detail", "세부"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

PROCEEDING = s.Table(
    name="proceeding",
    label=s.Text("Proceeding", "절차"),
    plural=s.Text("Proceedings", "절차"),
    prefix="PR",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.text("body", "Court or body", "법원·기구"),
        s.text("docket", "Case number", "사건 번호"),
        s.date("date", "Date", "일자"),
        s.text("state", "State", "진행 상태"),
        s.reference("source", "Source", "출처", "source"),
        s.FICTIONAL,
        s.NOTE,
    ),
)
