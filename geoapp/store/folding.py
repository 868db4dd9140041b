"""Folding of texts for the search, and the way back from a found place to the original.

Folded are: case, accents of Latin letters (as in ŏ and ŭ of romanised Korean) and
apostrophes (P'yŏngyang), which are left out. Hangul and Han stay as they are, but
for their composition (NFC). What is stored and shown is never the folded text.
"""

from __future__ import annotations

import re
import unicodedata

OPEN_MARK, CLOSE_MARK = "\x02", "\x03"
_APOSTROPHES = "'‘’‚‛ʹʻʼʽʾʿˈ`´′‵＇"
_LETTERS = {"ø": "o", "đ": "d", "ð": "d", "ł": "l", "ħ": "h", "ı": "i", "ŧ": "t", "þ": "th"}
_LIGATURES = {"æ": "ae", "œ": "oe"}


def _table() -> dict[int, str | None]:
    table: dict[int, str | None] = {ord(mark): None for mark in _APOSTROPHES}
    table.update({code: None for code in range(0x300, 0x370)})
    table.update({ord(letter): base for letter, base in {**_LETTERS, **_LIGATURES}.items()})
    for code in (*range(0xC0, 0x250), *range(0x1E00, 0x1F00)):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if "a" <= base <= "z":
            table[code] = base
    table[0] = " "
    return table


_FOLDS = _table()
# A mark, or the vowel or final of a syllable, belongs to the letter before it.
_TRAILING_JAMO = range(0x1160, 0x1200)
_CLUSTER_WINDOW = 64


def fold(text: str) -> str:
    """The form in which texts and queries are compared."""
    composed = unicodedata.normalize("NFC", unicodedata.normalize("NFC", text).casefold())
    return composed.translate(_FOLDS)


def words_of(query: str) -> list[str]:
    """The folded words of a query, each once."""
    sound = query.encode("utf-8", "ignore").decode("utf-8")
    folded = (fold(word.strip('"“”')) for word in sound.split())
    return list(dict.fromkeys(word for word in folded if word))


def _continues(char: str) -> bool:
    return unicodedata.category(char)[0] == "M" or ord(char) in _TRAILING_JAMO


def folded_with_origins(text: str) -> tuple[str, list[int]]:
    """(folded, origins): `origins[i]` is where in the text folded character i comes from.

    `origins` has one more item, the length of the text.
    """
    folded: list[str] = []
    origins: list[int] = []
    start = 0
    while start < len(text):
        end = start + 1
        while end < len(text) and _continues(text[end]):
            end += 1
        piece = fold(text[start:end])
        folded.append(piece)
        origins.extend([start] * len(piece))
        start = end
    origins.append(len(text))
    return "".join(folded), origins


def _start_of_cluster(text: str, index: int) -> int:
    lowest = max(0, index - _CLUSTER_WINDOW)
    while index > lowest and index < len(text) and _continues(text[index]):
        index -= 1
    return index


def _origin(text: str, target: int) -> int:
    """Near where in a long text the folded character `target` comes from."""
    low, high = 0, len(text)
    while low < high:
        middle = (low + high) // 2
        if len(fold(text[:middle])) < target:
            low = middle + 1
        else:
            high = middle
    return _start_of_cluster(text, low)


def _occurrences(text: str, words: list[str]) -> list[tuple[int, int]]:
    """(from, to) in the text of every found word, joined where they touch."""
    folded, origins = folded_with_origins(text)
    pattern = "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True))
    spans: list[tuple[int, int]] = []
    for match in re.finditer(pattern, folded):
        start, end = origins[match.start()], _end(origins, match.end())
        if spans and start <= spans[-1][1]:
            spans[-1] = (spans[-1][0], max(end, spans[-1][1]))
        else:
            spans.append((start, end))
    return spans


def _end(origins: list[int], index: int) -> int:
    """Where the cluster of the last matched character ends."""
    last = origins[index - 1]
    while index < len(origins) - 1 and origins[index] == last:
        index += 1
    return origins[index]


def snippet(text: str, words: list[str], before: int = 30, length: int = 120) -> str:
    """A stretch of the text around the first found word, each found word between marks.

    `words` are folded. Apart from the marks (\\x02 and \\x03), "…" where it was cut and
    spaces for line breaks, every character is the text's own. Empty if nothing is found.
    """
    folded = fold(text)
    places = [place for place in (folded.find(word) for word in words) if place >= 0]
    if not places:
        return ""
    start = _start_of_cluster(text, max(0, _origin(text, min(places)) - before))
    longest = max(len(word) for word in words)
    end = _start_of_cluster(text, min(len(text), start + length + 2 * longest))
    window = text[start:end]
    parts = ["…" if start else ""]
    done = 0
    for first, last in _occurrences(window, words):
        parts += [_plain(window[done:first]), OPEN_MARK, _plain(window[first:last]), CLOSE_MARK]
        done = last
    parts += [_plain(window[done:]), "…" if end < len(text) else ""]
    return "".join(parts)


_CONTROLS = {code: " " for code in (*range(0x20), 0x7F)}


def _plain(text: str) -> str:
    return text.translate(_CONTROLS)
