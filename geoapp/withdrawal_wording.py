"""Words for withdrawals, in English and Korean: why a row is listed, what is not reached."""

from __future__ import annotations

from collections.abc import Mapping

from geoapp.case.records import Key, Record, title
from geoapp.case.view import CaseView
from geoapp.session.erasing import Left

WHYS: Mapping[str, tuple[str, str]] = {
    "subject": ("what was withdrawn", "철회된 자료"),
    "account of": ("account of {row}", "{row}의 증언"),
    "interview of": ("interview of {row}", "{row}의 면담"),
    "drawing of": ("drawing of {row}", "{row}의 그림"),
    "drawn from": ("drawing from {row}", "{row}에서 옮긴 그림"),
    "element of": ("drawn element of {row}", "{row}의 그림 요소"),
    "text of": ("text of {row}", "{row}의 본문"),
    "passage of": ("passage of {row}", "{row}의 구절"),
    "claim from": ("claim made from {row}", "{row}에서 나온 주장"),
    "claim about": ("claim about {row}", "{row}에 관한 주장"),
    "link of": ("link of {row}", "{row}의 연결"),
    "redacted copy of": ("redacted copy of {row}", "{row}의 가림본"),
    "custody of": ("custody log of {row}", "{row}의 관리 기록"),
    "attached to": ("attached to {row}", "{row}의 첨부"),
    "place of": ("place that only {row} points to", "{row}만 가리키는 장소"),
    "victim in": ("names {row} as a victim", "{row}을(를) 피해자로 명시"),
    "involved in": ("involvement in {row}", "{row} 관련 관여"),
    "act in": ("act within {row}", "{row} 안의 행위"),
    "told in": ("told in {row}", "{row}에서 언급"),
    "consent of": ("consent of {row}", "{row}의 동의"),
    "shows": ("shows a value that {row} gave", "{row}에서 나온 값을 표시"),
    "speaker": ("gave {row}", "{row} 진술자"),
    "quotes": ("holds words of a passage exactly", "구절과 똑같은 문구가 들어 있음"),
}
"""Why a row is on the list; `{row}` is the row it hangs on."""

WARNINGS: Mapping[str, tuple[str, str]] = {
    "names": (
        "Somebody else may have told of it. It stays unless you tick it.",
        "다른 사람이 말한 내용일 수 있습니다. 선택하지 않으면 그대로 둡니다.",
    ),
    "shared": (
        "Other things on record belong to it as well. It stays unless you tick it.",
        "다른 자료도 여기에 딸려 있습니다. 선택하지 않으면 그대로 둡니다.",
    ),
    "only here": (
        "Nobody else on record tells of it. It stays unless you tick it.",
        "기록상 다른 진술이 없습니다. 선택하지 않으면 그대로 둡니다.",
    ),
    "world": (
        "It was adopted as what the record says of the world. It stays unless you tick it.",
        "사실에 관한 기록으로 채택된 값입니다. 선택하지 않으면 그대로 둡니다.",
    ),
    "only account": (
        "This is the only account of this person. The particulars stay unless you tick them.",
        "이 사람의 유일한 진술입니다. 선택하지 않으면 인적 사항은 그대로 둡니다.",
    ),
    "others said": (
        "Somebody else may have said the same. It stays unless you tick it.",
        "다른 사람이 같은 말을 했을 수 있습니다. 선택하지 않으면 그대로 둡니다.",
    ),
    "other words": (
        "All words of these fields go, also those of others.",
        "이 항목의 문구는 다른 사람의 것까지 모두 지워집니다.",
    ),
    "short": (
        "The words are short and may be an accident. It stays unless you tick it.",
        "짧은 문구라 우연일 수 있습니다. 선택하지 않으면 그대로 둡니다.",
    ),
}

LEFT: Mapping[str, tuple[str, str]] = {
    "not rewritten": (
        "The file could not be rewritten, so traces may be left in unused parts of it: {why} "
        "Solve that, then run: geoapp scrub CASE",
        "파일을 새로 쓰지 못해 사용하지 않는 부분에 흔적이 남아 있을 수 있습니다: {why} "
        "해결한 뒤 실행하십시오: geoapp scrub CASE",
    ),
    "taken out": (
        "An attachment was taken out of the case by {by} on {utc}: the file outside is not "
        "reached.",
        "{utc} {by}이(가) 첨부 하나를 사건 밖으로 반출했습니다. 밖의 파일에는 미치지 않습니다.",
    ),
    "replica": (
        "The copy in which {author} wrote (last on {utc}) still holds the content until it "
        "merges with this one.",
        "{author}이(가) 쓰던 사본(마지막 기록 {utc})은 이 파일과 합칠 때까지 내용을 지닙니다.",
    ),
    "words in reason": (
        "The reason or author of an entry of {utc} ({hash}) holds words that were destroyed. The "
        "ledger keeps it for ever.",
        "{utc} 기록({hash})의 사유나 작성자에 파기된 문구가 들어 있습니다. 원장에 영구히 남습니다.",
    ),
    "reason": (
        "The reason that {author} gave on {utc} ({hash}) for a change of what was destroyed stays "
        "in the ledger. Read it.",
        "{author}이(가) {utc}에 파기된 자료를 고치며 적은 사유({hash})는 원장에 남습니다. "
        "확인하십시오.",
    ),
    "part": (
        "This file holds only a part of the case. Withdraw it at home as well, after merging.",
        "이 파일은 사건의 일부만 담고 있습니다. 합친 뒤 본 파일에서도 철회하십시오.",
    ),
    "copy": (
        "{author} made a field copy on {utc}: it holds the content until it is merged and deleted.",
        "{author}이(가) {utc}에 현장 사본을 만들었습니다. 합치고 지울 때까지 내용을 지닙니다.",
    ),
    "backup": (
        "A backup still holds the content: {path}. Delete it, and make a new one.",
        "백업에 내용이 남아 있습니다: {path}. 지우고 새 백업을 만드십시오.",
    ),
    "identities": (
        "Name and contact are in the identity file of the case, if there is one: delete them "
        "there.",
        "이름과 연락처는 신원 파일이 있다면 그 안에 있습니다. 그곳에서 지우십시오.",
    ),
    "device": (
        "The disk may keep what it overwrites: memory cells, snapshots and synchronised folders "
        "are beyond reach. The encryption of the disk or the case protects them.",
        "디스크는 덮어쓴 내용을 간직할 수 있습니다. 메모리 셀, 스냅숏, 동기화 폴더에는 미치지 "
        "못합니다. 디스크나 사건 파일의 암호화가 이를 보호합니다.",
    ),
    "recipient": (
        "A consent names “{name}”: tell them that it was withdrawn, and ask what they keep.",
        "동의서에 “{name}”이(가) 적혀 있습니다. 철회를 알리고 보관 중인 것을 확인하십시오.",
    ),
    "outside": (
        "Nobody has a list of exports, bundles, printed pages, messages and the files that were "
        "imported: look for them.",
        "내보낸 파일, 묶음, 인쇄물, 메시지, 가져오기에 쓴 파일은 목록이 없습니다. 직접 "
        "찾아보십시오.",
    ),
}
"""What a withdrawal does not reach."""


def named(view: CaseView, key: Key, language: str = "en") -> str:
    """What a row is called on the list; links and claims by what they tie or say."""
    table = view.statements[key.table]
    record = view.record(key)
    label = table.label.in_language(language)
    if record is None:
        return f"{label} {key.id}"
    if key.table == "link":
        start, end = (_end(view, record, side) for side in ("from", "to"))
        return f"{label} {start} → {end}"
    if key.table == "claim":
        about = _end(view, record, "subject")
        return f"{label} {about}: {record.values.get('attribute') or ''}"
    words = title(table, record.values, language)
    return " ".join(dict.fromkeys(filter(None, (label, record.code or str(key.id), words))))


def short_name(view: CaseView, key: Key, language: str = "en") -> str:
    """The code of a row, or what it is called if it has none."""
    record = view.record(key)
    return (record.code if record is not None else "") or named(view, key, language)


def _end(view: CaseView, record: Record, side: str) -> str:
    """The code of a row that a link or claim names."""
    number = "subject" if side == "subject" else f"{side}_id"
    table, id = record.values.get(f"{side}_table"), record.values.get(number)
    if not isinstance(table, str) or not isinstance(id, int) or table not in view.statements:
        return "?"
    end = view.record(Key(table, id))
    return (end.code if end is not None else "") or str(id)


def why(id: str, row: str, language: str = "en") -> str:
    """Why something is listed; `row` names the row it hangs on."""
    return _in(WHYS, id, language).replace("{row}", row)


def warning(id: str, language: str = "en") -> str:
    """What to think of before it is ticked; empty if there is nothing."""
    return _in(WARNINGS, id, language) if id else ""


def left_over(left: Left, language: str = "en") -> str:
    """A sentence on something that is not reached."""
    words = _in(LEFT, left.kind, language)
    for name, value in left.parameters.items():
        short = {"hash": value[:12], "utc": value[:16].replace("T", " ")}
        words = words.replace("{" + name + "}", short.get(name, value))
    return words


def _in(words: Mapping[str, tuple[str, str]], id: str, language: str) -> str:
    return words[id][1 if language.startswith("ko") else 0]
