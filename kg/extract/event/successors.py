"""Who comes in another's stead without a post being told, and who did not stand again: appointments and departures told by what becomes of a seat."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from kg.extract.context import Context, Sentence
from kg.extract.event.dates import When, announced, date_of, some_day
from kg.extract.event.found import Found
from kg.extract.event.periods import reported_period
from kg.extract.event.texts import read_texts
from kg.extract.role.people import People, find_persons
from kg.facts import Mention, Person, RoleHeld
from kg.text.dates import find_dates
from kg.text.names import same_person
from kg.text.sieves import Sieved

_SUCCEEDS = re.compile(
    r"\b(?:(?:will|is to|are to) (?:succeed|replace|take over from)|(?:has|have) (?:succeeded|replaced|taken over from)|succeeds|replaces|"
    r"takes over from|(?:has been|have been|was|is) (?:appointed|named|chosen|selected|elected) to (?:succeed|replace|take over from)) "
    r"(?:him|her|them|Mr|Ms|Mrs|Dr|[A-Z])"
)
_TITLE_ONLY = re.compile(r"(?:Mr|Mrs|Ms|Dr)?\.? ?")
_AT_ONCE = re.compile(r"succeeds|replaces|takes over|has |have ")  # what the release makes so
_OF_PLACE = re.compile(r"\b(?:of|at|for|in)\s$")  # before a name that is no person's: "General Manager of Cerro Azul"
# "the board has named Ms. B to take his seat", "Ms. B was appointed to fill the vacancy", "Ms. B takes his place on the board".
_SEAT = Sieved(
    r"(?:\b(?:(?P<given>(?:named|appointed|elected|chosen|selected|co-?opted)) (?P<who>(?:[^;.]|\.(?= [A-Z])){3,60}? )?"
    r"to (?:take|fill|assume|occupy)|(?:takes|took|has taken|will take|fills|filled|has filled|will fill)) "
    r"(?:(?:his|her|their) (?:\w+ )?(?:seat|place|vacancy|position|stead)|"
    r"(?:the|that|this) (?:\w+ )?(?:seat|vacancy)|the vacant (?:seat|position))\b)|"
    r"\b(?:named|appointed|elected|chosen|selected|co-?opted) (?:in|to) (?:his|her|their) (?:place|stead|seat)\b|"
    r"\b(?:has been|have been|was|were|is|are) (?:succeeded|replaced)(?: (?:as|in)(?: [\w,&-]+){1,7})? "
    r"by (?P<whom>(?:[^;.]|\.(?= [A-Z])){3,50})"
)
_GIVEN_TO = re.compile(r"(?:, [^,;.]{2,60},)? (?:(?:has|have|was|is|been|will|be|to|also|now) ?)*")
# "has decided to retire", "will be stepping down", "intends to leave the Company".
_TO_LEAVE = re.compile(
    r"\b(?:(?:has|have) (?:also )?(?:decided|elected|chosen|agreed|advised|informed|notified)\b[^;.]{0,70}?"
    r"(?:\bto (?:retire|resign|step down|stand down|leave|depart)|(?:will|would|intends to|wishes to) (?:retire|resign|step down|leave|depart))|"
    r"(?:intends|plans|wishes|has announced (?:his|her) (?:decision|intention|plan)s?) to (?:retire|resign|step down|stand down|leave|depart)|"
    r"(?:has announced|announced) (?:his|her) (?:intended |planned |pending )?(?:retirement|resignation|departure)|"
    r"(?:will be|is) (?:also )?(?:retiring|leaving|stepping down|departing|resigning)|"
    r"(?P<gone>(?:(?:has|have) )?(?:tendered|submitted|handed in|delivered) (?:his|her|their) (?:formal |written )?resignation|"
    r"(?:is (?:also |now )?relinquishing|(?:has (?:also |now )?)?relinquished|relinquishes) (?:the|his|her)))\b"
)
_ASIDE = re.compile(r"(?:, (?:[^;.,]{2,70}(?:, (?!and )|, and )?){1,2},| \([^()]{1,30}\))?(?: (?:who|also|now))? ")
# Where another clause begins, or one that tells what is done after: "is retiring and will act as an adviser until the end of the year".
_STAYS_ON = re.compile(
    r";|,? (?:and|but) (?:(?:he|she|they) )?(?:will|would|is to|has agreed to|intends to) (?:also |then )?"
    r"(?:act|serve|remain|continue|assist|stay|advise|support|be)\b"
)
_PRONOUN = re.compile(r"\b(?:him|her|them)$")
# Nouns of coming and going, before those of whom they are told: "announces the resignation of A, Treasurer, and B, and the appointment of C".
_NOUN = re.compile(
    r"\b(?:(?P<goes>resignations?|departures?|retirements?|passing(?: away)?|death|loss)|"
    r"(?P<comes>(?<!re-)appointments?|(?<!re-)election|addition|promotion|hiring|recruitment))"
    r"(?: (?:from|to) the [\w ]{3,30}?)?(?:, [^,;.]{2,60},)? "
    r"(?:of|includes?|included|are those of) (?!(?:an?|the) (?:auditor|auditors|interim auditor)\b)",
    re.IGNORECASE,
)
_NEWS_OF = re.compile(r"\b(?:announc\w+|pleased)\b[^.;:]{0,60}$", re.IGNORECASE)
_ELECTS = re.compile(r"election\b", re.IGNORECASE)  # the one that a list of votes counts need be none of somebody new
_PROPOSED = re.compile(r"\b(?:proposed|intended|planned|forthcoming|prospective) $", re.IGNORECASE)
# Behind an appointment: what those who admit shares to trading have yet to allow.
_IF_ALLOWED = re.compile(r"[^.;]{3,160}?,? subject to [^.;]{0,80}\b(?:due diligence|nominated adviser)\b", re.IGNORECASE)
_THIS_ONE = re.compile(r"\b(?:this|the|these) (?:proposed )?appointments?\b", re.IGNORECASE)
_SAYS = re.compile(
    r"\b(?:announc\w+|advis\w+|report(?:s|ed)|accept(?:s|ed)|receiv(?:es|ed)|regrets?|confirms?|confirmed|pleased|effective|voted|approved|including)\b[^.;:]{0,110}$",
    re.IGNORECASE,
)
_TITLED = r"(?:(?:Mr|Mrs|Ms|Dr|Messrs)\.? )?"
_FIRST = re.compile(rf"(?:(?:its|our|an?|the|two|three|new|former) )*(?:[\w&/ -]{{2,60}}?[,:]? )?{_TITLED}")
_NEXT = re.compile(
    rf"(?:(?:,| as)(?: (?!and )[\w&/ -]{{2,60}}){{1,2}})?(?:,? (?:and|&) |, )"
    rf"(?:(?:as )?(?:its|an?|the|new|our|former|of)? ?[\w&/ -]{{2,50}}, )?{_TITLED}"
)
_CLAUSE = re.compile(r"\b(?:is|are|was|were|has|have|had|will|who|which|announc\w+|appoint\w+|resign\w+|following|succeed\w*|replac\w+|report\w*)\b")
_NOT_STANDING = re.compile(
    r"\b(?:did not stand|(?:would |will )?not (?:be )?stand(?:ing)?|did not seek|(?:would |"
    r"will )?not (?:be )?seek(?:ing)?) (?:(?:for )?re-?election|again|another term)\b",
    re.IGNORECASE,
)
_NEAR_TEXT = 250  # characters


def successors(context: Context, held: list[Mention], coming: list[Found], going: list[Found]) -> Iterator[Found]:
    """Who is said to succeed "him" or "Mr. X" on a day, where no post is told: "Ms. B, currently Treasurer, will succeed him on October 1". Who
    succeeds "him" without a day does so when he goes."""
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people, known = People(set(posts)), {one.person.name for one in coming if one.person}
    for sentence in context.sentences:
        verb = _SUCCEEDS.search(sentence.text)
        sites = [naming.start - sentence.start for naming, _ in context.sites.named_in(sentence.start, sentence.end)]
        before = [one for one in find_persons(sentence.text, ()) if verb and one.end <= verb.start() and one.start not in sites]
        before = [one for one in before if not _OF_PLACE.search(sentence.text[: one.start])]
        name = (people.fullest(before[-1].name) or before[-1].name) if before else ""
        if not verb or name in known or len(name.split()) < 2:
            continue
        time = _succeeds_at(context, sentence, verb, going) or (announced(context.published) if _AT_ONCE.match(verb.group()) else None)
        if time is not None:
            person, start = posts.get(name, Person(name, context.company)), sentence.start + before[-1].start
            words, planned = shortened(sentence.text[before[-1].start :]), time.latest > context.published
            yield Found("appointment", time, planned, start, sentence.end, words, "successor", company=context.company, person=person)
            yield from _succeeded(context, sentence, verb, time, {one.person.name for one in (*coming, *going) if one.person})


def _succeeded(context: Context, sentence: Sentence, verb: re.Match[str], time: When, known: set[str]) -> Iterator[Found]:
    """Who is succeeded, named in full right behind the verb, if nothing else tells of them."""
    for person in find_persons(sentence.text, ()):
        behind = _TITLE_ONLY.fullmatch(sentence.text, verb.end() - 1, person.start) or verb.end() - 1 <= person.start <= verb.end()
        if behind and len(person.name.split()) > 1 and not any(same_person(person.name, other) for other in known):
            who, words = Person(person.name, context.company), shortened(sentence.text[verb.start() :])
            start, planned = sentence.start + person.start, time.latest > context.published
            yield Found("departure", time, planned, start, sentence.end, words, "succeeded", company=context.company, person=who)
            return


def seat_takers(context: Context, held: list[Mention], coming: list[Found], going: list[Found]) -> Iterator[Found]:
    """Who takes the seat of one who goes, where no post of theirs is told; on the day told, else that on which the other goes, else now."""
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people, known = People(set(posts)), {one.person.name for one in coming if one.person}
    for sentence in context.sentences:
        verb = _SEAT.search(sentence.text)
        if verb is None or context.names_others(sentence.start, sentence.start + verb.end()):
            continue
        persons = find_persons(sentence.text, ())
        who = next((one for one in persons if verb["who"] and one.start >= verb.start("who") and one.end <= verb.end("who")), None)
        who = who or next((one for one in persons if verb["whom"] and one.start <= verb.start("whom") + 5 and one.end > verb.start("whom")), None)
        who = who or next((one for one in persons if not verb["whom"] and _GIVEN_TO.fullmatch(sentence.text, one.after, verb.start())), None)
        name = (people.fullest(who.name) or who.name) if who else ""
        if who is None or name in known or len(name.split()) < 2:
            continue
        near = [one for one in going if 0 <= sentence.start - one.start < 2 * _NEAR_TEXT]
        time = _told_at(sentence, verb, context.published) or (near[-1].when if near else announced(context.published))
        start, planned = sentence.start + who.start, time.latest > context.published
        words, person = shortened(sentence.text[who.start :]), posts.get(name, Person(name, context.company))
        yield Found("appointment", time, planned, start, sentence.end, words, "seat", company=context.company, person=person)


def leaving(context: Context, held: list[Mention], told: set[str]) -> Iterator[Found]:
    """Who has decided to leave, on the day told with it or on one that is not known: "Anna Reed, Treasurer, has decided to retire"."""
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people = People(set(posts))
    for sentence in context.sentences:
        verb = _TO_LEAVE.search(sentence.text)
        if verb is None or context.names_others(sentence.start, sentence.end):
            continue
        who = next((one for one in find_persons(sentence.text, ()) if _ASIDE.fullmatch(sentence.text, one.after, verb.start())), None)
        name = (people.fullest(who.name) or who.name) if who else ""
        if who is None or name in told or len(name.split()) < 2:
            continue
        stop = _STAYS_ON.search(sentence.text, verb.end())
        time = _told_at(sentence, verb, context.published, stop.start() if stop else len(sentence.text))
        time = time or (announced(context.published) if verb["gone"] else some_day(context.published))
        start, words = sentence.start + who.start, shortened(sentence.text[who.start :])
        person, planned = posts.get(name, Person(name, context.company)), time.latest > context.published
        yield Found("departure", time, planned, start, sentence.end, words, "leaving", company=context.company, person=person)


_DEATH = re.compile(r"death|loss", re.IGNORECASE)  # the "passing" is that of a person in office
_AT_WORK = re.compile(
    r"\b(?:accident|incident|fatal\w*|(?:fall|falls) of (?:ground|rock)|rock ?falls?|injur\w+|collision|explosion|employees?|"
    r"contractors?|operators?|miners?|workers?|workmen|underground)\b",
    re.IGNORECASE,
)
_IN_OFFICE = re.compile(r"\b(?:chair\w*|directors?|president|officer|founder|secretary|treasurer|CEO|CFO|COO|manager)\b", re.IGNORECASE)


def _at_work(text: str, goes: str | None) -> bool:
    """Whether a sentence tells of the death of one who worked at a mine and held no office."""
    return bool(goes and _DEATH.match(goes)) and _AT_WORK.search(text) is not None and not _IN_OFFICE.search(text)


def named_in_lists(context: Context, held: list[Mention], known: list[Found]) -> Iterator[Found]:
    """Who comes and goes by a noun: "the resignation of A, Treasurer, and B, a director", "departures include A and B"; on the day told
    with it, else now, a point of a list in the time that the release reports on. Who is only proposed is to come."""
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people, taken = People(set(posts)), {(one.type, one.person.name) for one in known if one.person}
    for sentence in context.sentences:
        for noun in _NOUN.finditer(sentence.text):
            announces = (_NEWS_OF if _ELECTS.match(noun["comes"] or "") else _SAYS).search(sentence.text[: noun.start()])
            leads = noun.start() < 5 and not _ELECTS.match(noun["comes"] or "")
            others = context.names_others(sentence.start, sentence.end)
            if not (announces or leads) or others or _at_work(sentence.text, noun["goes"]):
                continue
            kind, end = "departure" if noun["goes"] else "appointment", noun.end()
            for person in find_persons(sentence.text, ()):
                between = sentence.text[end : person.start]
                if person.start < end or _CLAUSE.search(between) or not (_FIRST if end == noun.end() else _NEXT).fullmatch(between):
                    continue
                end, name = person.after, people.fullest(person.name) or person.name
                time = _proposed_at(context, sentence, noun, person.after) or _told_at(sentence, noun, context.published)
                time = time or (_of_list(context, sentence) if leads else None) or announced(context.published)
                if len(name.split()) < 2 or any(kind == one and same_person(name, other) for one, other in taken):
                    continue
                taken.add((kind, name))
                who, start = posts.get(name, Person(name, context.company)), sentence.start + person.start
                words, planned = shortened(sentence.text[noun.start() :]), time.latest > context.published
                yield Found(kind, time, planned, start, sentence.end, words, "listed", company=context.company, person=who)


def _proposed_at(context: Context, sentence: Sentence, noun: re.Match[str], end: int) -> When | None:
    """When an appointment comes that is proposed, or has yet to be allowed: on the day told for it right behind, or on one not known."""
    if not noun["comes"] or not (_PROPOSED.search(sentence.text, 0, noun.start()) or _IF_ALLOWED.match(sentence.text, end)):
        return None
    return day_of_this_one(context, sentence.end) or some_day(context.published)


def day_of_this_one(context: Context, end: int) -> When | None:
    """The day to come that a sentence shortly behind a place tells of "this appointment"."""
    for later in context.sentences:
        if 0 <= later.start - end < _NEAR_TEXT and (it := _THIS_ONE.search(later.text)):
            days = find_dates(later.text, context.published, future=True)
            if time := date_of(later.text, days, *it.span(), (0, len(later.text)), context.published, True):
                return time
    return None


def _of_list(context: Context, sentence: Sentence) -> When | None:
    """The time that a release reports on, for a point of the list of what was done in it."""
    return reported_period(context, list(context.once(read_texts))) if sentence.part.block.kind == "bullet" else None


def _told_at(sentence: Sentence, verb: re.Match[str], today: date, stop: int | None = None) -> When | None:
    """The day that a sentence tells with its verb, before an offset in it."""
    text = sentence.text
    tried = (
        date_of(text, find_dates(text, today, future=ahead), *verb.span(), (0, len(text) if stop is None else stop), today, ahead)
        for ahead in (True, False)
    )
    return next((time for time in tried if time is not None), None)


def _succeeds_at(context: Context, sentence: Sentence, verb: re.Match[str], going: list[Found]) -> When | None:
    """The day told with the verb, else that on which the one goes who was named in the sentence before."""
    time = _told_at(sentence, verb, context.published)
    if time is not None:
        return time
    gone = [one for one in going if 0 <= sentence.start - one.end < _NEAR_TEXT or 0 <= sentence.start - one.start < _NEAR_TEXT]
    return gone[-1].when if gone and _PRONOUN.search(verb.group()) else None


def not_standing(context: Context, held: list[Mention], meeting: When | None) -> Iterator[Found]:
    """Directors who did not stand again at the meeting."""
    posts = {mention.fact.filler.name: mention.fact for mention in held if isinstance(mention.fact, RoleHeld)}
    people = People(set(posts))
    for sentence in context.sentences if meeting else ():
        verb = _NOT_STANDING.search(sentence.text)
        before = [person for person in find_persons(sentence.text, ()) if verb and person.end <= verb.start()]
        full = people.fullest(before[-1].name) if before else None
        name = full or (before[-1].name if before else "")
        if verb and meeting and len(name.split()) > 1:
            person = posts[name].filler if name in posts else Person(name, context.company)
            start, words = sentence.start + before[-1].start, shortened(sentence.text[before[-1].start : verb.end()])
            yield Found(
                "departure", meeting, False, start, sentence.start + verb.end(), words, "not-standing", company=context.company, person=person
            )


# "has led the Company since the departure of Mr. Reed": of another.
_SINCE_ANOTHER = re.compile(
    r"\bsince (?:the )?(?:\w+ )?(?:departure|resignation|retirement|death|passing) of (?:(?:Mr|Mrs|Ms|Dr)\.? )?"
    r"(?P<who>[A-Z][\w'\u2019-]+(?: [A-Z][\w.'\u2019-]+){0,3})"
)
_UNTIL = re.compile(r"\b(?:until|till|through|to the end of|for (?:a|an|the|one|two|three|six|twelve)\b)")


def of_another_leaving(text: str, fact: RoleHeld) -> bool:
    """Whether a sentence that tells of leaving does so of somebody else, or of what is left before the post told: "will act as an adviser until
    the end of the year"."""
    if fact.slot.role.key == "advisor" and _UNTIL.search(text):
        return True
    another = _SINCE_ANOTHER.search(text)
    return another is not None and fact.filler.name.split()[-1] not in another["who"].split()


def shortened(text: str) -> str:
    return text if len(text) <= 100 else text[:100].rsplit(" ", 1)[0]
