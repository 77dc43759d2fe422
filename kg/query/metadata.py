"""The `#+` lines of a query file, read strictly: grlc takes broken or misnamed metadata for none at all, we refuse it."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from kg.errors import QueryError

_KEYS = ("summary", "description", "tags", "defaults", "enumerate", "endpoint_in_url", "pagination", "method", "params", "example")


@dataclass(frozen=True)
class Metadata:
    """What the `#+` lines say; every value is text, as written. `lines` tells where each key stands (from 1)."""

    summary: str
    description: str = ""
    tags: tuple[str, ...] = ()
    defaults: Mapping[str, str] = field(default_factory=dict)
    enums: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    help: Mapping[str, str] = field(default_factory=dict)
    example: Mapping[str, str] | None = None
    lines: Mapping[str, int] = field(default_factory=dict)


def read(text: str, path: Path) -> Metadata:
    """The metadata at the head of a query file; QueryError says file, line and fix."""
    data, lines = _mapping(_block(text, path), path)
    _check_keys(data, lines, path)
    reader = _Reader(data, lines, path)
    return Metadata(
        summary=reader.text("summary"),
        description=reader.text("description"),
        tags=tuple(reader.texts("tags")),
        defaults=reader.pairs("defaults"),
        enums=reader.enums(),
        help=reader.help(),
        example=reader.example(),
        lines=lines,
    )


def _block(text: str, path: Path) -> str:
    """The metadata as YAML, one line a line of the file, so that line numbers agree."""
    block: list[str] = []
    done = False
    for number, line in enumerate(text.splitlines(), 1):
        if not line.startswith("#+"):
            done = True
        elif done:
            raise QueryError(f"{path}:{number}: metadata after the first other line; move it to the top of the file")
        elif line[2:3] not in ("", " "):
            raise QueryError(f"{path}:{number}: write a space after #+, or a hyphen would lose its place: #+ {line[2:]}")
        else:
            block.append(line[3:])
    if not block:
        raise QueryError(f"{path}:1: no metadata; begin the file with a line such as #+ summary: Who held a role on a date")
    return "\n".join(block)


def _mapping(block: str, path: Path) -> tuple[dict[str, Any], dict[str, int]]:
    """The YAML mapping with all scalars as text, and the line of each key."""
    import yaml  # for who reads a query file only

    try:
        loader = yaml.BaseLoader(block)
        node = loader.get_single_node()
        if not isinstance(node, yaml.MappingNode):
            raise QueryError(f"{path}:1: the metadata is not a list of `#+ key: value` lines")
        lines: dict[str, int] = {}
        for key, _ in node.value:
            name = str(key.value)
            if name in lines:
                raise QueryError(f"{path}:{key.start_mark.line + 1}: {name!r} stands twice (first in line {lines[name]}); keep one")
            lines[name] = key.start_mark.line + 1
        return loader.construct_document(node), lines
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line = mark.line + 1 if mark else 1
        raise QueryError(f"{path}:{line}: broken YAML: {error.problem or error}; quote texts that hold `: `, `#` or brackets") from error
    except yaml.YAMLError as error:
        raise QueryError(f"{path}:1: broken YAML: {error}") from error


def _check_keys(data: Mapping[str, Any], lines: Mapping[str, int], path: Path) -> None:
    if "endpoint" in data:
        raise QueryError(f"{path}:{lines['endpoint']}: no `endpoint` in a query file: it asks whatever store it is run on; remove it")
    for key in data:
        if key not in _KEYS:
            raise QueryError(f"{path}:{lines[key]}: unknown key {key!r}{near(key, _KEYS)}; the keys are {', '.join(_KEYS)}")
    if data.get("endpoint_in_url", "False").lower() != "false":
        raise QueryError(f"{path}:{lines['endpoint_in_url']}: endpoint_in_url must be False: the store is chosen by who runs the file")
    if data.get("method", "GET").upper() != "GET":
        raise QueryError(f"{path}:{lines['method']}: method must be GET: questions only read")
    if not data.get("pagination", "1").isdigit():
        raise QueryError(f"{path}:{lines['pagination']}: pagination must be a number of rows, such as 100")


def near(name: str, names: Iterable[str]) -> str:
    """A hint "did you mean ...?" in brackets where a known name resembles this one, else nothing."""
    close = difflib.get_close_matches(name, list(names), n=3)
    return f" (did you mean {' or '.join(close)}?)" if close else ""


class _Reader:
    """Reads one key after another, each in the one shape it may have."""

    def __init__(self, data: Mapping[str, Any], lines: Mapping[str, int], path: Path) -> None:
        self.data, self.lines, self.path = data, lines, path

    def _refuse(self, key: str, wanted: str) -> QueryError:
        return QueryError(f"{self.path}:{self.lines.get(key, 1)}: {key} must be {wanted}")

    def text(self, key: str) -> str:
        value = self.data.get(key, "")
        if not isinstance(value, str) or (key == "summary" and not value.strip()):
            raise self._refuse(key, "a text, as in `#+ summary: Who held a role on a date`")
        return value.strip()

    def texts(self, key: str) -> list[str]:
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, str) for item in value):
            raise self._refuse(key, "a list of texts, one `- text` a line")
        return value

    def _items(self, key: str) -> list[tuple[str, Any]]:
        """A list of one-pair mappings, the shape that grlc gives defaults and enumerate."""
        value = self.data.get(key, [])
        if not isinstance(value, list) or not all(isinstance(item, dict) and len(item) == 1 for item in value):
            raise self._refuse(key, "a list with one `- name: value` a line")
        items = [pair for item in value for pair in item.items()]
        if len({name for name, _ in items}) < len(items):
            raise self._refuse(key, "a list that names each parameter once")
        return items

    def pairs(self, key: str) -> dict[str, str]:
        items = self._items(key)
        if not all(isinstance(value, str) for _, value in items):
            raise self._refuse(key, "a list of `- name: value` with one value each")
        return dict(items)

    def enums(self) -> dict[str, tuple[str, ...]]:
        items = self._items("enumerate")
        if not all(isinstance(value, list) and value and all(isinstance(v, str) for v in value) for _, value in items):
            raise self._refuse("enumerate", "a list of `- name:` with its values as a list below")
        return {name: tuple(value) for name, value in items}

    def help(self) -> dict[str, str]:
        value = self.data.get("params", {})
        if not isinstance(value, dict) or not all(isinstance(v, dict) and set(v) <= {"help"} for v in value.values()):
            raise self._refuse("params", 'a mapping such as {on: {help: "A day, YYYY-MM-DD"}}')
        return {name: str(entry.get("help", "")) for name, entry in value.items()}

    def example(self) -> dict[str, str] | None:
        value = self.data.get("example")
        if value is None:
            return None
        if not isinstance(value, dict) or not all(isinstance(v, str) for v in value.values()):
            raise self._refuse("example", "a mapping of parameters to values, or {} where the question has none")
        return value
