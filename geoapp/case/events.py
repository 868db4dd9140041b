"""Acts and involvements: an act is one victim and one violation within an event."""

from layers import schema as s
from layers.values import CERTAINTY

VIOLATION = s.vocabulary(
    "violation",
    "Violation",
    "침해 유형",
    ("arbitrary detention", "arbitrary detention", "자의적 구금"),
    ("enforced disappearance", "enforced disappearance", "강제 실종"),
    ("torture", "torture or ill-treatment", "고문·가혹행위"),
    ("forced labour", "forced labour", "강제 로동"),
    ("execution", "execution or killing", "처형·살해"),
    ("sexual violence", "sexual violence", "성폭력"),
    ("denial of food", "denial of food", "식량 박탈"),
    ("denial of medical care", "denial of medical care", "의료 박탈"),
    ("family separation", "separation of a family", "가족 분리"),
    ("refoulement", "forced return", "강제 송환"),
    ("abduction", "abduction", "납치"),
)
DEGREE = s.vocabulary(
    "degree of involvement",
    "Degree of involvement",
    "관여 정도",
    ("carried out", "carried out", "실행"),
    ("ordered", "ordered", "지시"),
    ("planned", "planned", "계획"),
    ("present", "was present", "현장에 있음"),
    ("superior", "superior of those who acted", "상급자"),
    ("not stated", "not stated", "명시되지 않음"),
)
STATUS = s.vocabulary(
    "involvement status",
    "Status",
    "상태",
    ("alleged", "alleged", "주장됨"),
    ("identified by a witness", "identified by a witness", "증인이 특정함"),
    ("identified by a document", "identified by a document", "문서로 특정됨"),
    ("established", "established by a court or body", "법원·기구가 확인"),
)

ACT = s.Table(
    name="act",
    label=s.Text("Act", "행위"),
    plural=s.Text("Acts", "행위"),
    prefix="AC",
    title=("title", "violation", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.reference("incident", "In the event", "사건", "incident"),
        s.reference("victim", "Victim", "피해자", "person"),
        s.integer("victims", "Victims, if a group", "피해 인원(집단)"),
        s.choice("violation", "Violation", "침해 유형", VIOLATION, claimed=True),
        s.date("date", "Date", "일자", claimed=True),
        s.text("stated_reason", "Reason stated by the authority", "당국이 밝힌 사유"),
        s.text("victim_class", "Victim class", "피해자 분류"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

INVOLVEMENT = s.Table(
    name="involvement",
    label=s.Text("Involvement", "관여"),
    plural=s.Text("Involvements", "관여"),
    prefix="IN",
    title=("title", "degree", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.reference("act", "In the act", "행위", "act"),
        s.reference("person", "Person", "인물", "person"),
        s.reference("organisation", "Organisation", "기관", "organisation"),
        s.choice("degree", "Degree", "정도", DEGREE, claimed=True),
        s.choice("status", "Status", "상태", STATUS, claimed=True),
        s.choice("certainty", "Certainty of identification", "식별 확실성", CERTAINTY),
        s.FICTIONAL,
        s.NOTE,
    ),
)
