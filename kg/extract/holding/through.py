"""The subsidiary through which somebody has a share of a site, told behind its name or before it."""

from __future__ import annotations

import re

from kg.extract.holding import phrases as say
from kg.extract.name_runs import ORG, SITE

# "is held through a 70% subsidiary", "where the Company, via its 100% subsidiary": the share of whoever holds it.
BEHIND = re.compile(
    rf"[^.;{SITE}]{{0,90}}?(?<!\band, )(?<!\band )\b(?:through|via|by) (?:an?|its|our) "
    rf"(?P<percent>{say.PERCENT}|wholly|fully)[- ]?(?:owned |held )?(?:[a-z]+ ){{0,2}}"
    r"(?:subsidiary|affiliate|unit|company|vehicle)\b"
)
# "and, through an 80%-owned subsidiary, A, the X property".
AHEAD = re.compile(
    rf"\b(?:through|via) (?:an?|its|our) (?P<percent>{say.PERCENT})[- ]?(?:owned |held )?(?:[a-z]+ ){{0,2}}(?:subsidiary|affiliate|company)"
    rf"(?:,? {ORG})?(?: \([^()]{{1,60}}\))?, {say.DET}{say.ADJECTIVES}$"
)
