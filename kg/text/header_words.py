"""The words and layouts of what stands before a release's story: wires, datelines, labels, and lines that are no title."""

from __future__ import annotations

import re

from kg.text.letters import UPPER
from kg.text.months import OPENING
from kg.text.names import legal_form_pattern

WIRE = re.compile(
    r"\b(?:market ?wired?|market news publishing|globe ?newswire|globenewswire|newsfile(?: corp\.?)?|business ?wire|"
    r"pr ?newswire(?:-\w+)?|canada newswire|"
    r"cnw(?: telbec| group)?|accesswire|access newswire|ccnmatthews|primenewswire|prime newswire|canadian corporate news|"
    r"ccn newswire|fsc ?wire|filing services canada|"
    r"dgap|eqs(?:[- ]news)?|thenewswire|newsdirect|einpresswire|stockwatch|baystreet|market news|rns|regulatory news service|sens|cision|"
    r"dow jones|gnw|nasdaq omx|investegate)\b",
    re.IGNORECASE,
)
# What may stand between the head of a dateline and its date: the wire in its brackets, dashes, slashes.
MARKS = r"[\s,./|:(\u2013\u2014-]*+"
BEFORE_DATE = re.compile(
    rf"^(?P<place>[{UPPER}][^\n;:()|]{{1,90}}?)?{MARKS}(?:(?P<wire>{WIRE.pattern})\s*\)?{MARKS})?$",
    re.IGNORECASE,
)
MONTHS = rf"{OPENING}[a-z]*"
AFTER_PLACE = re.compile(
    rf"^(?P<place>[{UPPER}][^\n;:()|\d]{{1,80}}?)(?:,? (?:{MONTHS})\.? \d{{1,2}})?\s*(?:\({WIRE.pattern}[^()\n]{{0,30}}\)\s*)?"
    rf"(?:--+|[\u2013\u2014]|\s-\s|/)\s*(?:\(?{WIRE.pattern})?",
    re.IGNORECASE,
)
VERB = re.compile(
    r"\b(?:announce[sd]?|report(?:s|ed)?|completes|closes|achieves|produces|delivers|drills|intersects|is pleased|are pleased|has|have|"
    r"will|today|provides?|was|were|the|its|for|ended|ending)\b",
    re.IGNORECASE,
)
LABEL = re.compile(
    r"(?:for immediate release|(?:news|press|media) release)\s*[:.\u2013\u2014-]\s*|date:? (?:19|20)\d\d-\d\d-\d\d\s+", re.IGNORECASE
)  # on the line of the dateline
IMMEDIATE = re.compile(
    r"[\s/(\u2013\u2014-]+for immediate release\b\)?", re.IGNORECASE
)  # within one: "TORONTO - FOR IMMEDIATE RELEASE - May 3, 2012"
DATE_LABEL = re.compile(
    r"^(?:release(?:d)?(?: date)?|dated?|filed|date of (?:release|issue|announcement)|issued|published|for immediate release|"
    r"news release|announcement date)\b",
    re.IGNORECASE,
)
# What no place ends with: "Ore Reserves at 31 October 2018", "Production Results to 31 December 2018".
ENDS_OPEN = re.compile(r"\b(?:at|as of|to|of|in|from|until|by|since|period|quarter|half|year)\s*$", re.IGNORECASE)
AROUND_DATE = re.compile(
    r"(?:for (?:immediate )?(?:release|distribution)|immediate release|news release|press release|media release|"
    r"(?:(?:asx|jse|lse|aim|tsxv?|nsx|hkex)[ /&,]+)*(?:asx|jse|lse|aim|tsxv?|nsx|hkex|market|company|stock exchange)?[ /]*(?:and |& )?"
    r"(?:media )?(?:announcement|release)|market update|\basx\b|"
    r"\b(?:mon|tues|wednes|thurs|fri|satur|sun)day\b|\b(?:released|dated?|time|eastern|daylight|standard|central|pacific|"
    r"mountain|et|est|edt|pst|pdt|gmt|bst|cet|nr|no)\b|(?<![A-Za-z])[ap]\.?m\b\.?|#|"
    r"\d{1,2}[:.]\d{2}(?:[:.]\d{2})?|\d{2}-\d{1,3}|[-\u2013\u2014|,.:()/])",
    re.IGNORECASE,
)
NOT_TITLE = re.compile(
    r"^(?:for immediate (?:release|distribution)|(?:news|press|media) (?:release|communiqu[eé])|(?:asx|market|company|"
    r"stock exchange|rns|regulatory|sens)\s*(?:/\s*media)? ?(?:announcement|release)s?|announcement|"
    r"trading symbols?|(?:stock )?symbols?|tickers?|ticker|share code|isin|asx(?: code)?\b|jse|rns number|rns\b|"
    r"nr[ -]?\d|no\.|release (?:no\.? ?|#)?\d{1,4}\s?[-/]\s?\d{1,4}$|number|not for (?:distribution|release|dissemination)|"
    r"to (?:view|continue|read|access|download|see) (?:the|this|your|our|viewing|reading)|sign (?:up|in)\b|log ?in\b|pin to|to: |from: |"
    r"source|news provided by|contact|tel\b|phone|fax|e-?mail|www|http|page \d|\(?(?:incorporated|registration|registered in)|abn|acn|arbn|cik|lei|"
    r"shares? (?:outstanding|issued)|file|"
    r"u\.?s\.? registration|"
    r"\d[\d -]{0,12} (?:[A-Z][\w.']* ){1,4}(?:St|Street|Ave|Avenue|Road|Rd|Blvd|Boulevard|Drive|Place|Row|Square)\b|"
    r"p\.?o\.? box|suite|level \d|unit \d|street|this announcement contains inside|end of|\d+ pages?|corporate (?:office|"
    r"directory)|to:? the|the companies? announcements?|"
    r"highlights?:?$|key points:?$|summary:?$|location|date|directors?:?$|board of directors|item \d|"
    r"report of foreign private issuer|form (?:6-k|8-k|20-f|40-f|10-[kq])|for the month of|commission file|securities and exchange commission|"
    r"\((?:prnewsfoto|cnw group|photo:)|"
    r"code\(s\)|wrap text$|the following amendments?\b|pdf:|release date|tidm\b|exhibit 99|ex-99|disclosure department|gentlemen|"
    r"(?:the )?[\w ]{3,30} stock exchange,? (?:inc|limited)|"
    r"(?:mr|ms|mrs|dr)\.? [\w.' -]{3,40} reports?:?$|dear (?:fellow )?shareholders?|attention\b|[^/\n]{0,60} / (?:index|epic|sector|ticker)\s?:)",
    re.IGNORECASE,
)
EXCHANGE_LINE = re.compile(
    r"^\(?(?![A-Z]{4,} [A-Z]{4,}[A-Z ]*[\u2013-] )"
    r"(?:[A-Z][A-Za-z.]{0,14}(?:[ -][A-Za-z.]{1,14}){0,2}\s?[:\u2013-]\s?[A-Z0-9.]{1,7}+\)?[\s;,|/()&]*+){1,6}$"
)
# A line that says what a company is called from there on: ("Alder" or the "Company").
DEFINES = re.compile(
    rf"(?:[^\"()]{{1,80}}?{legal_form_pattern()}\s?)?\((?:the )?(?:\"[^\"()]{{2,60}}\"|['\u2018][^'\u2019()]{{2,60}}['\u2019])[^()]{{0,80}}\)$"
)
