"""Whom the words of a sentence speak of as one who has a site: the subject before a place, whose "its" is, the parent of a subsidiary."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from kg.extract.holding import phrases as say
from kg.extract.holding.masked import At, Holding, holding
from kg.extract.name_runs import ORG
from kg.extract.organisation.organisations import Organisation

_UNIT_OF = re.compile(r"\b(?:subsidiary|affiliate|unit|arm|division) of (?:the )?$")  # what such a one does its parent does
# "owns 40% of A, which runs a refinery in Nevada, and has": said of who owns it.
_CLOSED = re.compile(r"(?: \([^()]*\))?, (?:which|who)\b(?:[^,;.]|, (?=[A-Z])){1,160}, (?:and|but) (?:has|holds|owns|may|can|is|will)\b")


# A preposition that makes the company behind it no subject; "granted to A" does not, for A may earn.
_GOVERNED = re.compile(r"\b(?:with|from|by|(?<!granted )(?<!grants )(?<!grant )(?<!granting )(?<!give )to|of|for|at|between)(?: the)? $")
# "Since tapping ore on its X project in May, A has drilled": its is A's, which comes behind.
_LEADS = re.compile(r"(?:Since|After|Following|Before|While|With|Besides|In addition to|By|As|At|On|From|In)\b[^;]{0,160}$")
_THEN = re.compile(
    rf"^[^;{ORG}]{{0,120}}, (?P<org>{ORG})(?: \([^()]{{1,40}}\))? (?:has|have|had|will|is|was|plans?|drilled|completed|reports?|reported|announced|"
    r"continues?|intersected|began|expects?|discovered|said|says)\b"
)


# Two companies side by side, who both are meant by "their".
_JOINED = re.compile(
    rf"{ORG}(?: \([^()]{{1,60}}\))?(?:'s?)?(?:,? and|,? &|,|/|-|(?: (?:together|along))? with)? ?(?:its |the )?(?:[a-z-]+ ){{0,3}}{ORG}[^{ORG}]*$"
)
# "These two companies have drilled at their": others than the issuer, or it is not told who.
_THESE = re.compile(
    r"\b(?:[Tt]hese|[Tt]hose|[Oo]ther|[Bb]oth|[Nn]eighbou?ring|[Ss]everal|[Tt]wo|[Tt]hree|[Mm]any) (?:[a-z]+ ){0,2}"
    r"(?:companies|explorers|miners|producers|juniors|parties|owners|holders|vendors|sellers|prospectors|optionors|firms)\b"
)


def is_of_these(here: At, own: re.Match[str], issuer: Organisation) -> bool:
    """Whether "their" is of companies that the sentence does not name, or may be of one that it names behind the issuer."""
    before, orgs = here.masked.text[: own.start()], here.masked.orgs(0, own.start())
    if own["whose"].casefold() != "their":
        return False
    return (issuer in orgs and orgs[-1] is not issuer and not _JOINED.search(before)) if orgs else _THESE.search(before) is not None


# "A signed an agreement under which it may earn": its subject is A.
_UNDER_WHICH_IT = re.compile(r"\b(?:(?:under|by|through|in|pursuant to) which|whereby) it\b")


@dataclass(frozen=True)
class Subjects:
    """The issuer, and the companies that are its subsidiaries: what they have is its own."""

    issuer: Organisation
    subsidiaries: Mapping[str, float | None]

    def parent(self, company: Organisation) -> Organisation:
        """The company, or the issuer whose subsidiary it is."""
        return self.issuer if company.name in self.subsidiaries else company

    def owner(self, company: Organisation, percent: float | None, rule: str) -> Holding:
        """A holding of a company as owner."""
        return holding(self.parent(company), "owner", percent, rule)

    def nearest(self, here: At, stop: int) -> Organisation | None:
        """The company that is the subject before an offset: the last that no preposition governs, and none where a pronoun comes after."""
        text = here.masked.text[:stop]
        for at in range(len(text) - 1, max(-1, len(text) - 200), -1):
            bracketed = text.count(")", at) > text.count("(", at)
            subject = re.match(r"(?: \([^()]*\))?,? (?:which|who)\b", text[at + 1 :]) is not None  # "funded by A, which may earn"
            if subject and _CLOSED.match(text, at + 1):
                continue
            if (
                text[at] == ORG
                and not bracketed
                and (subject or _UNIT_OF.search(text[max(0, at - 30) : at]) or not _GOVERNED.search(text[max(0, at - 18) : at]))
            ):
                if re.search(r"\b(?:it|they|we|who)\b", _UNDER_WHICH_IT.sub("", text[at + 1 :])):
                    return None
                if joint := re.search(rf"{ORG},? an? joint venture (?:between|of) {ORG}(?:,| and)* $", text[:at]):
                    at = joint.start()
                return self.parent(here.masked.orgs(at, at + 1)[0])
        return None

    def speaker(self, here: At, own: re.Match[str]) -> Organisation:
        """Whose "its" is: the issuer's where it is named before or nobody is, else the company's named last."""
        ahead = here.masked.orgs(0, own.start())
        if not ahead and own["whose"].casefold() == "its" and _LEADS.match(here.masked.text[: own.start()]) and (told := _THEN.search(here.behind)):
            return here.org_behind(*told.span("org"))[0]
        ours = own["whose"].casefold() == "our" or not ahead or self.issuer in ahead
        return self.issuer if ours else ahead[-1]

    def nearest_owner(self, here: At) -> Organisation:
        """Whom the clause before a site speaks of, as one who has it."""
        verbs = list(say.HAS.finditer(here.before)) or list(re.finditer(r"\bis (?:the|an?)\b", here.before))
        return self.parent((self.nearest(here, verbs[-1].start()) if verbs else None) or self.issuer)


def worked_for(here: At, issuer: Organisation) -> list[Holding]:
    """ "spent 12 years with A, including as General Director of the": the facility of whom somebody worked for, not of the issuer."""
    employer = say.WORKED_FOR.search(here.before) if say.CAREER.search(here.before) else None
    company = here.masked.orgs(employer.start("org"), employer.end("org"))[0] if employer else issuer
    return [] if company is issuer else [holding(company, "owner", None, "worked-for", 0.8)]
