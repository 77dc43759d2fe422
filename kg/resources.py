"""The folders of data that the package ships: ontology, shapes, queries."""

from pathlib import Path

from kg.errors import KgError

PACKAGE = Path(__file__).resolve().parent


def folder(name: str) -> Path:
    """The folder `name`: `kg/_data/{name}` of an installed wheel, else `{name}` of the checkout that holds the package."""
    candidates = (PACKAGE / "_data" / name, PACKAGE.parent / name)
    for candidate in candidates:
        if candidate.is_dir():
            return candidate
    raise KgError(f"no folder {name!r}: neither {candidates[0]} nor {candidates[1]} exists; reinstall minekg")
