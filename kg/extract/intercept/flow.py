"""What goes on from one block of a text to the next: the hole that a heading or lead-in governs, and the intervals told of it."""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.intercept.drafts import Draft
from kg.extract.intercept.holes import Group
from kg.extract.intercept.tokens import Token, classes
from kg.text.sections import Part

_OTHERS = re.compile(r"\b(?:drilling|(?:drill)?holes|drill hits|programm?e?s?|campaigns?)\b|\b[Pp]age \|? ?\d", re.IGNORECASE)
_LEAD, _LINE = 100, 200  # characters of a lead-in, and of a line
_PAGE = re.compile(r"\b[Pp]age \|? ?\d")


@dataclass
class Flow:
    """The hole that a heading governs and the one that a lead-in does, and the intervals told of the hole told last."""

    heading: str | None = None
    lead: str | None = None
    told: tuple[Draft, ...] = ()
    opened: Draft | None = None  # "including:" stood at the end of the block
    subject: str | None = None  # the only hole that the block before named
    near: bool = False
    words: str = ""  # of the lead-in above a list
    line: str | None = None  # the hole with which a line of results began: lines below it may go on

    @property
    def last(self) -> Draft | None:
        """The interval told last."""
        return self.told[-1] if self.told else None


def carry(part: Part, text: str, run: list[Token], named: list[Group], drafts: list[Draft], flow: Flow) -> None:
    """Keeps what the block behind one may build on."""
    holes = list(dict.fromkeys(hole for group in named for hole in group.holes))
    one = holes[0] if len(holes) == 1 else None
    kind = part.block.kind
    kinds = classes(run)
    if drafts:
        flow.told = tuple(one for one in (*flow.told, *drafts) if one.hole == drafts[-1].hole)
        if re.search(r"I[:;,|\-]{0,2}$", kinds):
            flow.opened = drafts[-1].parent or drafts[-1]
        elif holes or not (drafts[-1].parent is flow.opened or drafts[-1].further):
            flow.opened = None
    flow.near = bool(drafts)
    begins = re.match(r"[\-|]*h?H[:;,\-(|xM)]{0,4}[LFRG]", kinds) is not None and len(holes) == 1 and len(text) < _LINE
    goes_on = begins or (not holes and bool(drafts) and drafts[0].hole == flow.line)
    flow.line = drafts[0].hole if drafts and goes_on and re.search(r"[LRNGM)][.;,]?[x|]?$", kinds) else None
    if not drafts:
        flow.words = text[-_LEAD:] if text.rstrip().endswith(":") and "rill" not in text[-_LEAD:] else ""
    if re.search(r"\|-?h?H[:.;\-]?[|\-]*$", kinds):  # a hole on a line of its own below the results of another
        flow.lead, flow.told, flow.opened, flow.near = run[kinds.rindex("H")].key, (), None, False
    elif kind == "heading" and not drafts and not text.rstrip().endswith(":"):
        flow.heading = flow.lead = one
    elif not drafts and (text.rstrip().endswith(":") or (len(text) < 120 and kind in ("bullet", "lines"))):
        nearest = re.search(r"H(?=,?q[x@w]{0,6}:$)", kinds)  # "KL-3, a twin of KL-1 which returned:"
        one = run[nearest.start()].key if nearest else one
        if not holes and text.rstrip().endswith((":", ";")) and not _OTHERS.search(text):
            one = flow.subject  # "KL-3 is the first below the pit. Its results follow:"
        flow.lead = one if one is not None and not is_of_others(text, one) else None
    elif kind == "paragraph" and not drafts:
        flow.lead = flow.heading
    elif text.rstrip().endswith(":") and drafts:
        flow.lead = drafts[-1].hole
    elif holes and flow.lead not in holes:
        flow.lead = flow.heading
    flow.subject = holes[0] if len(holes) == 1 and not drafts and not is_of_others(text, holes[0]) else None


def is_of_others(text: str, hole: str) -> bool:
    """Whether the last sentence of a text leaves a hole named before it, and speaks of other drilling or stands on another page."""
    after = text[text.rfind(hole) :]
    return _OTHERS.search(after.rsplit(". ", 1)[-1]) is not None if ". " in after else _PAGE.search(after) is not None
