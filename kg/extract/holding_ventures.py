"""The companies of a joint venture that the words behind a site name: "is a 50/50 joint venture with A", "between A (80%) and B (20%)"."""

from __future__ import annotations

import re
from dataclasses import replace

from kg.extract import holding_phrases as say
from kg.extract.holding_shares import told_percent
from kg.extract.masked import At, Holding, holding, number
from kg.extract.operators import OPERATES
from kg.extract.organisations import Organisation


def venturers(here: At, venture: re.Match[str], issuer: Organisation) -> list[Holding]:
    """The companies of a joint venture, each with the share in brackets behind it, or the one that all have."""
    each = say.EACH.search(venture["who"])
    shared = 50.0 if each and each["percent"] == "half" else number(each["percent"]) if each else None
    split = [float(part) for part in re.findall(r"\d\d", venture["split"] or "")]
    holdings: list[Holding] = []
    operating: list[Holding] = []
    named = say.VENTURERS.match(venture["who"])
    for one in say.VENTURER.finditer(named.group() if named else venture["who"]):
        at = venture.start("who") + one.start()
        company, percent = here.org_behind(at, at + 1)[0], number(one["percent"]) or shared
        holdings.append(holding(company, "operator" if one["operates"] and percent is None else "jv", percent, "is-venture"))
        if one["operates"] and percent is not None:
            operating.append(holding(company, "operator", None, OPERATES, 0.9))
    if venture["way"] == "with" and all(one.company is not issuer for one in holdings):
        holdings.insert(0, holding(issuer, "jv", shared or told_percent(here), "is-venture"))
    if len(split) == len(holdings) and (sum(split) == 100):
        return [*(replace(one, percent=part) for one, part in zip(holdings, split, strict=True)), *operating]
    return [*holdings, *operating]
