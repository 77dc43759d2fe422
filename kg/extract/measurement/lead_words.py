"""What headings, lines that lead others, and sentences before tell of the figures that follow: plans, guidance, a time, a programme."""

from __future__ import annotations

import re

# "Planned work:", "Funds will be spent at:": what drilling the points below tell is still to be done.
PLANS_BELOW = re.compile(
    r"\b(?:will|plan(?:s|ned|ning)?|proposed|proposes|to be|upcoming|intend(?:s|ed)|recommended|envisaged?|next (?:steps|phase|year|season)|"
    r"use of (?:proceeds|funds)|is to|are to|to include|to comprise|program(?:me)? details|details of the (?:[a-z]+ ){0,2}program(?:me)?)\b",
    re.IGNORECASE,
)
DONE_BELOW = re.compile(r"\b(?:completed|results?|highlights|to date|achieved|received|were|was|has|have|as planned)\b", re.IGNORECASE)
# "The 2010 drilling programme on Alder has been concluded. Eleven holes were completed"
PROGRAM_ENDED = re.compile(
    r"\b(?P<year>20\d\d)[ \n](?:[\w-]+[ \n]){0,3}(?:program(?:me)?|campaign|season|drilling)\b[^.;\d]{0,90}\b(?:concluded|complete|"
    r"completed|ended|finished|close|over|"
    r"wrapped up)\b|"
    r"\b(?:finished|completed|concluded|wrapped up)\b[^.;\d]{0,30}\b(?P<own>20\d\d)[ \n](?:[\w-]+[ \n]){0,3}(?:program(?:me)?|campaign|"
    r"season|drilling)\b|"
    r"\A\W{0,3}(?:In|During)[ \n](?P<told>20\d\d),?[ \n][^.;\d]{0,60}\bdrill\w*\b[^.;\d]{0,60}\b(?:was|were|focus\w*|tested|targeted|continued)\b|"
    r"\A\W{0,3}(?:[\w-]+[ \n]){0,3}[Dd]rilling[ \n](?:in|during)[ \n](?P<then>20\d\d)[ \n](?:was|focus\w*|tested|targeted|continued)\b",
    re.IGNORECASE,
)
OF_PROGRAM = re.compile(
    r"\W{0,2}(?:The (?:program(?:me)?|campaign|year's|season's|drilling)|In all|In total|A total of|"
    r"(?:The Company|We)[ \n](?:has[ \n]|have[ \n])?(?:drilled|completed)|All told|(?:[A-Z][a-z-]+|"
    r"\d[\d,]*)[ \n](?:[\w-]+[ \n]){0,4}"
    r"(?:holes|metres|meters)[ \n](?:were|was|have been))\b"
)
# "Three months ended June 30, 2020 compared with three months ended June 30, 2019": a line that leads others without a colon.
TIME_LINE = re.compile(
    r"\W{0,3}(?:For[ \n]the[ \n])?(?:(?:three|six|nine|twelve|3|6|9|12)[- \n]months?|quarter|half[- ]year|"
    r"year)[ \n](?:period[ \n])?(?:ended|ending|to)[ \n]"
    r"[^.;:$]{6,90}(?<!\.)$",
    re.IGNORECASE,
)
# "Osprey Ltd - FY20 guidance (year ending 30 June 2020)": what stands below without a stop before it.
GUIDANCE_BELOW = re.compile(
    r"[-\u2013\u2014:][ \n](?:[A-Za-z]+[ \n]){0,3}(?:FY ?\d{2,4}|(?:FY )?20\d\d)[ \n](?:[a-z]+[ \n]){0,3}(?:guidance|outlook|forecasts?)"
    r"(?:[ \n]\([^()]{1,40}\))?$",
    re.IGNORECASE,
)
# "The 2023 guidance is as follows:"
FORETELLS = re.compile(
    r"\b(?<!with )(?<!within )(?<!of )(?<!above )(?<!below )(?<!against )(?<!than )(?<!as )(?:guidance|guid(?:es|ed|ing)|outlook|forecast(?:s|ing)?|"
    r"expects?|expected|expecting|foresees?|projects (?!and)|is projecting|projections|looks? for|is looking for|(?:aims?|is aiming|targets|"
    r"is targeting) (?:to|for)|targets for|anticipat\w+)\b",
    re.IGNORECASE,
)
# "Planned 2014 programs": a heading of work.
OF_WORK = re.compile(r"\b(?:program(?:me)?s?|budgets?|drill(?:ing)?|exploration|campaigns?|field (?:season|work)|work plans?)\b", re.IGNORECASE)
