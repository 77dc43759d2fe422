"""The cover pages of forms: 8-K and 6-K, and the annual and quarterly ones; file numbers, addresses and check boxes, which tell nothing that a
release does."""

from __future__ import annotations

import re

FORM = re.compile(r"(?:[86]-K|10-[KQ]|[24]0-F)(?:/A)?", re.IGNORECASE)
_REPORT = re.compile(r"10-[KQ]|[24]0-F", re.IGNORECASE)
_COVER_END = 12_000  # characters that a cover may have
_REGISTRANT = re.compile(r"exact name of (?:the )?registrant|translation of (?:the )?registrant|foreign (?:private )?issuer", re.IGNORECASE)
_ITEM = re.compile(r"^[ \t|*]{0,40}Item[ \t\xa0]{1,4}\d{1,2}\b", re.IGNORECASE | re.MULTILINE)
# How a report begins behind its cover. Not any item: the cover of a 20-F asks which of items 17 and 18 the accounts follow.
_BEGINS = re.compile(
    r"^[ \t|*]{0,80}(?:(?:table of contents|index|part i|item[ \t\xa0]{1,4}1\b\.?(?!\d)[^\n]{0,60}|explanatory notes?|introduction|"
    r"glossary[\w ]{0,40}|principal documents|incorporation by reference|(?:cautionary|special) (?:note|statement)[^\n]{0,120}|"
    r"forward[- ]looking (?:statements|information)[^\n]{0,60})[ \t|*.:]{0,40}|part i[ ,.:\u2013\u2014-][^\n]{0,80}|items[ \t]1[ ,][^\n]{0,80})$",
    re.IGNORECASE | re.MULTILINE,
)
# The last lines of the cover of a 6-K: which annual report, paper, and the number of an exemption.
_BOXES = re.compile(r"form 20-?F\b|rule 101\(b\)\([17]\)|12g3-2\(b\)|\b82-[ _]", re.IGNORECASE)
_ENCLOSED = re.compile(
    r"^[ \t|*]{0,80}(?:signatures?|exhibits?|exhibit index|index to exhibits|submitted herewith|documents included)\b", re.IGNORECASE | re.MULTILINE
)
_TELLS = 400  # characters of text that a report without an exhibit has at least


def cover_end(text: str, form: str) -> int:
    """Where the cover of a form ends: before the first item, or the contents and notes that a report begins with, else behind its last check box; 0
    where it has none."""
    head = text[:_COVER_END]
    registrant = _REGISTRANT.search(head)
    if registrant is None:
        return 0
    if _REPORT.match(form):
        begins = _BEGINS.search(head, registrant.end())
        return begins.start() if begins else 0
    item = _ITEM.search(head, registrant.end())
    if item:
        return item.start()
    boxes = [found.end() for found in _BOXES.finditer(head, registrant.end())]
    if not boxes:
        return 0
    paragraph = text.find("\n\n", boxes[-1])
    return paragraph + 2 if paragraph >= 0 else len(text)


def is_bare(text: str, end: int, form: str) -> bool:
    """Whether a current report says nothing behind its cover but what is enclosed, and who signs."""
    if not end or _REPORT.match(form):
        return False
    signed = [found.start() for found in _ENCLOSED.finditer(text, end)]
    told = text[end : signed[0]] if signed else text[end:]
    behind = text[signed[-1] :] if signed else ""
    return max(len(" ".join(told.split())), len(" ".join(behind.split())) - 600) < _TELLS
