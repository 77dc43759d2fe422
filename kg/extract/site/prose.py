"""The parts of a document in which sites and zones are looked for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from typing import TYPE_CHECKING

from kg.text.sections import Part

if TYPE_CHECKING:
    from kg.extract.context import Context

_BULLETED = re.compile(r"^[ \t]*(?:[\u2022\u00b7\u25cf*o-])[ \t]+(?P<text>[^\n|]*[a-z]{3} [^\n|]*)$", re.MULTILINE)


def told_parts(context: Context) -> list[Part]:
    """The parts that state facts, without paragraphs about the future that stand among them."""
    return [part for part in context.telling if "orward-looking" not in part.text and "orward looking" not in part.text]


def told_prose(context: Context) -> Iterator[Part]:
    """The telling parts that are prose, and the bulleted lines among tables."""
    for part in told_parts(context):
        if part.block.kind != "table":
            yield part
            continue
        for line in _BULLETED.finditer(part.text):
            start, end = part.start + line.start("text"), part.start + line.end()
            yield replace(part, block=replace(part.block, kind="bullet", start=start, end=end), text=line["text"])
