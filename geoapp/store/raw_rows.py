"""The rows in the pages of a case file, without the help of the database.

Tables are walked from their roots. Where a page above them is damaged, leaves that nothing
leads to any more are found by looking through all pages. Whatever does not fit the form of
SQLite's file is passed over; nothing here believes a length that the file states.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass, field

from geoapp.store.raw_pages import RawPages

Row = tuple[int, tuple[object, ...]]
"""(rowid, values) of one row; a column that stands for the rowid holds None."""

_LEAF, _INNER = 13, 5
_DEEPEST = 40
_INTEGERS = {1: 1, 2: 2, 3: 3, 4: 4, 5: 6, 6: 8}


@dataclass(slots=True)
class Found:
    """The leaves of one table that can be reached, and how many pages of it cannot be read."""

    leaves: list[int] = field(default_factory=list)
    lost: int = 0


def walk(pages: RawPages, root: int) -> Found:
    """The leaves of the table that begins at a page."""
    found = Found()
    seen: set[int] = set()
    todo = [(root, 0)]
    while todo:
        number, depth = todo.pop()
        if number in seen or depth > _DEEPEST:
            continue
        seen.add(number)
        page = pages.page(number)
        kind = -1 if page is None else page[_start(number)]
        if page is None or kind not in (_LEAF, _INNER):
            found.lost += 1
        elif kind == _LEAF:
            found.leaves.append(number)
        else:
            # The first child is looked at first, so that rows come in the order of their numbers.
            todo += [(child, depth + 1) for child in reversed([*_children(number, page)])]
    return found


def _start(number: int) -> int:
    return 100 if number == 1 else 0


def _children(number: int, page: bytes) -> Iterator[int]:
    start = _start(number)
    for cell in _cells(page, start, 12):
        yield int.from_bytes(page[cell : cell + 4], "big")
    yield int.from_bytes(page[start + 8 : start + 12], "big")


def _cells(page: bytes, start: int, head: int) -> Iterator[int]:
    count = min(int.from_bytes(page[start + 3 : start + 5], "big"), len(page) // 4)
    for place in range(start + head, min(start + head + 2 * count, len(page) - 1), 2):
        yield int.from_bytes(page[place : place + 2], "big")


def is_leaf(number: int, page: bytes) -> bool:
    """Whether a page says that it is the leaf of a table."""
    return page[_start(number)] == _LEAF


def rows_on(pages: RawPages, number: int) -> Iterator[Row]:
    """The rows on a leaf, those left out that are damaged or go on where nothing is left."""
    page = pages.page(number)
    if page is None or not is_leaf(number, page):
        return
    for cell in _cells(page, _start(number), 8):
        try:
            size, place = _varint(page, cell)
            rowid, place = _varint(page, place)
            payload = _payload(pages, page, place, size)
            if payload is not None:
                yield _signed(rowid), tuple(_values(payload))
        except (LookupError, ValueError, struct.error):
            continue


def _signed(number: int) -> int:
    return number - (1 << 64) if number >= 1 << 63 else number


def _varint(data: bytes, place: int) -> tuple[int, int]:
    value = 0
    for step in range(9):
        byte = data[place + step]
        if step == 8:
            return (value << 8) | byte, place + 9
        value = (value << 7) | (byte & 0x7F)
        if byte < 0x80:
            return value, place + step + 1
    raise ValueError("no number")


def _payload(pages: RawPages, page: bytes, place: int, size: int) -> bytes | None:
    """What a cell holds, with the pages it goes on; None if any of those is lost."""
    usable = pages.usable
    if size > pages.count * usable:
        return None
    if size <= usable - 35:
        local = size
    else:
        least = (usable - 12) * 32 // 255 - 23
        local = least + (size - least) % (usable - 4)
        local = least if local > usable - 35 else local
    if place + local + (4 if local < size else 0) > usable:
        return None
    whole = [page[place : place + local]]
    left, following = size - local, int.from_bytes(page[place + local : place + local + 4], "big")
    while left > 0:
        more = pages.page(following)
        if more is None:
            return None
        whole.append(more[4 : 4 + min(left, usable - 4)])
        left -= len(whole[-1])
        following = int.from_bytes(more[:4], "big")
    return b"".join(whole)


def _values(payload: bytes) -> Iterator[object]:
    head, place = _varint(payload, 0)
    body = head
    while place < head:
        kind, place = _varint(payload, place)
        length = _length(kind)
        if body + length > len(payload):
            raise ValueError("cut short")
        yield _value(kind, payload[body : body + length])
        body += length


def _length(kind: int) -> int:
    if kind in _INTEGERS:
        return _INTEGERS[kind]
    if kind == 7:
        return 8
    return (kind - 12) // 2 if kind >= 12 else 0


def _value(kind: int, raw: bytes) -> object:
    if kind in _INTEGERS:
        return int.from_bytes(raw, "big", signed=True)
    if kind == 7:
        return float(struct.unpack(">d", raw)[0])
    if kind >= 12:
        return raw if kind % 2 == 0 else raw.decode("utf-8")
    return {0: None, 8: 0, 9: 1}[kind]
