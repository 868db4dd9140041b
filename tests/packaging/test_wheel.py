"""The built wheel, away from the checkout: the command works from any folder."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

SOURCES = ("geoapp", "layers", "sample_data", "pyproject.toml", "README.md")


@pytest.fixture(scope="module")
def installed(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder that holds the wheel's content and nothing of the checkout."""
    root = Path(__file__).resolve().parents[2]
    build = tmp_path_factory.mktemp("build")
    for name in SOURCES:
        source = root / name
        if source.is_dir():
            shutil.copytree(source, build / name, ignore=shutil.ignore_patterns("__pycache__"))
        else:
            shutil.copy(source, build / name)
    python = [sys.executable, "-m"]
    subprocess.run(
        [*python, "build", "--wheel", "--no-isolation", "--outdir", build / "dist", build],
        check=True,
        capture_output=True,
    )
    (wheel,) = (build / "dist").glob("*.whl")
    target = tmp_path_factory.mktemp("installed")
    subprocess.run(
        [*python, "pip", "install", "--no-deps", "--no-index", "--target", target, wheel],
        check=True,
        capture_output=True,
    )
    return target


def _geoapp(installed: Path, folder: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run the installed command with no display, finding dependencies but not the checkout."""
    paths = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    env = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": paths,
        "GEOAPP_PROFILE": str(folder / "profile"),
        "HOME": str(folder),
        "LANG": "C",
    }
    return subprocess.run(
        [sys.executable, installed / "bin" / "geoapp", *words],
        cwd=folder,
        env=env,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def test_the_command_comes_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    code = "import geoapp, layers, sample_data; print(geoapp.__file__, sample_data.folder())"
    paths = os.pathsep.join([str(installed), sysconfig.get_path("purelib")])
    answer = subprocess.run(
        [sys.executable, "-c", code],
        cwd=tmp_path,
        env={"PYTHONPATH": paths, "PATH": os.environ["PATH"]},
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(part.startswith(str(installed)) for part in answer.stdout.split())


def test_the_sample_case_is_built_and_read_from_the_wheel(installed: Path, tmp_path: Path) -> None:
    built = _geoapp(installed, tmp_path, "demo", "--at", str(tmp_path / "d"), "--no-window")
    assert built.returncode == 0, built.stderr
    case = built.stdout.strip()
    info = json.loads(_geoapp(installed, tmp_path, "info", case, "--json").stdout)
    assert info["tables"]["facility"] >= 47
    picture = _geoapp(
        installed,
        tmp_path,
        "snapshot",
        case,
        "p.png",
        "--bbox",
        "124,38,131,43",
        "--size",
        "640x400",
    )
    assert picture.returncode == 0, picture.stderr
    assert (tmp_path / "p.png").read_bytes().startswith(b"\x89PNG")


def test_every_data_file_is_in_the_wheel(installed: Path, repository: Path) -> None:
    def names(root: Path) -> set[str]:
        return {
            str(path.relative_to(root))
            for path in (root / "sample_data").rglob("*")
            if path.is_file() and path.suffix != ".pyc"
        }

    assert names(repository) == names(installed)


def test_manual_and_translations_are_in_the_wheel(installed: Path, repository: Path) -> None:
    def names(root: Path) -> set[str]:
        ui = root / "geoapp" / "ui"
        files = [*ui.glob("manual/**/*.*"), *ui.glob("translations/*.qm")]
        return {str(path.relative_to(root)) for path in files}

    assert len(names(repository)) > 20
    assert names(repository) == names(installed)
