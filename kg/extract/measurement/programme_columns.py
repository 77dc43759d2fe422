"""Tables of programmes: a budget and metres for each project, whose heads leave unsaid what the table is of."""

from __future__ import annotations

import re
from collections.abc import Sequence

from kg.extract.measurement.rows import Label, label

_OF_WORK = frozenset({"drilling-metres", "drill-holes", "exploration-budget"})
_WORK = re.compile(r"\b(?:explor\w+|drill\w*)\b", re.IGNORECASE)
_METRES = re.compile(
    r"(?:(?:planned|proposed|budgeted|total|approximate|est(?:imated)?\.?|core|RC|diamond)\s+)*(?:met(?:re|er)s|metreage|meterage)\b", re.IGNORECASE
)
_BUDGET = re.compile(
    r"\bbudget(?:ed)?\b|^(?:(?:planned|total|estimated|programme|program|20\d\d)\s+)*(?:costs?|spend(?:ing)?|expenditures?)\b", re.IGNORECASE
)
_OTHER_BUDGET = re.compile(r"\b(?:capital|capex|corporate|g&a|overhead|admin\w*|revenue|production|operating|sustaining)\b", re.IGNORECASE)
_PLANNED = re.compile(r"\b(?:budget(?:ed)?|planned|proposed|plans?)\b", re.IGNORECASE)
_DONE = re.compile(r"\b(?:completed|drilled|spent|actual|to date|incurred)\b", re.IGNORECASE)
_DEAL = re.compile(r"\b(?:cash|shares?|payments?)\b", re.IGNORECASE)
_SPENT = re.compile(r"\b(?:exploration|work|expenditures?|spend(?:ing)?)\b", re.IGNORECASE)


def programme_heads(heads: Sequence[Label], around: str) -> list[Label]:
    """The heads of columns, of which those of metres and of a budget say that they are of drilling and exploration where the others or the words
    `around` the table do."""
    told = {metric for head in heads[1:] for metric, _ in head.rules}
    if _OTHER_BUDGET.search(" ".join(head.text for head in heads)) or not (told & _OF_WORK or _WORK.search(around)):
        return list(heads)
    return [head if index == 0 else _of_work(head) for index, head in enumerate(heads)]


def _of_work(head: Label) -> Label:
    if head.says_metric:
        return head
    if _METRES.match(head.text):
        return label(f"Drilling {head.text}" if head.head.unit else f"Drilling {head.text} (m)")
    budget = _BUDGET.search(head.text)
    return label(f"{head.text[: budget.start()]}exploration {head.text[budget.start() :]}") if budget else head


def tells_plans(heads: Sequence[Label], title: str) -> bool:
    """Whether a table of programmes, by the head of a column or its title, tells what is planned, and nothing that was done."""
    of_work = any(metric in _OF_WORK for head in heads for metric, _ in head.rules)
    words = " ".join([title, *(head.text for head in heads)])
    return of_work and _PLANNED.search(words) is not None and _DONE.search(words) is None


def tells_terms(heads: Sequence[Label]) -> bool:
    """Whether columns are the terms of an option: what is to be paid, issued and spent by each day."""
    return any(_DEAL.search(head.text) for head in heads[1:]) and any(_SPENT.search(head.text) and not _DEAL.search(head.text) for head in heads[1:])
