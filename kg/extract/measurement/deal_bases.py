"""On what basis money that is paid or raised stands: done or still to come."""

from __future__ import annotations

import re

CLOSED = re.compile(
    r"\b(?:clos(?:ed|es|ing of)|complet(?:ed|ion of)|"
    r"concluded (?:the|its) (?:sale|disposal|purchase|acquisition|transaction|placement)|successful (?:placing|placement|fundrais\w+|offering)|"
    r"raised|received|pocketed|banked|netted|changed hands|has (?:acquired|paid|sold|issued|bought)|acquired|paid|sold|issued|"
    r"purchased|bought(?![ -]deal)|exercised|reali[sz]ed|netted|brought in|became (?:unconditional|effective)|"
    r"(?:was|were|has been|have been) (?:concluded|finali[sz]ed|completed|satisfied|settled|met|discharged))\b",
    re.IGNORECASE,
)
TO_COME = re.compile(
    r"\b(?:will|shall|letter of intent|LOI|would|intends?|proposed|(?:being|are|is) offered|"
    r"commitment to (?:acquire|purchase|buy)|"
    r"agree(?:d|ment)|(?-i:may)|must|right to (?:acquire|earn|purchase)|up to|"
    r"subject to(?! (?:an? |the |any |certain |applicable |statutory )*(?:[\w-]+ ){0,3}?"
    r"(?:resale|hold|escrow|trading|lock|restrict|royalt|NSR|[\d.]+%))|"
    r"option|to be|expects?|"
    r"(?<!purchase )(?<!purchase\n)(?<!reinvestment )(?<!SPP )plans?)\b",
    re.IGNORECASE,
)
STILL_TO_BE = re.compile(
    r"\b(?:will|would|may|option|proposed|up to|to be|expects?|intends?|subject to|over-?allotment|exercis\w*|entitl\w*|second tranche|final tranche|"
    r"remaining)\b"
)
# "received firm commitments to raise": promised, not yet received
_COMMITTED = re.compile(
    r"\b(?:commitments?|mandates?|undertakings?)[ \n](?:(?:from|of)[ \n][^.;$]{1,60}[ \n])?(?:to[ \n](?:raise|complete|subscribe)|for)\b",
    re.IGNORECASE,
)
_PAST_DEAL = re.compile(r"\b(?:included|generated|provided|was|were|had|obtained)\b")
_WERE_ISSUED = re.compile(r"[^.;\d]{0,30}\b(?:that|which)[ \n](?:were|have[ \n]been)[ \n](?:\w+[ \n])?issued\b")
_IN_HAND = re.compile(
    r"[ \n](?:of[ \n](?:commitments|subscriptions)[ \n])?"
    r"(?:(?:has|have|had|was|were|is|are|been|already|now|since)[ \n]){0,3}(?:received|raised|banked)\b"
)
# "paid $10 million, with the remaining $5 million to be paid in a year": of the rest
_REST_TO_COME = re.compile(
    r"[ \n](?:with|and|plus)\b[^.;]{0,40}\$[^.;]{0,60}\b(?:will|to be|shall|must|payable)\b|[ \n]and[ \n](?:will|shall|must)\b"
)
# "and $1.5 million is due in 12 months"
_IS_DUE = re.compile(
    r"[ \n](?:(?:in[ \n](?:cash|shares)|of[ \n]which)[ \n])?(?:is|are|will[ \n]be|remains?|falls?)[ \n](?:still[ \n]|to[ \n]be[ \n])?"
    r"(?:due|payable|paid|owed|outstanding)\b"
)


# "issued 900,000 shares under the option agreement", "settled debts by the issue of": done, whatever it was agreed under.
_JUST_DONE = re.compile(
    r"\b(?:(?:has|have|had)[ \n](?:\w+[ \n])?(?:paid|issued|received|settled|raised|subscribed)|(?<!be )(?<!been )(?<!being )(?<!when )(?<!if )"
    r"(?:paid|settled|subscribed|participated|resulted[ \n]in|(?:Company|Corporation|[A-Z]\w+)[ \n](?:also[ \n])?(?:issued|received)))\b"
    r"(?:[^.;$]|\.(?=\d)|\$(?=[\d,.]+ (?:or|of debt|through|by|via) )){0,90}$"
)
_NOT_DONE = re.compile(
    r"\b(?:will|would|shall|may|must|can|could|if|to be|upon|up to|once|when|until|agree[ds]?|commit\w*|right|intends?|expects?|propos\w+|"
    r"plans? to|obligations?|required|remaining|option(?:ee)? to)\b",
    re.IGNORECASE,
)


def is_just_done(sentence: str, start: int) -> bool:
    """Whether the verb right before a figure at `start` says that it was paid or issued, and no word of the future stands before it."""
    told = _JUST_DONE.search(sentence, max(0, start - 130), start)
    return told is not None and _NOT_DONE.search(sentence, max(0, told.start() - 60), start) is None


def of_deal(sentence: str, start: int, end: int, clause: tuple[int, int], before: str, *, closed: bool) -> str:
    """Money that is paid or raised: done where the nearest words of a closing or of a plan are of a closing."""
    if _IS_DUE.match(sentence, end):
        return "plan"
    rest = _REST_TO_COME.search(sentence, end, max(end, clause[1]))
    own = sentence[clause[0] : rest.start() if rest else clause[1]]
    if _COMMITTED.search(own) and not re.search(r"\b(?:closed|completed|raised)\b", own):
        return "plan"
    if (
        is_just_done(sentence, start)
        or _WERE_ISSUED.match(sentence, end)
        or _IN_HAND.match(sentence, end)
        or (closed and not STILL_TO_BE.search(own))
    ):
        return "actual"
    if CLOSED.search(own) or TO_COME.search(own):
        return "plan" if TO_COME.search(own) or not CLOSED.search(own) else "actual"
    for words in (sentence, before):
        done, to_come = (max((found.end() for found in pattern.finditer(words)), default=-1) for pattern in (CLOSED, TO_COME))
        if done != to_come:
            return "actual" if done > to_come else "plan"
    return "actual" if _PAST_DEAL.search(own) else "plan"
