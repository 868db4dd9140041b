"""Sentences for ledger messages, in English and Korean. The ledger itself holds only ids."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from geoapp.case.parts import NOT_HERE
from geoapp.case.records import Entry, Key, Message
from geoapp.case.view import CaseView

SENTENCES: Mapping[str, tuple[str, str]] = {
    "new case": ("Case made", "사건 파일 생성"),
    "create case": ("Case made", "사건 파일 생성"),
    "create": ("{table} “{row}” added", "{table} “{row}” 추가"),
    "edit": ("{table} “{row}” changed: {fields}", "{table} “{row}” 수정: {fields}"),
    "edit many": (
        "{table}: {rows} rows changed: {fields}",
        "{table} {rows}건 수정: {fields}",
    ),
    "remove many": ("{table}: {rows} rows marked as deleted", "{table} {rows}건 삭제 표시"),
    "remove": ("{table} “{row}” marked as deleted", "{table} “{row}” 삭제 표시"),
    "restore": ("{table} “{row}” restored", "{table} “{row}” 복원"),
    "link": ("{table} “{row}” linked to “{to}” ({role})", "{table} “{row}” → “{to}” 연결 ({role})"),
    "link many": ("{links} links made", "연결 {links}건 추가"),
    "create and link": ("{table} “{row}” added and linked", "{table} “{row}” 추가 및 연결"),
    "change link": ("Link changed: {fields}", "연결 수정: {fields}"),
    "turn link": ("Link turned round", "연결 방향 전환"),
    "rank": ("Claim marked: {rank}", "주장 지위 변경: {rank}"),
    "unlink": ("Link removed", "연결 해제"),
    "claim": ("Claim added to {table} “{row}”: {fields}", "{table} “{row}” 주장 추가: {fields}"),
    "adopt": ("Claim adopted for {table} “{row}”: {fields}", "{table} “{row}” 주장 채택: {fields}"),
    "mark passage": ("Passage marked: “{row}”", "구절 표시: “{row}”"),
    "place passage": ("Passage placed again: “{row}”", "구절 다시 배치: “{row}”"),
    "claim from passage": (
        "Claim from a passage, about {table} “{row}”: {fields}",
        "구절에서 주장 추가, {table} “{row}”: {fields}",
    ),
    "correct transcript": (
        "Transcript corrected: {follow} passages follow, {lost} are to be placed again",
        "녹취록 수정: 구절 {follow}개 이동, {lost}개 재배치 필요",
    ),
    "new testimony": ("Testimony “{row}” entered", "증언 “{row}” 입력"),
    "new transcript": ("Text “{row}” entered", "본문 “{row}” 입력"),
    "take in": (
        "Taken in as attachment: “{row}” ({files} in all)",
        "첨부로 입수: “{row}” (모두 {files}건)",
    ),
    "view attachment": ("Attachment “{row}” viewed", "첨부 “{row}” 열람"),
    "take out": ("Attachment “{row}” taken out of the case", "첨부 “{row}” 사건 밖으로 반출"),
    "redacted copy": ("Redacted copy made of “{row}”", "“{row}”의 가림본 작성"),
    "import": ("Import into {table}: {added} added", "{table} 가져오기: {added}건 추가"),
    "sample": ("Sample case: {table}, {rows} rows", "예제 사건: {table} {rows}건"),
    "invented": (
        "Invented part of the sample case: {table}, {rows} rows",
        "예제 사건의 가상 부분: {table} {rows}건",
    ),
    "no new use": (
        "Consent withdrawn for {table} “{row}”: no new use ({rows} consents)",
        "{table} “{row}” 동의 철회: 새로운 이용 금지 (동의 {rows}건)",
    ),
    "erase": (
        "Content destroyed: {rows} rows, and {fields} fields of others",
        "내용 파기: 자료 {rows}건, 그 밖의 항목 {fields}개",
    ),
    "field copy": ("Field copy made: {rows} rows", "현장 사본 생성: {rows}건"),
    "resolve": (
        "Decided between versions of {table} “{row}”: {fields}",
        "{table} “{row}”의 서로 다른 기록 중 결정: {fields}",
    ),
    "resolve deletion": (
        "Decided whether {table} “{row}” is deleted: {deleted}",
        "{table} “{row}” 삭제 여부 결정: {deleted}",
    ),
    "new code": ("New code for {table} “{row}”", "{table} “{row}”에 새 코드 부여"),
    "join": ("{table} “{row}” joined with “{to}”", "{table} “{row}”에 “{to}” 병합"),
    "salvage": (
        "Salvaged from a damaged file: {rows} rows restated, {lost} entries lost",
        "손상된 파일에서 복구: 자료 {rows}건 다시 기재, 기록 {lost}건 유실",
    ),
    "undo": ("Undone: {entry}", "되돌림: {entry}"),
    "redo": ("Done again: {entry}", "다시 실행: {entry}"),
}


def sentence(
    view: CaseView, message: Message, language: str = "en", undone: str | None = None
) -> str:
    """What an entry did, with the titles that its rows have today.

    `undone` is the sentence of the entry that an undo or redo takes back. An id
    that this version does not know is shown as it is.
    """
    korean = language.startswith("ko")
    pair = SENTENCES.get(message.id)
    if pair is None:
        return message.id
    words: dict[str, str] = dict(message.parameters)
    words["row"] = _title(view, words.get("table"), words.get("id"), language)
    words["to"] = _title(view, words.get("to_table"), words.get("to_id"), language)
    words["table"] = _table(view, words.get("table"), language)
    if undone is not None:
        words["entry"] = undone
    elif "entry" in words:
        words["entry"] = words["entry"][:8]
    return pair[1 if korean else 0].format_map(_Gaps(words))


def sentences(view: CaseView, entries: Iterable[Entry], language: str = "en") -> dict[str, str]:
    """The sentence of each entry by its hash; an undo quotes what it took back."""
    listed = list(entries)
    by_hash = {entry.hash: entry for entry in listed}
    if any("entry" in entry.message.parameters for entry in listed):
        by_hash |= {entry.hash: entry for entry in view.entries()}

    def told(entry: Entry) -> str:
        # An undo of an undo points at an earlier entry, so this always ends.
        undone = by_hash.get(entry.message.parameters.get("entry", ""))
        quoted = told(undone) if undone is not None and undone is not entry else None
        return sentence(view, entry.message, language, quoted)

    return {entry.hash: told(entry) for entry in listed}


class _Gaps(dict[str, str]):
    def __missing__(self, name: str) -> str:
        return "…"


def _table(view: CaseView, name: str | None, language: str) -> str:
    if name is None or name not in view.statements:
        return name or ""
    return view.statements[name].label.in_language(language)


def _title(view: CaseView, table: str | None, id: str | None, language: str) -> str:
    if table is None or id is None or table not in view.statements or not id.isdecimal():
        return ""
    key = Key(table, int(id))
    code, title = view.titles([key]).get(key, ("", ""))
    if not (code or title) and view.elsewhere([key]):
        return NOT_HERE.in_language(language)
    return title or code or id
