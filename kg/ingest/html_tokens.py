"""The tags and texts of a web page with their places in it; linear in the page's length whatever the page holds.

Browsers accept nearly anything, and so do pages count on it. This reads what occurs: a tag ends at its ">" (one inside a quoted value does not end
it, unless the value holds a "<" as well), an element of code ends at its own closing tag, and what is no tag is text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple


class Tag(NamedTuple):
    """A tag: its name in lower case, whether it closes, and where its attributes stand."""

    name: str
    closes: bool
    start: int
    end: int


class Text(NamedTuple):
    """A stretch of the page between two tags."""

    start: int
    end: int


_TAG = re.compile(
    r"<(?:(?P<closes>/?)(?P<name>[a-zA-Z][\w:-]*+)(?:(?P<attributes>(?:[^<>\"']++|\"[^\"<]*+\"|'[^'<]*+')*+)>|(?P<rest>[^>]*+)>)"
    r"|!--(?:>|->)?|!\[CDATA\[|[!?][^>]*+>)"
)
# Elements whose content is no text of the page, and those of which only the raw text is.
_CODE = frozenset({"script", "style", "noscript", "template", "svg", "iframe", "object", "textarea", "select", "xml", "canvas", "video", "audio"})


# Tags that part texts, and those that tell of a page or of how a text is written; any other leaves the texts on its sides as they are.
PARTING = frozenset(
    (
        "address article aside blockquote body button caption center dd details div dl dt fieldset figcaption figure footer form "
        "h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section summary table tbody td tfoot th thead time title tr ul"
    ).split()
)
TELLING = PARTING | {"a", "br", "meta", "sub", "sup"}


def tokens(page: str) -> Iterator[Tag | Text]:
    """The telling tags and the texts in order; comments, declarations and elements of code are passed over."""
    new = tuple.__new__  # pages have thousands
    last = page.rfind(">") + 1  # behind it no tag can end, so none is sought
    at = 0
    while True:
        for found in _TAG.finditer(page, at, last):
            start, end = found.span()
            if start < at:  # within what was passed over
                if end > at:  # and beyond it: from its end anew
                    break
                continue
            closes, name = found.group(1, 2)
            if name is None:
                if start > at:
                    yield new(Text, (at, start))
                at = _behind_comment(page, found)
                continue
            name = name.lower()
            if start > at and not (name in PARTING and page[at:start].isspace()):  # blanks at the end of a block are none of it
                yield new(Text, (at, start))
            at = end
            if name in TELLING:
                yield new(Tag, (name, closes == "/", start, end))
            elif name in _CODE and not closes and page[end - 2] != "/":
                if name == "script":  # which may hold what the page says of itself
                    yield new(Tag, (name, False, start, end))
                at = _behind_code(page, name, end)
        else:
            break
    if at < len(page):
        yield Text(at, len(page))


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


def attributes(page: str, tag: Tag) -> dict[str, Attribute]:
    """The attributes of a tag that have a value, by name; the first of each name counts."""
    found: dict[str, Attribute] = {}
    for match in _ATTRIBUTE.finditer(page, tag.start, tag.end):
        group = match.lastindex or 4
        found.setdefault(match[1].lower(), Attribute(match[group], match.start(group), match.end(group)))
    return found


def values(tag: str) -> dict[str, str]:
    """The values of the attributes of a tag, by name; the first of each name counts."""
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(tag):
        found.setdefault(name.lower(), double or single or bare)
    return found
