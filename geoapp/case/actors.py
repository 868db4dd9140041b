"""Persons, who are codes and have no fixed role, and organisations over time."""

from layers import schema as s

COUNTING_UNIT = s.vocabulary(
    "counting unit",
    "Counting unit",
    "단위",
    ("person", "one person", "개인"),
    ("family", "a family", "가족"),
    ("group", "a group", "집단"),
)
SEX = s.vocabulary(
    "sex",
    "Sex",
    "성별",
    ("female", "female", "여"),
    ("male", "male", "남"),
    ("unknown", "unknown", "알 수 없음"),
)
RELATION = s.vocabulary(
    "organisation relation",
    "Relation",
    "관계",
    ("command", "command", "지휘"),
    ("party control", "party control", "당적 통제"),
    ("administrative", "administrative", "행정"),
    ("bureau", "bureau of", "국"),
    ("department", "department of", "부서"),
    ("facility", "runs the facility", "시설 운영"),
    ("dispatched unit", "dispatched unit of", "파견 조직"),
    ("joint group", "joint group of", "합동 조직"),
)

PERSON = s.Table(
    name="person",
    label=s.Text("Person", "인물"),
    plural=s.Text("Persons", "인물"),
    prefix="W",
    title=("code",),
    fields=(
        s.CODE,
        s.choice("counting_unit", "Counting unit", "단위", COUNTING_UNIT),
        s.choice("sex", "Sex", "성별", SEX),
        s.date("born", "Born", "출생", claimed=True),
        s.text("occupation", "Occupation", "직업", claimed=True),
        s.text("description", "Description", "설명"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

ORGANISATION = s.Table(
    name="organisation",
    label=s.Text("Organisation", "기관"),
    plural=s.Text("Organisations", "기관"),
    prefix="ORG",
    title=("name_en", "name_ko", "code"),
    fields=(
        s.CODE,
        s.text("name_en", "Name", "이름(영문)", "name", claimed=True),
        s.text("name_ko", "Korean name", "이름(한글)", claimed=True),
        s.text("other_names", "Other names", "다른 이름"),
        s.long_text("role", "What it does", "역할"),
        s.date("existed", "Existed", "존속 시기", claimed=True),
        s.reference("source", "Source", "출처", "source"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

ORGANISATION_RELATION = s.Table(
    name="organisation_relation",
    label=s.Text("Relation of organisations", "기관 관계"),
    plural=s.Text("Relations of organisations", "기관 관계"),
    prefix="OR",
    title=("words", "code"),
    fields=(
        s.CODE,
        s.reference("organisation", "Organisation", "기관", "organisation"),
        s.reference("parent", "Under", "상급 기관", "organisation"),
        s.choice("kind", "Relation", "관계", RELATION, claimed=True),
        s.text("words", "In the words of the source", "출처의 표현"),
        s.date("held", "Held", "유지 시기", claimed=True),
        s.reference("source", "Source", "출처", "source"),
        s.FICTIONAL,
        s.NOTE,
    ),
)
