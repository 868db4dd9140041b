"""The walls of the house: who may import whom, and that the guard can say no."""

from __future__ import annotations

import ast
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

PACKAGES = ("geoapp", "layers", "sample_data")
LINT = Path(sys.executable).with_name("lint-imports")


def _modules(root: Path) -> list[Path]:
    return [path for package in PACKAGES for path in sorted((root / package).rglob("*.py"))]


def _dotted(path: Path, root: Path) -> str:
    parts = path.relative_to(root).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def _may_use_qt(name: str) -> bool:
    return name.startswith("geoapp.ui") or name == "geoapp.app"


@pytest.fixture
def copied_house(tmp_path: Path, repository: Path) -> Path:
    for package in PACKAGES:
        shutil.copytree(
            repository / package,
            tmp_path / package,
            ignore=shutil.ignore_patterns("__pycache__", "*.mbtiles"),
        )
    shutil.copy(repository / "pyproject.toml", tmp_path)
    return tmp_path


def _lint(folder: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [LINT, "--no-cache"],
        cwd=folder,
        env={"PYTHONPATH": str(folder), "PATH": "/usr/bin:/bin", "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.mark.parametrize(
    ("module", "line"),
    [
        ("layers/values.py", "import geoapp.case.view"),
        ("geoapp/case/view.py", "import geoapp.store"),
        ("geoapp/exchange/json_forms.py", "import geoapp.store"),
        ("geoapp/commands/edit.py", "import geoapp.session"),
        ("geoapp/session/open_case.py", "from PySide6 import QtCore"),
    ],
)
def test_a_planted_import_breaks_the_contract(copied_house: Path, module: str, line: str) -> None:
    target = copied_house / module
    target.write_text(target.read_text("utf-8") + f"\n{line}\n", "utf-8")
    answer = _lint(copied_house)
    assert answer.returncode == 1, answer.stdout + answer.stderr
    assert "BROKEN" in answer.stdout


def test_the_house_as_it_stands_keeps_the_contract(copied_house: Path) -> None:
    answer = _lint(copied_house)
    assert answer.returncode == 0, answer.stdout + answer.stderr


def test_nothing_outside_the_window_loads_qt(repository: Path) -> None:
    names = [_dotted(path, repository) for path in _modules(repository)]
    # __main__ is imported too: only its guarded call starts the program.
    wanted = [name for name in names if not _may_use_qt(name)]
    code = (
        "import importlib, sys\n"
        f"for name in {wanted!r}: importlib.import_module(name)\n"
        "bad = [m for m in sys.modules if m.startswith(('PySide6', 'shiboken6'))]\n"
        "sys.exit(repr(bad) if bad else 0)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def test_slow_libraries_stay_off_the_way_to_the_first_frame(repository: Path) -> None:
    code = (
        "import sys\n"
        "import geoapp.app, geoapp.ui.main_window, geoapp.session\n"
        "slow = {'pyogrio', 'geopandas', 'pandas', 'rasterio', 'folium', 'mgrs'}\n"
        "sys.exit(repr(slow & set(sys.modules)) if slow & set(sys.modules) else 0)"
    )
    answer = subprocess.run(
        [sys.executable, "-c", code], cwd=repository, capture_output=True, text=True, check=False
    )
    assert answer.returncode == 0, answer.stderr


def _imports_inside(path: Path) -> list[str]:
    names = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.Import):
            names += [alias.name for alias in node.names]
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.append(node.module)
    return names


def test_qt_is_not_hidden_inside_a_function(repository: Path) -> None:
    guilty = [
        str(path.relative_to(repository))
        for path in _modules(repository)
        if not _may_use_qt(_dotted(path, repository))
        and any(name.split(".")[0] in ("PySide6", "shiboken6") for name in _imports_inside(path))
    ]
    assert guilty == []


def test_modules_stay_small_and_are_named_for_what_they_hold(repository: Path) -> None:
    drawers = {"utils", "util", "helpers", "helper", "misc", "manager", "common"}
    long = {
        str(path.relative_to(repository)): lines
        for path in _modules(repository)
        if (lines := len(path.read_text("utf-8").splitlines())) > 400
    }
    assert long == {}
    assert [p for p in _modules(repository) if p.stem in drawers or p.stem.endswith("_utils")] == []
