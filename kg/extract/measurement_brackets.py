"""Of what figure a date in a bracket is: of the one that it leads there, or of the one behind it."""

from __future__ import annotations

import re

from kg.extract.measurement_clauses import Clause
from kg.text.dates import DateMatch


def of_next(clause: Clause, found: DateMatch) -> bool:
    """In the bracket or right before the colon of the next figure: "486,000 tonnes (Q2 2020: 471,000 tonnes)"."""
    opened = clause.text[max(0, found.start - 4) : found.start].rstrip().endswith("(")
    if opened and clause.behind < len(clause.text) and ")" not in clause.text[found.end : clause.behind]:
        return True
    return clause.behind < len(clause.text) and re.fullmatch(r"[):]{0,2}[ \n]{0,2}", clause.text[found.end : clause.behind]) is not None


def leads_bracket(text: str, found: DateMatch) -> bool:
    """With a colon at the head of a bracket, of which all figures are of that time: "(Q1: 26,300 oz at $970/oz)"."""
    led = re.search(r"\((?:in |at |the )?$", text[max(0, found.start - 5) : found.start])
    return led is not None and re.match(r"(?: [A-Za-z]{2,9})?:", text[found.end :]) is not None


def in_closed_bracket(text: str, found: DateMatch) -> bool:
    """In a bracket that is closed before the figure: "(Q2 2020: 471,000 tonnes)" is of its own figure."""
    opened = text.rfind("(", 0, found.start)
    return opened >= 0 and text.find(")", opened, found.start) < 0
