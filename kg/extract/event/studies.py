"""The production of which a study speaks, which nobody has produced: "a PEA demonstrating annual production of 90,000 ounces" is no report of it."""

from __future__ import annotations

import re

from kg.extract.event.found import Found
from kg.extract.event.texts import Text
from kg.extract.measurement.study_lists import tells_study

_REPORTED = re.compile(r"\b(?:quarter|months|half[- ]year|Q[1-4]|fiscal|produced|poured|year ended)\b")


def without_studied(found: list[Found], texts: list[Text]) -> list[Found]:
    """What is told, less the production in sentences on a study, where the study is the news and no period is reported of."""
    if not any(event.type == "technical-report" and event.rule == "title" for event in found):
        return found
    of_study = [one for one in texts if tells_study(one.text) and not _REPORTED.search(one.text)]
    spans = [(one.start, one.start + len(one.text)) for one in of_study]
    return [event for event in found if event.type != "production-results" or not any(low <= event.start < high for low, high in spans)]
