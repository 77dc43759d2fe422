"""What the first cells of the rows of drill tables say: the name of a hole, "including" and "and", or that the row sums up others."""

from __future__ import annotations

import re

# "including", "and incl.", "of which": `inside`; "and", "plus": `further`; and what follows: `rest`.
WORD = re.compile(
    r"\W*(?:(?P<inside>(?:and |also |which |or )?(?:incl(?:\.|ud(?:ing|es?|ed)|(?=\W|$))|inc\.?|incls?\.?|comprising)|of which|with(?:in)?)|"
    r"(?P<further>and|&|also|plus|\+))(?:(?<=\W)|\b|\d{1,2}(?=\W*$))\.?:?\s*(?P<rest>.*)",
    re.IGNORECASE,
)
SUM = re.compile(r"(?:total|average|mean|weighted|sub-?total|minimum|maximum|median|cut-?off)\b", re.IGNORECASE)

_NOT_HOLE = (
    r"(?:zones?|lens|lenses|veins?|tables?|phase|target|area|section|level|lines?|pit|domain|notes?|lode|reef|stage|year|block|panel|unit|"
    r"sample|page|figure|structure|shoot|shaft|seam|quarter|week|"
    r"(?:and|also|plus|incl|including|inc)\d{0,2}(?![\w-]))\b"
)
_NAME = re.compile(
    rf"(?:(?:drill ?|bore ?)?hole\s(?:no\.?\s?|#\s?)?)?(?P<name>(?!{_NOT_HOLE}|\d+[.,]\d+\Z)(?:[A-Za-z][A-Za-z-]{{0,9}} )?"
    r"(?=[\w./-]{0,24}\d)[A-Za-z0-9][\w./-]{0,24}(?: [A-Z]?[\w-]{0,8}\d[\w-]{0,6})?)",
    re.IGNORECASE,
)
_REMARK = re.compile(
    r"\s*[(\[](?:inclu\w*|incl\.?|new|cont(?:inued|'d|\.)?|re-?entry|previous\w*(?: (?:released|reported|announced))?|historic(?:al)?|"
    r"re-?(?:assay\w*|sampl\w*)|extension|extended|partial(?: results?)?|wedge|rc|dd|ddh|diamond|core|metallurgical|geotech\w*|infill|"
    r"twin(?: of [\w-]{1,16})?|[\d*a-z])[)\]]$",
    re.IGNORECASE,
)


def hole_name(text: str) -> str | None:
    """The name of the hole that a cell holds, without remarks and marks of footnotes; None where it holds none."""
    found = _NAME.fullmatch(_REMARK.sub("", text).strip(" *#^+:"))
    return found["name"] if found else None
