"""The brackets behind a name, or on the line below it, in which a text says what it is called for short."""

from __future__ import annotations

import re

from kg.text.letters import UPPER

# The bracket of short names, also behind what a page that strips links leaves of symbols and brackets: "Alder Ltd. ALDALDFF ("Alder")".
BRACKET = re.compile(r"\s*(?:[,;&]\s*|and\s|[A-Z]{4,16}\s(?=\(\")|\)\s{0,2}(?=\((?:the )?\"))?\(((?:[^()]|\([^()]{1,40}\)){1,220})\)")
LONE_BRACKET = re.compile(r"(?m)^\s*\(([^()\n]{2,160})\)")
# A bracket that nobody closes: ("Alder" or the "Company"; (TSX: ALD).
UNCLOSED = re.compile(r"\s*\((\"[^()\"\n]{2,60}\",?(?: (?:or|and) (?:the )?\"[^()\"\n]{2,60}\")?)[;,:]?\s*(?=\()")
# Without quotes: "(AldGold or the Company)", "(Alder Creek)".
UNQUOTED = re.compile(
    rf"(?:the )?(?P<alias>[{UPPER}][\w&'-]*(?: [{UPPER}][\w&'-]*){{0,3}})(?P<defines>,? or (?:the )?(?P<generic>Company|Corporation|Group|Issuer))?"
)
ALSO_CALLED = re.compile(r",?\s*(?:doing business as|operating as|or|known as)\s+(\"[^\"]{2,40}\")")
