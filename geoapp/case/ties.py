"""What ties things together: claims, links, consents; and per-case lists."""

from layers import schema as s
from layers.style import LineSymbol, Symbology
from layers.values import BASIS, CERTAINTY

RANK = s.vocabulary(
    "claim rank",
    "Standing",
    "지위",
    ("adopted", "adopted", "채택"),
    ("open", "open", "미결"),
    ("set aside", "set aside", "보류"),
)
ROLE = s.vocabulary(
    "link role",
    "Role",
    "관계",
    ("speaks of", "speaks of", "언급함"),
    ("operated by", "is operated by", "운영 기관"),
    ("at", "took place at", "발생 장소"),
    ("over", "went over", "경유"),
    ("victim", "victim", "피해자"),
    ("perpetrator", "alleged perpetrator", "가해 혐의"),
    ("source of", "is the source of", "출처가 됨"),
    ("figure for", "is a figure for", "관련 수치"),
    ("seen on", "seen on", "판독 영상"),
    ("same as", "may be the same as", "동일 가능"),
    ("route to", "leads to", "이어지는 경로"),
    ("attached to", "is attached to", "첨부됨"),
    ("related", "is related to", "관련"),
)
STANCE = s.vocabulary(
    "stance",
    "Stance",
    "입장",
    ("supports", "supports", "뒷받침"),
    ("contradicts", "contradicts", "모순"),
    ("differs in time", "differs in time", "시점 차이"),
    ("mentions", "mentions", "언급"),
)
TREATMENT = s.vocabulary(
    "consent treatment",
    "Treatment",
    "처리",
    ("full", "as it is", "그대로"),
    ("coded", "coded or coarsened", "부호화·완화"),
    ("withheld", "withheld", "제외"),
    ("not asked", "not asked", "묻지 않음"),
)
CONSENT_STATE = s.vocabulary(
    "consent state",
    "State",
    "상태",
    ("given", "given", "동의"),
    ("refused", "refused", "거부"),
    ("revoked", "revoked", "철회"),
    ("expired", "expired", "만료"),
)
YES_NO_ASK = s.vocabulary(
    "permission",
    "Permission",
    "허용",
    ("yes", "yes", "예"),
    ("no", "no", "아니요"),
    ("ask again", "ask again", "다시 물을 것"),
    ("not asked", "not asked", "묻지 않음"),
)

CLAIM = s.Table(
    name="claim",
    label=s.Text("Claim", "주장"),
    plural=s.Text("Claims", "주장"),
    prefix="C",
    title=("attribute", "code"),
    fields=(
        s.CODE,
        s.text("subject_table", "About (kind)", "대상 종류"),
        s.Field("subject", s.FieldKind.INTEGER, s.Text("About", "대상")),
        s.text("attribute", "Field", "항목"),
        s.Field("value", s.FieldKind.VALUE, s.Text("Value", "값"), searchable=True),
        s.date("time", "Time it speaks of", "말하는 시기"),
        s.reference("source", "Source", "출처", "source"),
        s.reference("account", "Published account", "공표된 진술", "published_account"),
        s.reference("passage", "Passage", "구절", "passage"),
        s.text("cited", "Where in the source", "출처 내 위치"),
        s.choice("basis", "Basis of knowledge", "인지 근거", BASIS),
        s.choice("certainty", "Certainty of identification", "식별 확실성", CERTAINTY),
        s.choice("rank", "Standing", "지위", RANK),
        s.text("reason", "Reason", "사유"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

LINK = s.Table(
    name="link",
    label=s.Text("Link", "연결"),
    plural=s.Text("Links", "연결"),
    prefix="L",
    title=("role", "code"),
    fields=(
        s.CODE,
        s.text("from_table", "From (kind)", "출발 종류"),
        s.Field("from_id", s.FieldKind.INTEGER, s.Text("From", "출발")),
        s.text("to_table", "To (kind)", "도착 종류"),
        s.Field("to_id", s.FieldKind.INTEGER, s.Text("To", "도착")),
        s.choice("role", "Role", "관계", ROLE),
        s.choice("stance", "Stance", "입장", STANCE),
        s.reference("passage", "Passage", "구절", "passage"),
        s.choice("certainty", "Certainty of identification", "식별 확실성", CERTAINTY),
        s.FICTIONAL,
        s.NOTE,
    ),
)

CONSENT = s.Table(
    name="consent",
    label=s.Text("Consent", "동의"),
    plural=s.Text("Consents", "동의"),
    prefix="CO",
    title=("recipient", "code"),
    fields=(
        s.CODE,
        s.text("subject_table", "Of (kind)", "대상 종류"),
        s.Field("subject", s.FieldKind.INTEGER, s.Text("Of", "대상")),
        s.text("recipient", "Recipient", "수령자"),
        s.text("purpose", "Purpose", "목적"),
        s.choice("identity", "Identity", "신원", TREATMENT),
        s.choice("place", "Place", "장소", TREATMENT),
        s.choice("date_treatment", "Date", "일자", TREATMENT),
        s.choice("material", "Voice, handwriting, face", "음성·필적·얼굴", TREATMENT),
        s.choice("to_government", "To the Government concerned", "당사국 정부에", YES_NO_ASK),
        s.choice("to_defence", "To a defence", "변호인에", YES_NO_ASK),
        s.choice("onward", "Onward sharing", "재공유", YES_NO_ASK),
        s.date("expires", "Expires", "만료"),
        s.text("form", "Form", "동의 형식"),
        s.choice("state", "State", "상태", CONSENT_STATE),
        s.date("given", "Given", "동의일"),
        s.date("revoked", "Revoked", "철회일"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

VOCABULARY_TERM = s.Table(
    name="vocabulary",
    label=s.Text("Vocabulary term", "용어"),
    plural=s.Text("Vocabulary terms of this case", "이 사건의 용어"),
    prefix="VT",
    title=("label_en", "term", "code"),
    fields=(
        s.CODE,
        s.text("vocabulary", "Vocabulary", "용어집"),
        s.text("term", "Term", "용어 코드"),
        s.text("label_en", "English", "영어"),
        s.text("label_ko", "Korean", "한국어"),
        s.integer("count", "Count published for it", "공표 건수"),
        s.reference("source", "Source", "출처", "source"),
        s.NOTE,
    ),
)

REFERENCE_LINE = s.Table(
    name="reference_line",
    label=s.Text("Reference line", "기준선"),
    plural=s.Text("Reference lines", "기준선"),
    prefix="RL",
    title=("name", "code"),
    geometry=s.GeometryKind.LINE,
    fields=(
        s.CODE,
        s.text("name", "Name", "이름"),
        s.text("version", "Version", "판"),
        s.text("river", "River", "강"),
        s.text("states", "Between", "국가"),
        s.number("start_km", "Chainage at its start", "시점 거리", unit="km"),
        s.number("end_km", "Chainage at its end", "종점 거리", unit="km"),
        s.reference("source", "Source", "출처", "source"),
        s.text("licence", "Licence", "이용 조건"),
        s.COURSE,
        s.NOTE,
    ),
    symbology=Symbology(
        default=LineSymbol((90, 60, 120), 1.6, (5.0, 2.5)),
        order=20,
        clusters=False,
        labels_above=0.0,
    ),
)
