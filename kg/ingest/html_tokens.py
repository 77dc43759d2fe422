"""The tags and texts of a web page with their places in it; linear in the page's length whatever the page holds.

Browsers accept nearly anything, and so do pages count on it. This reads what occurs: a tag ends at its ">" (one inside a quoted value does not end
it, unless the value holds a "<" as well), an element of code ends at its own closing tag, and what is no tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple

# Where a text begins that stands before a tag, where the tag begins and where it ends; its name in lower case, "" for a tag that says nothing of the
# text and for the page's end; what kind of tag it is, and whether it closes its element. A tuple without names, since pages have thousands.
Token = tuple[int, int, int, str, int, bool]

_TAG = re.compile(
    r"<(?:/?([a-zA-Z][\w:-]*+)(?:(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+>|[^>]*+>)"
    r"|!--(?:>|->)?|!\[CDATA\[|[!?][^>]*+>)"
)
# Elements whose content is no text of the page, and those of which only the raw text is.
_CODE = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "select", "xml", "canvas", "video", "audio"})

# What kinds of tags there are: those that say nothing of the text, whose sides they leave as they are; those that part texts, and so are elements
# that stand within one another; a rule, which only parts; links, line breaks, raised and lowered marks; and those that tell of the page.
SILENT, PARTING, RULE, LINK, BREAK, MARK, TELLING, CODE = range(8)
_NAMES = {
    PARTING: (
        "address article aside blockquote body button caption center dd details div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header html li main nav ol p pre section summary table tbody td tfoot th thead time title tr ul"
    ).split(),
    RULE: ["hr"],
    LINK: ["a"],
    BREAK: ["br"],
    MARK: ["sub", "sup"],
    TELLING: ["meta"],
    CODE: sorted(_CODE),
    SILENT: "abbr b big cite code em font i img input label small span strong u wbr".split(),
}
_PARTS = (PARTING, RULE)
# By names as pages write them: any other is looked for in lower case.
_KINDS = {written: (name, kind) for kind, names in _NAMES.items() for name in names for written in (name, name.upper())}


def tokens(page: str, at: int = 0) -> Iterator[Token]:
    """The telling tags from a place on, each with the text before it; comments, declarations and elements of code are passed over."""
    kind_of = _KINDS.get
    unclosed: set[str] = set()
    last = page.rfind(">") + 1  # behind it no tag can end, so none is sought
    while True:
        for found in _TAG.finditer(page, at, last):
            start, end = found.span()
            if start < at:  # within what was passed over
                if end > at:  # and beyond it: from its end anew
                    break
                continue
            written = found[1]
            if written is None:
                if start > at:
                    yield at, start, start, "", SILENT, False
                at = _behind_comment(page, found)
                continue
            name, kind = kind_of(written) or kind_of(written.lower(), (written, SILENT))
            if kind in _PARTS:
                if start > at and page[at:start].isspace():  # blanks at the end of a block are none of it
                    at = start
                yield at, start, end, name, kind, page[start + 1] == "/"
            elif kind != SILENT and kind != CODE:
                yield at, start, end, name, kind, page[start + 1] == "/"
            elif start > at:
                yield at, start, start, "", SILENT, False
            at = end
            if kind == CODE and page[start + 1] != "/" and page[end - 2] != "/":
                if name == "script":  # which may hold what the page says of itself
                    yield end, end, end, name, TELLING, False
                if name not in unclosed:
                    at = _behind_code(page, name, end)
                    if at == end:
                        unclosed.add(name)
        else:
            break
    if at < len(page):
        yield at, len(page), len(page), "", SILENT, False


def _behind_comment(page: str, found: re.Match[str]) -> int:
    opening = found.group()
    if opening == "<!--":
        end = page.find("-->", found.end())
        return end + 3 if end >= 0 else len(page)
    return found.end()  # a declaration; or CDATA, whose content is text


_ENDS: dict[str, re.Pattern[str]] = {name: re.compile(rf"</{name}\b[^>]*+>", re.IGNORECASE) for name in _CODE}


def _behind_code(page: str, name: str, at: int) -> int:
    """Behind the closing tag of an element of code; where there is none, the element is taken for empty, lest it swallow the page."""
    end = _ENDS[name].search(page, at)
    return end.end() if end else at


_ATTRIBUTE = re.compile(r"([a-zA-Z_:@][\w:.-]*+)\s*+=\s*+(?:\"([^\"]*+)\"|'([^']*+)'|([^\s\"'>]++))")


class Attribute(NamedTuple):
    """An attribute's value as it is spelled, with its place."""

    value: str
    start: int
    end: int


def attributes(page: str, start: int, end: int) -> dict[str, Attribute]:
    """The attributes, by name, that have a value in the tag from `start` to `end`; the first of each name counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(page, start, end):
        group = match.lastindex or 4
        found.setdefault(match[1].lower(), Attribute(match[group], match.start(group), match.end(group)))
    return found


def values(tag: str) -> dict[str, str]:
    """The values of the attributes of a tag, by name; the first of each name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), double or single or bare)
    return found
