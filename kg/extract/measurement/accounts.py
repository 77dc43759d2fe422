"""Figures of the notes of accounts and of terms that the words beside them call by the name of a measure: what is carried in the balance sheet,
what things are valued at, what would have to be reached or spent first."""

from __future__ import annotations

import re

from kg.text.quantities import Quantity

# "Capitalised exploration expenditure at 30 June was", "had a net carrying amount of": a balance, which nobody plans to spend.
_CARRIED = re.compile(
    r"\b(?:capitali[sz]ed|carrying[ \n](?:amount|value)s?|book[ \n]value|carried[ \n]forward|written[ \n]down)\b(?P<gap>[^.;$]{0,120}"
    r"(?:\$[\d,.]+[^.;$]{0,40})?)(?:[A-Z]{0,3}[$\u00a3\u20ac])?$",
    re.IGNORECASE,
)
_OVER_TIME = re.compile(
    r"\b(?:incurred|spent|invested|during|in)[ \n](?:the[ \n])?(?:year|quarter|half|period|month|20\d\d)\b|\bspent\b", re.IGNORECASE
)
# "acquired applications for licences, which were valued at": a part of what was got, not what was paid.
_VALUED_AT = re.compile(
    r"\b(?:licen[cs]es?|applications?|tenements?|assets|liabilities|inventor(?:y|ies)|stocks|equipment|expenditure|interests?)\b[^.;$]{0,50}"
    r"\b(?:was|were|is|are|been)[ \n](?:fair[ \n])?valued[ \n]at[ \n](?:[A-Z]{0,3}[$\u00a3\u20ac])?$",
    re.IGNORECASE,
)
_CONTINGENT = re.compile(r"\b[Cc]ontingent[ \n](?:\w+[ \n]){0,2}(?:payments?|liabilit\w+)\b[^.;$]{0,60}$")
_DEAL = re.compile(r"\b(?:acqui\w+|purchas\w+|sale|sells?|sold|consideration|deal|transaction|buy|bought)\b", re.IGNORECASE)
# "Class 1: production of 250 ounces of gold", where the paragraph tells of hurdles.
_HURDLES = re.compile(r"\b(?:performance|vesting|milestone)[ \n](?:hurdles?|conditions?|options?|rights|shares|milestones?)\b", re.IGNORECASE)
_HAS_MADE = re.compile(r"\b(?:produced|was|were|totall?ed|reached|achieved|rose|fell|averaged)\b", re.IGNORECASE)
# "expenditure of $100,000 per annum for 3 years"
_SPENT_YEARLY = re.compile(
    r"\b(?:expenditures?|spen[dt]\w*|rents?|royalt\w+|salar\w+|fees?|payments?|leas(?:e|ed|es)|licen[cs]es?|permits?|concessions?)\b[^.;]{0,90}$",
    re.IGNORECASE,
)
_MADE = frozenset({"production", "sales", "ore-processed", "ore-mined"})

_FEES = re.compile(r"\b(?:[Ff]ees|[Rr]emuneration|[Ss]alar(?:y|ies)|REMUNERATION)\b")
_PAID_TO = re.compile(r"[ \n](?:was|were|is)[ \n](?:paid|payable)[ \n]to\b")
# "capital commitments under these contracts", "shares bought back", "the acquisition of shares in": money of another kind than that of works
_NO_WORKS = re.compile(
    r"\b(?:commitments?|buy-?backs?|bought[ \n]back|temporary[ \n]differences?|deferred[ \n]tax|"
    r"(?:shares?|subsidiar(?:y|ies))[ \n]acquisitions?)\b",
    re.IGNORECASE,
)
_MARGIN = re.compile(r"\bmargins?\b[^.;$\d]{0,30}\d[\d.]*[ \n]?(?:%|per[ \n]?cent)[ \n](?:or[ \n]|\()?[A-Z]{0,3}\$?$", re.IGNORECASE)
_BOOKED = re.compile(r"\b(?:work[ \n]in[ \n]progress|carrying|depreciation|amorti[sz]ation|original[ \n]acquisition)\b", re.IGNORECASE)
_NATURE = re.compile(
    r"\b(?:undisturbed|disturb(?:ed|ances?)|rehabilitat\w+|re-?vegetat\w+|vegetation|habitats?|pastoral|grazing|burn(?:t|ed)|clear(?:ed|ing))\b",
    re.IGNORECASE,
)


def is_of_accounts(text: str, quantity: Quantity, metric: str, around: str) -> bool:
    """Whether a figure of a sentence called `metric` is one of the things named above; `around` is its paragraph."""
    before = text[: quantity.start]
    if metric in ("exploration-budget", "capex"):
        carried = _CARRIED.search(before)
        booked = carried is not None and (metric != "capex" or "carr" in carried.group().casefold()[:8]) and not _OVER_TIME.search(carried["gap"])
        return booked or _NO_WORKS.search(re.split(r"[ \n][/\u2022][ \n]|; ", before)[-1]) is not None
    if metric == "consideration":
        paid = _PAID_TO.match(text, quantity.end) is not None and _FEES.search(around) is not None and not _DEAL.search(text)
        return paid or _is_booked(text, before)
    if metric == "ebitda":
        return _MARGIN.search(before) is not None
    if metric == "land-area":
        return _NATURE.search(text, max(0, quantity.start - 120), quantity.end + 60) is not None
    if metric == "mine-life":
        return _SPENT_YEARLY.search(before) is not None and re.search(r"\blife\b", text[quantity.start :][:60]) is None
    return metric in _MADE and _HURDLES.search(around) is not None and not _HAS_MADE.search(before)


def _is_booked(text: str, before: str) -> bool:
    """Whether an amount is one at which something stands in the books, or that only later output would make due."""
    return (
        _VALUED_AT.search(before) is not None
        or _BOOKED.search(before) is not None
        or (_CONTINGENT.search(before) is not None and not _DEAL.search(text))
    )
