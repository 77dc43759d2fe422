"""The four ways to have kg: from the wheel, from the sdist, from an editable install, and in a checkout that nobody installed."""

from __future__ import annotations

import importlib.util
import os
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import venv
import zipfile
from pathlib import Path

import pytest

from kg import __version__

CHECKOUT = Path(__file__).resolve().parent.parent
DATA = ("ontology", "shapes", "queries")
PARTS = ("kg", *DATA, "pyproject.toml", "README.md", "LICENSE")
# Without the build backend at hand, pip fetches it.
OFFLINE = importlib.util.find_spec("hatchling") is not None
ISOLATION = ["--no-build-isolation"] if OFFLINE else []


def sh(*command: str | Path, cwd: Path, **environment: str) -> str:
    """A command's standard output; its errors where it fails."""
    inherited = {key: value for key, value in os.environ.items() if key not in ("PYTHONPATH", "KG_STORE", "PYTHONHOME", "VIRTUAL_ENV")}
    done = subprocess.run([str(part) for part in command], cwd=cwd, env={**inherited, **environment}, capture_output=True, text=True, check=False)
    assert done.returncode == 0, f"{command}: {done.stdout}{done.stderr}"
    return done.stdout


@pytest.fixture(scope="module")
def checkout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the checkout, so that nothing that a build leaves comes into this one."""
    copy = tmp_path_factory.mktemp("source") / "minekg"
    copy.mkdir()
    for part in PARTS:
        if (CHECKOUT / part).is_dir():
            shutil.copytree(CHECKOUT / part, copy / part, ignore=shutil.ignore_patterns("__pycache__", "_data"))
        else:
            shutil.copy(CHECKOUT / part, copy)
    (copy / "examples").mkdir()
    for path in sorted((CHECKOUT / "examples").glob("*.txt"))[:2]:
        shutil.copy(path, copy / "examples")
    return copy


@pytest.fixture(scope="module")
def archives(checkout: Path) -> dict[str, Path]:
    """The wheel and the sdist of the copy."""
    out = checkout.parent / "dist"
    isolation = ["--no-isolation"] if OFFLINE else []
    sh(sys.executable, "-m", "build", *isolation, "--sdist", "--wheel", "--outdir", out, checkout, cwd=checkout.parent)
    return {"wheel": next(out.glob("*.whl")), "sdist": next(out.glob("*.tar.gz"))}


def environment(folder: Path) -> Path:
    """A fresh virtual environment that sees the dependencies of this one, and nothing that is installed there as editable."""
    venv.create(folder, with_pip=False, symlinks=os.name != "nt")
    python = folder / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    site = Path(sh(python, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=folder).strip())
    (site / "dependencies.pth").write_text(sysconfig.get_path("purelib") + "\n", encoding="utf-8")
    return python


def install(python: Path, *what: str | Path) -> Path:
    """Installs without dependencies; the path of the `kg` command."""
    sh(
        sys.executable,
        "-m",
        "pip",
        "--python",
        python,
        "install",
        "-q",
        "--no-deps",
        "--disable-pip-version-check",
        *ISOLATION,
        *what,
        cwd=python.parent,
    )
    return python.parent / "kg"


def works(kg: list[str | Path], source: Path, cwd: Path, tmp_path: Path) -> None:
    """Version, questions, a small build and its validation."""
    assert sh(*kg, "--version", cwd=cwd).split()[-1] == __version__
    assert "holder-on-date" in sh(*kg, "query", cwd=cwd)
    store = tmp_path / "small.store"
    assert "2 documents" in sh(*kg, "build", source / "examples", "--store", store, cwd=cwd)
    assert "conforms" in sh(*kg, "validate", "--store", store, cwd=cwd)


def home(python: Path, cwd: Path) -> Path:
    """Where this interpreter imports kg from."""
    return Path(sh(python, "-c", "import kg; print(kg.__file__)", cwd=cwd).strip()).parent


@pytest.mark.parametrize("way", ["wheel", "sdist"])
def test_installed_from_an_archive(archives: dict[str, Path], checkout: Path, tmp_path: Path, way: str) -> None:
    python = environment(tmp_path / "venv")
    kg = install(python, archives[way])
    works([kg], checkout, tmp_path, tmp_path)
    package = home(python, tmp_path)
    assert package.is_relative_to(tmp_path / "venv")
    for folder in DATA:
        assert contents(package / "_data" / folder) == contents(checkout / folder)


def test_installed_as_editable(checkout: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "venv")
    kg = install(python, "-e", checkout)
    works([kg], checkout, tmp_path, tmp_path)
    assert home(python, tmp_path) == checkout / "kg"
    # There is no second copy of the data that could grow old: a question added to the checkout is there at once.
    assert not (checkout / "kg" / "_data").exists()
    assert not list((tmp_path / "venv").rglob("holder-on-date.rq"))
    added = checkout / "queries" / "added-today.rq"
    shutil.copy(checkout / "queries" / "findings.rq", added)
    try:
        assert "added-today" in sh(kg, "query", cwd=tmp_path)
    finally:
        added.unlink()


def test_in_a_bare_checkout(checkout: Path, tmp_path: Path) -> None:
    python = environment(tmp_path / "venv")
    works([python, "-m", "kg.cli"], checkout, checkout, tmp_path)
    assert home(python, checkout) == checkout / "kg"


def test_what_the_archives_hold(archives: dict[str, Path], checkout: Path) -> None:
    with zipfile.ZipFile(archives["wheel"]) as wheel:
        names = wheel.namelist()
    with tarfile.open(archives["sdist"]) as sdist:
        sources = [name.partition("/")[2] for name in sdist.getnames()]
    for folder in DATA:
        shipped = {str(path) for path in contents(checkout / folder)}
        assert {name.removeprefix(f"kg/_data/{folder}/") for name in names if name.startswith(f"kg/_data/{folder}/")} == shipped
        assert {name.removeprefix(f"{folder}/") for name in sources if name.startswith(f"{folder}/")} >= shipped
    code = {f"kg/{path}" for path in contents(checkout / "kg") if path.suffix != ".pyc"}
    assert {name for name in names if name.startswith("kg/") and not name.startswith("kg/_data/")} == code
    tops = {name.partition("/")[0] for name in names}
    assert tops == {"kg", f"minekg-{__version__}.dist-info"}, "a wheel puts nothing else beside the package"
    assert any(name.endswith("licenses/LICENSE") for name in names)


def contents(folder: Path) -> dict[Path, bytes]:
    """The files of a folder, compiled ones aside."""
    return {path.relative_to(folder): path.read_bytes() for path in sorted(folder.rglob("*")) if path.is_file() and "__pycache__" not in path.parts}
