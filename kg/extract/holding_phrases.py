"""The phrases that say who has a site, as patterns over masked sentences: one character stands for a company, another for a site.

So a pattern sees "\\ue000 owns 100% of the \\ue001 in Mexico and the \\ue001", whatever the names.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from kg.extract.context import Context, Sentence
from kg.extract.name_runs import AWAY, ORG, SITE
from kg.extract.organisations import Organisation
from kg.extract.site_names import NamingAt, SiteAt, Sites

PERCENT = r"(?:\d{1,3}(?:\.\d{1,4})?)\s?(?:%|per ?cent)"
_NO_STOP = f"[^.;{ORG}{SITE}]"
_ADJECTIVES = rf"(?:(?:[\w%./&+-]+|\([^()]{{1,12}}\))[, ]+){{0,9}}"
_NO_LINK = r"(?!(?:to|at|on|for|from|with|by|while|which|where|near|is|are|was|were|has|have|had|into|over|around|within|towards?|than|as|via|after|before)\b)"
_PLAIN_ADJECTIVES = rf"(?:(?:{_NO_LINK}[\w%./&+-]+|\([^()]{{1,12}}\))[, ]+){{0,9}}"
_DET = r"(?:the |its |our |their |an? |all of the |all of |both )?"

# ---- behind a naming

OPERATED_BY = re.compile(rf"^(?P<gap>[^.;{ORG}{SITE}]{{0,60}}?)[, ]*(?<!previously )(?<!formerly )(?<!once )\b(?:operated|managed|run)(?! and owned) by (?:the )?(?P<org>{ORG})")
OWNED_BY = re.compile(
    rf"^(?P<gap>[^.;{ORG}]{{0,90}}?)(?<![\w-])(?:(?P<pre>{PERCENT}|wholly|jointly|majority|indirectly|beneficially|now|currently)[- ])?(?:owned|held|controlled|being (?:developed|advanced))"
    rf"(?: and operated)?(?: as to)?(?: (?P<post>{PERCENT}))? by (?:the )?{ORG}(?P<more>(?:(?:,| and|, and)+ {PERCENT} by (?:the )?{ORG}){{0,3}})"
)
THROUGH = re.compile(rf"^[^.;{ORG}]{{0,60}}?\b(?:held|owned)(?: \w+)? through (?:the |its )?")
OF_COMPANY = re.compile(rf"^(?: \([^()]{{1,40}}\))?(?:, (?:the|an?) {_NO_STOP}{{0,40}})? of (?:the )?{ORG}|^ belongs to (?:the )?{ORG}|^{_NO_STOP}{{0,40}} for {ORG}(?= and|\.|,|;|$)")
IN_WHICH = re.compile(rf"^{_NO_STOP}{{0,40}}?,? (?:in|of) which (?:the )?(?P<org>{ORG}|it|we) (?:currently |indirectly )?(?:has|holds|owns|retains) (?:an?|the)?\s?(?P<percent>{PERCENT})")
BRACKET_SHARES = re.compile(rf"^ ?(?:\(|[\u2014\u2013-]+ ?)(?P<shares>(?:{ORG}:? {PERCENT}|{PERCENT} {ORG})(?:(?:,|;|/| and|, and) ?(?:{ORG}:? {PERCENT}|{PERCENT} [^,;)]{{1,40}}))*)")
SHARE_BEHIND = re.compile(
    rf"^[^.;,{ORG}{SITE}()]{{0,40}}\((?:its )?(?P<bracket>{PERCENT})(?:[- ](?:owned|interest|held|ownership|share|basis|WGR))?\)"
    rf"|^{_NO_STOP}{{0,50}}?,? (?:(?:is|are|which is) )?(?:owned |held )?(?<!the )(?<!an )(?<!a )(?P<owned>{PERCENT})[- ]?(?:owned|held|interest|by the Company|(?=,|\.|;| and))(?![^,.;]{{0,40}}{SITE})"
    rf"|^[^.;,{ORG}{SITE}]{{0,12}} (?:is|are) (?P<whole>wholly[- ]owned|owned {PERCENT})"
)
SUBJECT_TO_ROYALTY = re.compile(rf"^{_NO_STOP}{{0,60}}\b(?:subject to|carries|burdened by|encumbered by) an? (?P<percent>{PERCENT})[^.;{SITE}]{{0,60}}royalt(?:y|ies)[^.;{SITE}{ORG}]{{0,40}}(?:held|owned|favou?r|payable)[^.;{SITE}{ORG}]{{0,12}}(?P<org>{ORG})")
OPERATOR_IS = re.compile(rf"^[^.{SITE}]{{0,60}}?\b(?:where|of which|with) {ORG},? (?:is|as|being) (?:the )?operator(?: with (?P<percent>{PERCENT}))?|^[^.{SITE}]{{0,60}}?\bthe operator,? (?:is )?{ORG}")
REST = re.compile(rf"(?P<org>{ORG})(?: \([^()]{{0,40}}\))?,? (?:holds|holding|owns|owning|retains|retaining|has|with) (?:the |an? )?(?:remaining|other|balance|rest)(?: of)?(?: (?P<percent>{PERCENT}))?")
SOLD_TO = re.compile(rf"^[^.;{SITE}]{{0,60}}?\bto (?:the )?{ORG}")
OPTIONED_FROM = re.compile(rf"^[^.;{SITE}]{{0,60}}?\b(?:optioned|under option|option)(?: in \d{{4}})?,? (?:from|with) (?:the )?{ORG}|^,? (?:which )?(?:is |are )?(?:it )?optioned (?:in \d{{4}} )?from\b")
OPTIONED_TO = re.compile(rf"^[^.;{SITE}]{{0,70}}?\bto (?:the )?{ORG}|^[^.;{SITE}]{{0,40}}?\b(?:is |are |now )?(?:optioned|under option) to (?:the )?{ORG}")

# ---- before a naming

# Somebody else's news told in passing: "Laurion reported that it has finished a program on the ...".
THAT_IT_HAS = re.compile(rf"{ORG}(?: \([^()]{{1,40}}\))? (?:\w+ly )?(?:reports|reported|announced|announces|said|states|stated)(?: \w+)? that it (?:has|had|is|will)\b[^.;{ORG}{SITE}]{{0,110}} (?:on|at) {_DET}{_ADJECTIVES}$")

GENITIVE = re.compile(rf"{ORG}(?:'s?|s') {_PLAIN_ADJECTIVES}$")
OWN = re.compile(rf"\b(?P<whose>[Ii]ts|[Oo]ur|[Tt]heir) {_ADJECTIVES}$")
ROYALTY = re.compile(rf"\b(?:royalt(?:y|ies)|NSR|GSR|NPI|GRR|stream)\b[^.;{ORG}]{{0,60}}?\b(?:on|over|from|covering|in|at|across|of)\s{_DET}[^.;{ORG}]{{0,110}}$", re.IGNORECASE)
ROYALTY_PERCENT = re.compile(rf"(?P<percent>{PERCENT})(?! interest)[^.;%]{{0,50}}\b(?:royalt|NSR|GSR|NPI|GRR|stream)", re.IGNORECASE)
SOLD = re.compile(rf"\b(?:sold|sells?|sale of|divest\w*|dispos(?:ed|al) of|relinquish\w*)\b[^.;{SITE}]{{0,60}}$")
WHOSE = re.compile(rf"{ORG}(?: \([^()]{{1,40}}\))?,? whose [^.;{ORG}{SITE}]{{0,50}}$")
HOLDER_OF = re.compile(rf"{ORG}(?: \([^()]{{1,40}}\))?,? (?:is )?(?:the |an? )?(?:(?P<percent>{PERCENT}) )?(?:registered |current |sole |former )?(?P<what>holder|owner|operator)(?: and operator)? of {_DET}[^.;{ORG}{SITE}]{{0,30}}$")
EARN = re.compile(
    rf"\b(?:option to (?:acquire|earn|purchase|buy)|may (?:earn|acquire)|can (?:earn|acquire)|(?:right|entitled) to (?:earn|acquire)|to earn|will earn|(?:is|are) earning|earn[- ]in|option (?:on|over|agreement)|may increase|until [^.;]{{0,24}} to earn|under option)\b"
    rf"(?P<terms>[^.;{SITE}]{{0,160}})$",
    re.IGNORECASE,
)
GRANTS = re.compile(rf"\b(?:agreed to option|options?|optioned|grants?|granted|has granted)\b(?! (?:agreement|to|on|over|from))[^.;{SITE}]{{0,90}}$", re.IGNORECASE)
LAPSED = re.compile(r"\b(?:gave up|terminated|lapsed|expired|dropped|relinquished|did not exercise|withdr[ae]w)\b")
STAKE = re.compile(
    rf"(?P<percent>{PERCENT})(?:[- ]?(?:owned|controlled|held|ownership|interests?|stake|equity|working|participating|beneficial|undivided|attributable|indirect|direct|economic|carried|joint|share|of|in)\b|-|,? (?={_ADJECTIVES}$))"
    rf"[^.;%{SITE}{ORG}]{{0,70}}$"
)
HALF = re.compile(rf"\b(?:half|50[/:-]50)(?: interest| partners?(?: with {ORG}(?: \([^()]{{1,40}}\))?)?)?(?: of| in|\b)[^.;%{SITE}{ORG}]{{0,60}}$")
INTEREST_IN = re.compile(rf"(?:{PERCENT}|half|wholly|full)[^.;%{SITE}{ORG}]{{0,40}}\b(?:in|of)\b[^.;%{SITE}{ORG}]{{0,40}}$")
WHOLLY = re.compile(rf"\b(?:wholly|fully)[- ]owned\b[^.;{SITE}{ORG}]{{0,50}}$|\b100[- ]?(?:%|per ?cent)[- ](?:owned|held|interest|ownership)?[^.;{SITE}{ORG}]{{0,50}}$|\bsole(?:ly)? (?:owner|owned)[^.;{SITE}]{{0,40}}$", re.IGNORECASE)
HAS = re.compile(
    r"\b(?P<verb>owns and operates|own and operate|owns|own|owned|holds?|held|has(?! been| an option| the option| the right| (?:\w+ )?(?:completed|received|begun|started|not|agreed|entered|signed|filed|engaged|granted|optioned|intersected|reported|announced))|controls?|acquired|purchased|has acquired|has earned|earned|operates?|manages)\b"
)
PENDING = re.compile(r"\b(?:(?:will|would|to|may|can|agreed to|proposes to|intends to) (?:acquire|purchase|buy|own)|acquiring|acquisition of|purchase of|acquires?|purchases|buys)\b[^.;]{0,120}$", re.IGNORECASE)
# The other members of a list right behind a site: ", the X and the Y".
LISTED = re.compile(rf"^(?:(?:,| and|, and| or) (?:the )?{SITE})+")
CHAINED = re.compile(rf"{SITE}(?P<between>[^.{ORG}{SITE}]{{0,130}}?(?:,|;| and| as well as| together with| plus|,? along with|\()+ ?(?:also )?{_DET}{_PLAIN_ADJECTIVES})$")
CAREER = re.compile(rf"\b(?:was|formerly|previously|prior|earlier|began|joined|worked|career|served|experience|roles?|positions?|spent|tenure|years)\b[^.;{SITE}]{{0,140}}\b(?:at|of|for|with|on|including)\s{_DET}[^.;{SITE}]{{0,40}}$")
NO_INTEREST = re.compile(rf"\b(?:no (?:interest|agreement)|not acquired|has not|does not (?:own|have|hold))\b[^.;{SITE}]{{0,60}}$")
_SUBSIDIARY_BEFORE = re.compile(r"(?:subsidiary|operating company|affiliate|operating entity)(?: company)?,? (?:named )?$", re.IGNORECASE)
_SUBSIDIARY_BEHIND = re.compile(
    rf"^(?: \([^()]{{1,40}}\))?,? (?:which is |is )?(?:an? |the |its |our )?(?:(?:[Cc]ompany|{ORG})'s )?(?:\w+[- ]){{0,2}}(?:{PERCENT}[- ]?(?:owned )?|wholly[- ]owned )(?:[\w-]+ )?subsidiary"
    rf"|^(?: \([^()]{{1,40}}\))?, (?:acquired in|in which (?:the Company|{ORG}) (?:has|holds|owns))|^(?: \([^()]{{1,40}}\))?,? (?:a|the|its|our|{ORG}'s) (?:[\w-]+ ){{0,2}}subsidiary\b"
)
_THE_ISSUER = re.compile(r"\b(?:the|The|THE) (?:Company|Corporation|Group|Issuer|company|COMPANY|CORPORATION)\b(?! Secretary)|\b(?:We|we)\b")


@dataclass(frozen=True)
class Masked:
    """A sentence with its companies and sites as one character each: the text, and what each such character stands for."""

    sentence: Sentence
    text: str
    marks: dict[int, Organisation | tuple[NamingAt, SiteAt]]

    def orgs(self, low: int, high: int) -> list[Organisation]:
        """The companies between two offsets of the masked text."""
        return [mark for at, mark in sorted(self.marks.items()) if low <= at < high and isinstance(mark, Organisation)]

    def sites(self) -> list[tuple[int, NamingAt, SiteAt]]:
        """The sites with their offsets."""
        return [(at, *mark) for at, mark in sorted(self.marks.items()) if not isinstance(mark, Organisation)]


def mask(context: Context, sites: Sites, sentence: Sentence) -> Masked:
    """The masked form of a sentence; a site's naming goes before a company's of the same words."""
    found: list[tuple[int, int, Organisation | tuple[NamingAt, SiteAt]]] = [(naming.start, naming.end, (naming, site)) for naming, site in sites.named_in(sentence.start, sentence.end)]
    found += [(naming.start, naming.end, org) for naming, org in context.namings(sentence.start, sentence.end)]
    found += [(sentence.start + word.start(), sentence.start + word.end(), context.issuer) for word in _THE_ISSUER.finditer(sentence.text)]
    text, at, marks = "", sentence.start, {}
    for start, end, mark in sorted(found, key=lambda item: (item[0], isinstance(item[2], Organisation), -item[1])):
        if start < at:
            continue
        text += context.reading.text[at:start]
        marks[len(text)] = mark
        text += ORG if isinstance(mark, Organisation) else SITE
        at = end
    return Masked(sentence, text + context.reading.text[at : sentence.end], marks)


def subsidiaries(masked: list[Masked]) -> set[str]:
    """The names of companies that the text presents as somebody's subsidiary; what they hold is the issuer's."""
    names = set()
    for sentence in masked:
        for at, mark in sentence.marks.items():
            if isinstance(mark, Organisation) and (_SUBSIDIARY_BEFORE.search(sentence.text[max(0, at - 40) : at]) or _SUBSIDIARY_BEHIND.match(sentence.text[at + 1 : at + 120])):
                names.add(mark.name)
    return names


def number(text: str | None) -> float | None:
    """The value of a percentage as written, where it can be a share; "wholly owned" is the whole."""
    if not text:
        return None
    digits = re.search(r"\d{1,3}(?:\.\d+)?", text)
    value = float(digits.group()) if digits else 100.0 if "wholly" in text else 0.0
    return value if 0 < value <= 100 else None
