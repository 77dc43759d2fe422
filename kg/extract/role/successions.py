"""Who succeeds whom: what the beginning of one post says of another, by whichever of the two the sentence is about."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date, timedelta

from kg.extract.days_said import days_said
from kg.extract.role.claim import Claim
from kg.extract.role.claim_limits import INTERIM_BASIS
from kg.extract.role.dates import ANNOUNCED
from kg.extract.role.people import PersonAt, find_persons
from kg.extract.role.post_words import POST
from kg.extract.role.stated import Statement
from kg.extract.role.title_grammar import APPOINTED, COMING, LEAVING, LEFT, PAST
from kg.extract.role.units import Unit
from kg.text.dates import DateMatch
from kg.text.names import HONORIFIC
from kg.text.titles import Role, atomic_roles, find_titles

FOLLOWED = "followed"  # the kind of an end that is told by the begin of what follows it: over by then, but held until when is not told

_SUCCEEDS = re.compile(
    r"\b(?:succe(?:eds?|eded|eding|ssor to)|replac(?:es?|ed|ing)|tak(?:es?|ing) over from|took over from|in (?:the )?(?:place|stead) of|"
    r"in succession to|(?:takes|took|taking) the place of|(?:relieves|relieving|relieved)|"
    r"assum(?:es|ed|ing) (?:the|this) (?:role|position|post) from|replacement (?:is (?:found|appointed) )?for|"
    r"vacanc(?:y|ies) (?:left|created) by(?: the (?:resignation|departure|retirement|death|passing) of)?)\s"
    rf"(?:[a-z ]{{0,40}}?,?\s)?(?:{HONORIFIC}\s)?$"
)
# "Following the retirement of A": whose post it is, unless the text goes on to tell which A had.
_FOLLOWS = re.compile(
    r"\b(?:[Ff]ollowing|[Uu]pon|[Oo]n|[Aa]fter|[Ss]ince|as a result of|due to|given) the "
    r"(?:recent |unexpected |sudden |planned |previously announced )?"
    rf"(?:resignation|departure|retirement|death|passing|removal|exit) of\s(?:{HONORIFIC}\s)?$"
)
# "after A's retirement": unless the text goes on to tell from which post.
_AFTER_HIS = re.compile(rf"\b(?:[Ff]ollowing|[Aa]fter|[Uu]pon|[Oo]n|[Ww]ith|[Ss]ince)\s(?:{HONORIFIC}\s)?$")
_DEPARTURE = re.compile(r"'s?\s(?:[a-z]+\s)?(?:retirement|resignation|departure|death|passing|exit|removal)\b(?!\s(?:as|from)\s)")
_WHEN = re.compile(rf"\b(?:when|once|as|after|because)\s(?:{HONORIFIC}\s)?$")
_GOES = re.compile(
    r"\s(?:(?:has|had|will|is|is to|was)\s)?(?:then\s)?(?:resign|retir|leav|left|depart|step(?:s|ped|ping)? (?:down|aside)|st(?:and|ood|"
    r"ands) down|quit|die[sd]|"
    r"passe[sd] away|mov(?:e|es|ed) on|bow)(?:s|e|es|ed|ing)?\b"
)
_OF_POST = re.compile(r"\s(?:as|from)\s")
_TAKES_OVER = re.compile(
    rf"^(?:(?:He|She)|(?:{HONORIFIC} )?(?:[A-Z][\w'-]+ ){{0,3}}?(?P<surname>[A-Z][\w'-]+))"
    r"(?:,\s(?:who|whose|an?|the|previously|formerly|most recently|currently)\b[^;]{2,160},)? (?:will )?(?:succeeds?|"
    r"replaces?|follows?|takes over from|take over from|will be succeeding)\s"
)
# Behind a predecessor: "who has retired", "who resigned from the Company on".
_GONE = re.compile(
    r",?\s(?:who|and who)\s(?:has\s|had\s)?(?:[a-z]+ly\s|also\s|since\s)?"
    r"(?:retired|resigned|left|departed|stepped (?:down|aside)|stood down|passed away|died|moved on|"
    r"(?P<yet>(?:is|was|will be) (?:to )?(?:retir(?:e|ing)|resign(?:ing)?|leav(?:e|ing)|depart(?:ing)?|step(?:ping)? down|stand(?:ing)? down)|"
    r"(?:will )?(?:retires?|resigns?|leaves?|departs?|steps? (?:down|aside)|stands? down)))\b|"
    r",\swhose\s(?:resignation|retirement|departure|removal)\s(?:(?:took|has taken) effect|was effective|(?P<due>takes effect|will take effect|"
    r"is effective|becomes effective|will be effective))"
)


def predecessor_named(unit: Unit, claim: Claim) -> str | None:
    """The person whom the text says the appointee succeeds."""
    for person in find_persons(unit.text, [(claim.title.start, claim.title.end)]):
        before = unit.text[max(0, person.start - 110) : person.start]
        if person.start >= claim.end and ";" in unit.text[claim.end : person.start] and not _THEY_FOLLOW.search(before):
            return None  # "A appointed Chairman; B to succeed C": whom the next clause tells of
        if person.start >= claim.person.end and _SUCCEEDS.search(before):
            return None if _is_of_another_post(unit, claim, person.start) else person.name
        if person.name != claim.person.name and _FOLLOWS.search(before) and not _OF_POST.match(unit.text, person.after):
            return person.name
        if person.name != claim.person.name and _AFTER_HIS.search(before) and _DEPARTURE.match(unit.text, person.after):
            return person.name
        goes = person.start >= claim.end and _WHEN.search(before) and _GOES.match(unit.text, person.after)
        if goes and person.name != claim.person.name and not _OF_POST.match(unit.text, goes.end()):  # "CFO from May 1, when A retires"
            return person.name
    return None


# Behind a semicolon, of the same person: "was promoted to Treasurer; he takes over from A".
_THEY_FOLLOW = re.compile(rf";\s(?:and\s)?s?he\s(?:will\s)?(?:(?:takes?|took)\sover\sfrom|succeed(?:s|ed)?|replace[sd]?)\s(?:{HONORIFIC}\s)?$")


def _is_of_another_post(unit: Unit, claim: Claim, at: int) -> bool:
    """Whether the post of a claim is told as taken up before, and the succession as still to come: "who joined as Treasurer, will succeed A"."""
    return _JOINED.search(unit.text, claim.person.end, max(claim.person.end, claim.title.start)) is not None and (
        _WILL.search(unit.text, claim.title.end, at) is not None
    )


_JOINED = re.compile(r"\b(?:joined|started|began|had been|had served)\b")
_WILL = re.compile(r"\b(?:will|would|is to)\s(?:now\s|then\s|also\s)?(?:succeed|replace|take over|follow)\b")


def predecessors_end(published: date, unit: Unit, claim: Claim, held: Statement, predecessor: str) -> Statement:
    """Who is succeeded has left the role by the day of the successor's start, where that is dated."""
    at = unit.text.find(predecessor, claim.person.end)
    at = at if at >= 0 else unit.text.find(predecessor)
    start, stop = _place(unit, min(claim.start, at), max(claim.end, at + len(predecessor)))
    left = _left(published, unit, held, predecessor, at + len(predecessor), start, stop)
    return left if claim.rule == "succeeds" else _merely(unit, left, at + len(predecessor))


def succeeded_later(published: date, unit: Unit, appointed: Sequence[Statement], antecedent: str | None) -> Iterator[Statement]:
    """ "Ms. B takes over from A": in a sentence after the appointment, A has left the posts that B was appointed to."""
    opening = _TAKES_OVER.match(unit.text)
    surname = (opening["surname"] or (antecedent or "").split(" ")[-1]) if opening else ""
    if not opening or not surname:
        return
    person = next((person for person in find_persons(unit.text, ()) if person.start >= opening.end()), None)
    if person and person.start - opening.end() < 6:
        for item in appointed:
            if item.name.endswith(surname) and item.role.key != "director":
                start, stop = _place(unit, 0, person.end)
                yield _merely(unit, _left(published, unit, item, person.name, person.after, start, stop), person.after)
                yield replace(item, predecessor=person.name, start=start, stop=stop, rule="succeeds")


_MERELY = "-merely"  # ends the rule of a statement about somebody of whom the sentence says no more than that they are succeeded
# Behind the name: "replacing A in both positions", "A, who is retiring after nine years in the role".
_IN_THEM = re.compile(
    r"[^.;]{0,80}\sin\s(?:the|that|this|those|these|both|each|all)\s(?:of\s)?(?:the\s|these\s|those\s)?(?:same\s)?(?:role|position|post|office)s?\b"
)
_PRINCIPAL = frozenset({"ceo", "cfo", "coo", "chair"})  # offices beside which others are held: "President and CEO", "CFO and Corporate Secretary"


def _merely(unit: Unit, left: Statement, at: int) -> Statement:
    return left if _IN_THEM.match(unit.text, at) else replace(left, rule=left.rule + _MERELY)


def of_told_posts(known: Sequence[tuple[str, Statement]], fullest: Callable[[str], str | None]) -> list[tuple[str, Statement]]:
    """What is known of persons by their full names, without the posts that somebody who is merely succeeded has only by the successor's title.

    "A was appointed President and CEO and succeeds B" does not tell that B had both. Where the text tells which of them B had, it is those;
    else a lone one, or the one principal office among them; of any others B is not even the predecessor.
    """
    merely: dict[tuple[str, str], set[str]] = {}
    for name, item in known:
        if item.rule.endswith(_MERELY):
            merely.setdefault((name, item.company.name), set()).add(item.role.key)
    kept: dict[tuple[str, str], set[str]] = {}
    for whom, posts in merely.items():
        told = {item.role.key for name, item in known if (name, item.company.name) == whom and not item.rule.endswith(_MERELY)}
        lone = next((offices for offices in (posts, posts - {"director"}, posts & _PRINCIPAL) if len(offices) == 1), set())
        kept[whom] = (posts & told) or lone
    result = []
    for name, item in known:
        if item.rule.endswith(_MERELY):
            if item.role.key in kept[name, item.company.name]:
                result.append((name, replace(item, rule=item.rule.removesuffix(_MERELY))))
            continue
        before = kept.get((fullest(item.predecessor) or "", item.company.name)) if item.predecessor else None
        unlinked = before and item.role.key not in before
        result.append((name, replace(item, predecessor=None) if unlinked else item))
    return result


def _left(published: date, unit: Unit, successor: Statement, name: str, at: int, start: int, stop: int) -> Statement:
    """The end of the post of whom this successor follows, told at an offset: their own where the text goes on to tell it, else by the
    successor's begin; who is succeeded by somebody yet to come is still there."""
    kind, end = followed(published, successor)
    rule = "succeeded"
    if told := gone_on(published, unit, at):
        kind, end, rule = *told, "succeeded-left"
    elif kind == LEAVING and (gone := _GONE.match(unit.text, at)) and not (gone["yet"] or gone["due"]):
        kind, end, rule = LEFT, announced(published, start, stop), "succeeded-left"
    role, begin = Role(successor.role.key), held_since(published, unit, at)
    return replace(successor, name=name, role=role, kind=kind, begin=begin, end=end, predecessor=None, start=start, stop=stop, rule=rule)


def followed(published: date, successor: Statement) -> tuple[str, DateMatch | None]:
    """What a successor's begin says of the post of whoever is followed, and its end: held until when, it does not tell."""
    begin = successor.begin
    if begin is None:
        return (LEAVING if successor.kind == COMING else LEFT), None
    if begin.kind == ANNOUNCED:
        return LEFT, begin
    return (LEAVING if begin.latest > published else LEFT), replace(begin, kind=FOLLOWED)


def gone_on(published: date, unit: Unit, at: int) -> tuple[str, DateMatch] | None:
    """What a sentence says, behind the name of somebody, of the day of their leaving: ", who retired on June 30"."""
    gone = _GONE.match(unit.text, at)
    days = days_said(unit.text, published, (gone["yet"] or gone["due"]) is not None, None) if gone else []
    said = next((day for day in days if gone and _directly(unit.text, gone.end(), day)), None)
    return (LEAVING if said.latest > published else LEFT, said) if said else None


_HELD_IT = re.compile(
    rf",?\swho\s(?:has|had)\s(?:(?:been|served)\sin|held|filled|occupied|had)\s(?:the|that|this)\s(?:same\s)?{POST}\s(?=(?:since|from)\b)"
)


def held_since(published: date, unit: Unit, at: int) -> DateMatch | None:
    """Since when somebody held the post in which another follows, told behind the name: "succeeding A, who had held the role since 2006"."""
    held = _HELD_IT.match(unit.text, at)
    days = days_said(unit.text, published, False, None) if held else []
    return next((day for day in days if held and held.end() <= day.start + 6 and day.start <= held.end() + 6), None)


def _directly(text: str, at: int, day: DateMatch) -> bool:
    """Whether a day belongs to the verb that ends at an offset: nothing but whence, and on what ground, stands between."""
    return day.start >= at and re.fullmatch(r"(?:\s(?!and\b|but\b|to\b|after\b)[\w']+){0,8}\s", text[at : day.start]) is not None


def announced(published: date, start: int, stop: int) -> DateMatch:
    """The day of the document as that of what it makes known undated."""
    return DateMatch(start, stop, published, published, published.isoformat(), ANNOUNCED)


def _place(unit: Unit, start: int, stop: int) -> tuple[int, int]:
    """Offsets of a unit as those of the reading text."""
    return unit.origin(start), unit.origin(stop - 1) + 1


# ---- "will be succeeded by B"

_MASK = "\x01"  # stands for each letter of a title
_BY = re.compile(
    r"\b(?P<be>will be|is to be|shall be|was|has been|and be)\s(?:succeeded|replaced)\s(?P<post>(?:as|in)\s[^.;]{2,90}?\s)?"
    r"(?:(?:on|effective|from)\s[^.;,]{4,25}\s|with immediate effect\s|immediately\s)?by\s"
    r"(?:(?:the|our|its|current|[Cc]ompany's|[Gg]roup's|[Cc]orporation's)\s){0,3}"
    rf"(?:{_MASK}+,?\s)?(?:{HONORIFIC}\s)?$"
)
_HIM = re.compile(
    r"(?:,\s[^,;.]{2,80},)?(?:,?\s(?P<be>will|is to|has))?\s(?:succeed(?:s|ed)?|replace[sd]?)\s(?:him|her)\b(?P<post>\sas\s[^.;,]{2,60})?"
)
# "B has been appointed in his place", "welcomes B as his successor", "B takes his place".
_IN_PLACE = re.compile(
    r"(?:,\s[^,;.]{2,80},)?\s(?:(?P<be>has been|have been|was|is|will be|is to be)\s(?:[a-z]+ly\s)?(?:appointed|named|elected|chosen|selected|"
    r"promoted|hired)(?P<post>(?:\s(?:as|to)\s[^.;,]{2,60})?)\s(?:in\s(?:his|her|their)\s(?:place|stead)|as\s(?:his|her|their)\s(?:successor|"
    r"replacement)|"
    r"to\s(?:succeed|replace)\s(?:him|her|them))|"
    r"as\s(?:his|her|their)\s(?:successor|replacement)\b|in\s(?:his|her)\s(?:place|stead)\b|(?:will\s)?(?:takes?|took)\s(?:over\sfrom\s(?:him|"
    r"her)\b|(?:his|her|their)\splace\b))"
)
# "his successor, B", "her replacement will be B".
_HIS = re.compile(
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:(?:successor|replacement)(?P<post>\sas\s[^.;,]{2,60}?)?(?:,|\s(?P<be>is|will be|is to be))|(?:place|seat|"
    r"position|role|post|office|duties|responsibilities)\s(?:on the [Bb]oard )?(?:is|are|was|will be|has been|have been)\s(?:being\s)?"
    rf"(?:taken|filled|assumed|occupied)(?:\s(?:over|up|on))?\sby)\s(?:{HONORIFIC}\s)?$"
)
RECENT = timedelta(days=400)


def successors(published: date, unit: Unit, found: Sequence[Statement], leaving: Sequence[Statement], antecedent: str | None) -> Iterator[Statement]:
    """ "A will be succeeded (as chairman) by B (as chairman)": what B takes up, and that A leaves it; `found` is what else the unit states,
    `leaving` who is said to leave which post so far, `antecedent` whom "He" at the head of the sentence means."""
    for item in found:  # "A will step down on D. B will succeed Ms. A as": from then on, where no other day is told
        if item.rule == "succeeds" and item.kind == COMING and item.begin is None and item.predecessor:
            ends = [one.end for one in leaving if one.end and one.role.key == item.role.key and one.name.endswith(item.predecessor.split()[-1])]
            yield from (replace(item, begin=begin) for begin in map(after, ends[:1]) if begin)
    if unit.listed or not _TOLD.search(unit.text):
        return
    titles = find_titles(unit.text)
    persons = find_persons(unit.text, [(title.start, title.end) for title in titles])
    masked = unit.text
    for title in titles:
        masked = masked[: title.start] + _MASK * (title.end - title.start) + masked[title.end :]
    for person in persons:
        by = _BY.search(masked[: person.start])
        him = _HIM.match(masked, person.after) or _IN_PLACE.match(masked, person.after) or _HIS.search(unit.text[: person.start])
        before = next((other for other in reversed(persons) if by and other.end <= by.start()), None)
        if him and not by:  # whom the sentence names before, or the one before it: "A steps down and B takes his place"
            before = next((other for other in reversed(persons) if other.end <= person.start and other.name != person.name), None)
        verb, name = by or him, before.name if before else antecedent if him or unit.text.startswith(("He ", "She ")) else None
        past = {item.name.split()[-1] for item in found if item.kind == PAST}  # "was President until 2014, when A followed"
        if verb and name and name != person.name and name.split()[-1] not in past:
            own = [item for item in leaving if item.name.split()[-1] == name.split()[-1]]
            ended = [item for item in own if item.role.key != "director"] or own
            as_post = unit.text.startswith((" as ", " in "), person.after)
            taken = [item for item in found if item.name == person.name and item.kind in (APPOINTED, COMING)]
            left = {item.role.key for item in ended}
            own = [item for item in taken if as_post or (item.role.key in left and item.stop >= unit.origin(verb.end() - 1))]  # "to succeed him as"
            yield from _both(published, name, own) if own else _successor(published, unit, verb, person, ended)
            return


_TOLD = re.compile(
    r"\b(?:succeeded|replaced)\b[^.;]{0,150}\bby\b|\b(?:succeed|replace)(?:s|d|ed)?\s(?:him|her|them)\b|"
    r"\b(?:[Hh]is|[Hh]er|[Tt]heir)\s(?:successor|replacement|place|stead|seat|position|role|post|office|duties|"
    r"responsibilities)\b|\bover from (?:him|her)\b"
)


def _both(published: date, name: str, own: Iterable[Statement]) -> Iterator[Statement]:
    """What a successor is said to take up, with the one who is succeeded, and that they leave it."""
    for item in own:
        kind, end = followed(published, item)
        yield replace(item, predecessor=name, rule="succeeded-by")
        yield replace(item, name=name, role=Role(item.role.key), kind=kind, begin=None, end=end, predecessor=None, rule="succeeded")


def _successor(published: date, unit: Unit, verb: re.Match[str], person: PersonAt, ended: Sequence[Statement]) -> Iterator[Statement]:
    """What somebody takes up who is said to succeed another, of the posts that the other leaves."""
    low, high = verb.span("post")
    named = {role.key: title.text for title in find_titles(unit.text[low:high]) for role in atomic_roles(title.text)} if low >= 0 else {}
    told_first = sorted(ended, key=lambda item: item.end is not None)
    posts = {item.role.key: item for item in told_first if not named or item.role.key in named}
    coming = verb["be"] in _YET or any(item.kind == LEAVING for item in posts.values())
    days = [day for day in days_said(unit.text, published, coming, None) if verb.start() <= day.start]
    behind = max(person.after, verb.end())
    ends = [behind, *(low + title.end for title in find_titles(unit.text[low:high]))] if low >= 0 else [behind]
    own = next((day for day in days if verb.start() < day.end <= person.start or any(_ON.fullmatch(unit.text, at, day.start) for at in ends)), None)
    interim = INTERIM_BASIS.search(unit.text, verb.start()) is not None
    start, stop = _place(unit, min(verb.start(), person.start), max(verb.end(), person.end))
    for key, item in posts.items():
        told = own or item.end
        if not coming and verb["be"] not in ("has been", "have been", "has") and (told is None or told.latest < published - RECENT):
            continue  # a tale of former days, in which others may have followed
        begin = own or after(item.end)
        title, kind = named.get(key, item.title), COMING if coming else APPOINTED
        successor = replace(item, name=person.name, role=Role(key, interim), title=title, kind=kind, begin=begin, end=None)
        yield replace(successor, predecessor=item.name, start=start, stop=stop, rule="succeeded-by")
        kind, end = followed(published, successor)
        if item.end is None and own:
            yield replace(item, kind=kind, end=end, start=start, stop=stop, rule="succeeded")


_YET = frozenset({"will be", "is to be", "shall be", "and be", "will", "is to"})
_ON = re.compile(r",?\s(?:effective|with effect from|from|on|as of|as from|in|at)?\s?(?:on|as of|from)?\s?")


def after(end: DateMatch | None) -> DateMatch | None:
    """The begin of who follows somebody whose end is told: on that day or the next."""
    if end is None or end.kind == ANNOUNCED or end.latest == date.max:
        return None
    return replace(end, latest=end.latest + timedelta(days=1))
