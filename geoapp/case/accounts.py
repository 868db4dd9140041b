"""What was said: published accounts, interviews, testimonies, transcripts, passages."""

from layers import schema as s
from layers.values import BASIS

LANGUAGE = s.vocabulary(
    "language",
    "Language",
    "언어",
    ("ko", "Korean", "한국어"),
    ("en", "English", "영어"),
    ("zh", "Chinese", "중국어"),
    ("ru", "Russian", "러시아어"),
    ("ja", "Japanese", "일본어"),
)
REVIEW = s.vocabulary(
    "review status",
    "Review",
    "검토 상태",
    ("draft", "draft", "초안"),
    ("reviewed", "reviewed", "검토됨"),
    ("second review", "reviewed twice", "재검토됨"),
)
INDEPENDENCE = s.vocabulary(
    "independence",
    "Independence from other accounts",
    "다른 진술과의 독립성",
    ("not assessed", "not assessed", "미평가"),
    ("independent", "independent", "독립적"),
    ("same source", "goes back to the same source", "같은 출처"),
)

PUBLISHED_ACCOUNT = s.Table(
    name="published_account",
    label=s.Text("Published account", "공표된 진술"),
    plural=s.Text("Published accounts", "공표된 진술"),
    prefix="A",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.long_text("summary", "What the document reports, in our words", "문서 내용(우리 요약)"),
        s.reference("source", "Document", "문서", "source"),
        s.text("paragraph", "Paragraph or page", "단락·쪽"),
        s.choice("basis", "Basis of knowledge", "인지 근거", BASIS),
        s.date("date_told", "Speaks of", "말하는 시기"),
        s.choice("independence", "Independence", "독립성", INDEPENDENCE),
        s.FICTIONAL,
        s.NOTE,
    ),
)

INTERVIEW = s.Table(
    name="interview",
    label=s.Text("Interview", "면담"),
    plural=s.Text("Interviews", "면담"),
    prefix="V",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.reference("witness", "Witness", "증언자", "person"),
        s.date("date", "Date", "일자"),
        s.text("place", "Place", "장소"),
        s.text("interviewer", "Who asked", "면담자"),
        s.text("interpreter", "Interpreter", "통역"),
        s.choice("language", "Language", "언어", LANGUAGE),
        s.long_text("questions", "Questions asked", "질문"),
        s.long_text("aids", "Aids shown", "제시 자료"),
        s.text("organisation", "For organisation", "조사 기관"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

TESTIMONY = s.Table(
    name="testimony",
    label=s.Text("Testimony", "증언"),
    plural=s.Text("Testimonies", "증언"),
    prefix="T",
    title=("title", "code"),
    fields=(
        s.CODE,
        s.text("title", "Title", "제목"),
        s.reference("witness", "Witness", "증언자", "person"),
        s.reference("interview", "Interview", "면담", "interview"),
        s.choice("language", "Language", "언어", LANGUAGE),
        s.date("date_told", "Given", "진술일"),
        s.choice("review", "Review", "검토 상태", REVIEW),
        s.choice("independence", "Independence", "독립성", INDEPENDENCE),
        s.long_text("summary", "Summary", "요약"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

TRANSCRIPT = s.Table(
    name="transcript",
    label=s.Text("Transcript", "녹취록"),
    plural=s.Text("Transcript revisions", "녹취록 판본"),
    prefix="TR",
    title=("code",),
    fields=(
        s.CODE,
        s.reference("testimony", "Testimony", "증언", "testimony"),
        s.integer("revision", "Revision", "판"),
        s.reference("replaces", "Replaces", "이전 판", "transcript"),
        s.reference("translation_of", "Translation of", "번역 원문", "transcript"),
        s.choice("language", "Language", "언어", LANGUAGE),
        s.text("made_by", "Transcribed or translated by", "작성자"),
        s.text("reason", "Reason of this revision", "수정 사유"),
        s.long_text("words", "Words", "본문"),
        s.FICTIONAL,
        s.NOTE,
    ),
)

PASSAGE = s.Table(
    name="passage",
    label=s.Text("Passage", "구절"),
    plural=s.Text("Passages", "구절"),
    prefix="Q",
    title=("quote", "code"),
    fields=(
        s.CODE,
        s.reference("testimony", "Testimony", "증언", "testimony"),
        s.reference("account", "Published account", "공표된 진술", "published_account"),
        s.reference("transcript", "Revision", "판본", "transcript"),
        s.integer("start", "From code point", "시작 위치"),
        s.integer("end", "To code point", "끝 위치"),
        s.long_text("quote", "Exact words", "원문 그대로"),
        s.text("label", "Margin label", "여백 표시"),
        s.choice("basis", "Basis of knowledge", "인지 근거", BASIS),
        s.boolean("to_be_placed", "To be placed again", "다시 찾아야 함"),
        s.FICTIONAL,
        s.NOTE,
    ),
)
