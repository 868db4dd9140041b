"""Finding what the window can be told to do by words, as records and places are found."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from geoapp.ui.panels.search_results import Group, Result

COMMANDS_AT_ONCE = 6
ONLY_COMMANDS = ">"
"""Typed first, it lists nothing but commands."""

_LETTERS, _SYLLABLES = 3, 2
"""How much of a word says that a command is meant, and not the beginning of a name."""


@dataclass(frozen=True, slots=True)
class Command:
    """One entry of the menus.

    `menu`: the names of the menus that lead to it. `words`: the same in other languages.
    `why_not`: a sentence that says what holds it back, empty when it can be done.
    """

    name: str
    text: str
    menu: str = ""
    keys: str = ""
    words: tuple[str, ...] = ()
    why_not: str = ""


def matching(commands: Iterable[Command], typed: str) -> list[Result]:
    """The commands with all the words typed, those that begin with them first."""
    only = typed.lstrip().startswith(ONLY_COMMANDS)
    wanted = _plain(typed.lstrip().removeprefix(ONLY_COMMANDS)).split()
    if not wanted and not only:
        return []
    if not only and not _long_enough(wanted):
        return []
    found = [
        (rank, number, command)
        for number, command in enumerate(commands)
        if (rank := _rank(command, wanted)) is not None
    ]
    found.sort(key=lambda one: one[:2])
    most = len(found) if only else COMMANDS_AT_ONCE
    return [_result(command) for _, _, command in found[:most]]


def is_meant(results: Sequence[Result], typed: str) -> bool:
    """Whether somebody who typed this more likely means a command than a row.

    So where the words begin those of a command and no row is called by them.
    """
    named = any(one.group is Group.RECORD and not one.snippet for one in results)
    commands = [one for one in results if one.group is Group.COMMAND]
    words = _plain(typed).split()
    begins = any(_begins(_plain(f"{one.title} {one.also}").split(), words) for one in commands)
    return begins and not named


def _long_enough(wanted: list[str]) -> bool:
    longest = max(wanted, key=len, default="")
    return len(longest) >= (_LETTERS if longest.isascii() else _SYLLABLES)


def _rank(command: Command, wanted: list[str]) -> int | None:
    """0 where the words begin those of the command, 1 within them, 2 with its menu; else None."""
    names = [_plain(text).split() for text in (command.text, *command.words)]
    if any(_begins(name, wanted) for name in names):
        return 0
    own = " ".join(word for name in names for word in name)
    if all(word in own for word in wanted):
        return 1
    around = f"{own} {_plain(command.menu)}".split()
    return 2 if _begins(around, wanted) else None


def _begins(words: list[str], wanted: list[str]) -> bool:
    return all(any(word.startswith(begun) for word in words) for begun in wanted)


def _plain(text: str) -> str:
    """Words in small letters, parted by spaces."""
    flat = unicodedata.normalize("NFC", text).casefold()
    return re.sub(r"[^\w+#]+", " ", flat).strip()


def _result(command: Command) -> Result:
    return Result(
        Group.COMMAND,
        command.menu,
        command.text,
        also=command.words[0] if command.words else "",
        code=command.keys,
        command=command.name,
        why_not=command.why_not,
    )
