"""Collects what the window says from its modules and keeps the .ts file in step with them.

    python -m geoapp.ui.translations.collect

Reads Python as Python does, so that texts inside f-strings, texts in several pieces and
the short names that modules give to `translate` are found under the context they have at
run time. A text that cannot be found that way is an error, not a gap.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from xml.etree import ElementTree

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[2]
KOREAN = HERE / "geoapp_ko.ts"
_MARKS = ("QT_TRANSLATE_NOOP", "translate")

Text = tuple[str, str]  # context, what stands in the source

# Words of Qt's own dialogs that its Korean leaves out, and one that it has wrong: the button
# that throws something away bears the word of the one that ignores a fault.
OF_QT: tuple[Text, ...] = (
    ("QPlatformTheme", "Discard"),
    ("QFileDialog", "&Look in:"),
    ("QFileDialog", "File name:"),
    ("QFileDialog", "Files of &type:"),
    ("QFileDialog", "Save"),
)


class UnreadableError(Exception):
    """A text that is made only at run time, so that nobody can translate it."""


@dataclass
class _Reader(ast.NodeVisitor):
    """Walks one module. `found` maps each text to whether it changes with a number."""

    path: Path
    shorts: dict[str, str] = field(default_factory=dict)
    constants: dict[str, list[str]] = field(default_factory=dict)
    found: dict[Text, bool] = field(default_factory=dict)
    bases: dict[str, set[str]] = field(default_factory=dict)
    faults: list[str] = field(default_factory=list)
    _classes: list[str] = field(default_factory=list)
    _inside_short: bool = False

    def read(self, tree: ast.Module) -> None:
        for node in tree.body:
            if isinstance(node, ast.Assign) and isinstance(node.targets[0], ast.Name):
                self.constants[node.targets[0].id] = _literals(node.value)
        for node in tree.body:
            if isinstance(node, ast.FunctionDef) and (context := self._short_for(node)):
                self.shorts[node.name] = context
        self.visit(tree)

    def _short_for(self, function: ast.FunctionDef) -> str | None:
        """The context of a function that does nothing but translate its argument."""
        last = function.body[-1]
        call = last.value if isinstance(last, ast.Return) else None
        if not isinstance(call, ast.Call) or _name(call.func) != "translate" or len(call.args) < 2:
            return None
        names = {argument.arg for argument in function.args.args}
        if not (isinstance(call.args[1], ast.Name) and call.args[1].id in names):
            return None
        return self._text(call.args[0])

    def _text(self, node: ast.expr) -> str | None:
        return next(iter(self._choices(node)), None)

    def visit_ClassDef(self, node: ast.ClassDef) -> None:
        self.bases.setdefault(node.name, set()).update(map(_name, node.bases))
        self._classes.append(node.name)
        self.generic_visit(node)
        self._classes.pop()

    def visit_FunctionDef(self, node: ast.FunctionDef) -> None:
        self._inside_short = node.name in self.shorts and not self._classes
        self.generic_visit(node)
        self._inside_short = False

    def visit_Attribute(self, node: ast.Attribute) -> None:
        # Under another name than its own a `tr` would go unseen.
        if node.attr == "tr" and not _is_self(node.value):
            self._fault(node)
        self.generic_visit(node)

    def visit_Assign(self, node: ast.Assign) -> None:
        if _name(node.value) == "tr":
            self._fault(node)
        self.generic_visit(node)

    def visit_Call(self, node: ast.Call) -> None:
        name = _name(node.func)
        if name == "tr" and isinstance(node.func, ast.Attribute):
            context = self._classes[-1] if self._classes else None
            self._add(node, context, node.args[0], len(node.args) > 2)
        elif name in _MARKS and len(node.args) >= 2 and self._translates(node.func):
            self._add(node, self._text(node.args[0]), node.args[1], len(node.args) > 3)
        elif isinstance(node.func, ast.Name) and node.func.id in self.shorts and node.args:
            self._add(node, self.shorts[node.func.id], node.args[0], False)
        self.generic_visit(node)

    def _translates(self, function: ast.expr) -> bool:
        """Painters and strings have a `translate` of their own."""
        owner = function.value if isinstance(function, ast.Attribute) else None
        return owner is None or _name(owner) in ("QCoreApplication", "QApplication")

    def _add(self, node: ast.Call, context: str | None, said: ast.expr, counts: bool) -> None:
        if self._inside_short:
            return
        texts = list(self._choices(said))
        if context is None or not texts:
            self._fault(node)
        elif texts != [""]:
            self.found |= {(context, text): counts for text in texts}

    def _fault(self, node: ast.expr | ast.stmt) -> None:
        self.faults.append(f"{self.path}:{node.lineno}")

    def _choices(self, said: ast.expr) -> Iterator[str]:
        """The texts an expression can be; none when that is not known before run time."""
        if isinstance(said, ast.IfExp):
            yield from self._choices(said.body)
            yield from self._choices(said.orelse)
        elif isinstance(said, ast.Name):
            yield from self.constants.get(said.id, [])
        elif isinstance(said, ast.Subscript):
            yield from self._choices(said.value)
        elif isinstance(said, ast.Call) and isinstance(said.func, ast.Attribute):
            yield from self._choices(said.func.value)
        else:
            yield from _literals(said)


def _name(node: ast.expr) -> str:
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""


def _is_self(node: ast.expr) -> bool:
    return isinstance(node, ast.Name) and node.id == "self"


def _literals(node: ast.expr) -> list[str]:
    """A text, or the texts among the values of a table."""
    if isinstance(node, ast.Dict):
        return [text for value in node.values for text in _literals(value)]
    return [node.value] if isinstance(node, ast.Constant) and isinstance(node.value, str) else []


def _inherited(found: dict[Text, bool], bases: dict[str, set[str]]) -> dict[Text, bool]:
    """What classes say that inherit a text: `tr` asks under the class of the object."""

    def kin(name: str) -> set[str]:
        return {name}.union(*(kin(base) for base in bases.get(name, ())))

    return {
        (name, text): counts
        for name in bases
        for (context, text), counts in found.items()
        if context in kin(name)
    }


def texts(paths: Iterable[Path] | None = None) -> dict[Text, bool]:
    """What modules say, all of the window's at first, and whether it changes with a number.

    UnreadableError names the places where a text is made only at run time.
    """
    found: dict[Text, bool] = {}
    bases: dict[str, set[str]] = {}
    faults: list[str] = []
    for path in paths or [*sorted((ROOT / "geoapp/ui").rglob("*.py")), ROOT / "geoapp/app.py"]:
        reader = _Reader(path)
        reader.read(ast.parse(path.read_text(encoding="utf-8")))
        found |= reader.found
        faults += reader.faults
        for name, above in reader.bases.items():
            bases.setdefault(name, set()).update(above)
    if faults:
        raise UnreadableError("texts that cannot be read: " + ", ".join(faults))
    return found | _inherited(found, bases) | dict.fromkeys(OF_QT, False)


def translations(path: Path = KOREAN) -> dict[Text, str]:
    """What a .ts file says for each text; an empty text where it says nothing yet."""
    if not path.exists():
        return {}
    root = ElementTree.parse(path).getroot()  # noqa: S314 - our own file
    known = {}
    for context in root.iter("context"):
        for message in context.iter("message"):
            where = context.findtext("name", ""), message.findtext("source", "")
            said = message.find("translation")
            known[where] = "" if said is None else said.findtext("numerusform") or said.text or ""
    return known


def write(known: dict[Text, str], wanted: dict[Text, bool], path: Path = KOREAN) -> None:
    """Write a .ts file of exactly the wanted texts; what has no translation is unfinished."""
    root = ElementTree.Element("TS", version="2.1", language="ko_KR", sourcelanguage="en")
    contexts: dict[str, ElementTree.Element] = {}
    for (context, source), counts in sorted(wanted.items()):
        if context not in contexts:
            contexts[context] = ElementTree.SubElement(root, "context")
            ElementTree.SubElement(contexts[context], "name").text = context
        message = ElementTree.SubElement(contexts[context], "message")
        ElementTree.SubElement(message, "source").text = source
        said = ElementTree.SubElement(message, "translation")
        text = known.get((context, source), "")
        if not text:
            said.set("type", "unfinished")
        if counts:
            message.set("numerus", "yes")
            ElementTree.SubElement(said, "numerusform").text = text
        else:
            said.text = text
    ElementTree.indent(root, "  ")
    body = ElementTree.tostring(root, encoding="unicode", short_empty_elements=False)
    head = '<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE TS>\n'
    path.write_text(f"{head}{body}\n", encoding="utf-8")


def main() -> int:
    """Bring the file up to date; 1 when something has no translation yet."""
    known, wanted = translations(), texts()
    # The same words are said in several places; a new place takes over what one of them has.
    said = {source: text for (_, source), text in known.items() if text}
    known = {text: known.get(text) or said.get(text[1], "") for text in wanted}
    write(known, wanted)
    open_ = [f"{context}: {source!r}" for (context, source), text in known.items() if not text]
    sys.stderr.write("".join(f"not translated: {line}\n" for line in open_))
    return 1 if open_ else 0


if __name__ == "__main__":
    sys.exit(main())
