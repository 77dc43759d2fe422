"""Options and fixtures that several test modules share."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings

from kg.build import build
from kg.lookup import tables
from kg.store import Store

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"

# No deadline: how long one text takes says more of the machine than of the code. In CI the examples are the same each time.
settings.register_profile("dev", max_examples=60, deadline=None, suppress_health_check=[HealthCheck.too_slow])
settings.register_profile("thorough", parent=settings.get_profile("dev"), max_examples=5000)  # pytest --hypothesis-profile thorough
settings.register_profile("ci", parent=settings.get_profile("dev"), derandomize=True, print_blob=True)
settings.load_profile("ci" if os.environ.get("CI") else "dev")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update-golden", action="store_true", help="rewrite tests/golden and the output in README.md from what the code does now")


@pytest.fixture(scope="session")
def update_golden(request: pytest.FixtureRequest) -> bool:
    """Whether expectations are to be rewritten instead of compared."""
    return bool(request.config.getoption("--update-golden"))


@pytest.fixture(scope="session")
def examples_store(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store of examples/, built once for all tests that only read it."""
    directory = tmp_path_factory.mktemp("examples") / "examples.store"
    report = build([EXAMPLES], directory)
    assert not report.skipped
    return directory


@pytest.fixture(scope="session")
def example_tables(examples_store: Path) -> dict[str, dict[str, Any]]:
    """The fact tables of examples/, by document id."""
    with Store.open(examples_store) as store:
        return tables(store.graph)
