"""The mentions of every release of examples/, one by one, against tests/golden; `pytest --update-golden` rewrites those files.

A change of a rule shows here as a diff of what is found. Whether what is found is right, test_gold.py says.
"""

from __future__ import annotations

import json
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from pyoxigraph import NamedNode

from kg.document import Document
from kg.extract import extract
from kg.facts import Mention
from kg.ingest import read

TESTS = Path(__file__).resolve().parent
EXAMPLES = sorted((TESTS.parent / "examples").glob("*.txt"))


def plain(value: Any) -> Any:
    """A fact as JSON: the fields that say something, entities by the name of their class."""
    if is_dataclass(value):
        said = {f.name: plain(getattr(value, f.name)) for f in fields(value) if f.default is MISSING or getattr(value, f.name) != f.default}
        return {type(value).__name__: next(iter(said.values())) if len(said) == 1 else said}
    if isinstance(value, tuple):
        return [plain(one) for one in value]
    if isinstance(value, NamedNode):
        return value.value.replace("#", "/").rpartition("/")[2]
    if isinstance(value, Decimal):
        return f"{value.normalize():f}"
    return value.isoformat() if isinstance(value, date) else value


def mention_line(document: Document, mention: Mention) -> str:
    """One mention as one line, so that a diff shows mentions."""
    span = mention.span
    where = {"quote": document.quote(span), "at": [span.start, span.end], "rule": mention.rule, "confidence": mention.confidence}
    return json.dumps({"fact": plain(mention.fact), **where}, ensure_ascii=False)


def found(path: Path) -> str:
    """The golden file of a release: a JSON array, or the reason why the release states nothing."""
    document = read(path)
    extraction = extract(document)
    if isinstance(extraction, str):
        return json.dumps(extraction, ensure_ascii=False) + "\n"
    return "[\n" + ",\n".join(mention_line(document, mention) for mention in extraction.mentions) + "\n]\n"


@pytest.mark.parametrize("path", EXAMPLES, ids=[path.stem for path in EXAMPLES])
def test_mentions_are_those_of_the_golden_file(path: Path, update_golden: bool) -> None:
    golden = TESTS / "golden" / f"{path.stem}.json"
    now = found(path)
    assert isinstance(json.loads(now), list), "an example that states nothing"
    if update_golden:
        golden.write_text(now, encoding="utf-8")
    before = golden.read_text(encoding="utf-8") if golden.exists() else ""
    were, are = ([line.rstrip(",") for line in text.splitlines()] for text in (before, now))
    lost, new = [line for line in were if line not in are], [line for line in are if line not in were]
    assert (lost, new) == ([], []), "the mentions changed; if for the better, run: pytest --update-golden"
    assert now == before, "the mentions came in another order"


def test_every_golden_file_has_its_release() -> None:
    assert {path.stem for path in (TESTS / "golden").glob("*.json")} == {path.stem for path in EXAMPLES}
