"""Who comes or goes by a verb alone, where no post of theirs is told: "has appointed Messrs. A and B", "A rejoins the Group", "A's employment
will cease on May 31"."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from kg.extract.context import Context, Sentence
from kg.extract.event.dates import When, announced, date_of
from kg.extract.event.found import Found
from kg.extract.event.successors import shortened
from kg.extract.role.people import People, PersonAt, find_persons
from kg.facts import Mention, Person, RoleHeld
from kg.text.dates import find_dates

# Whom the board itself chose since the last meeting, and shareholders now confirm: the appointment was told then.
FIRST_ELECTION = re.compile(
    r"\b(?:who|having) (?:was|were|has been|have been|had been|been) (?:co-opted|appointed)\b[^;]{0,120}\b(?:re-?)?elect(?:ed|ion)\b", re.IGNORECASE
)
_TITLED = r"(?:(?:Mr|Mrs|Ms|Dr|Messrs|Hon|Prof|Sir|Dame)\.? )?"
# Who is given a post by those who have it to give, with the first of them behind the verb.
_GIVES = re.compile(
    r"\b(?:(?:has|have) (?:also |today |now |recently )?(?:appointed|named|hired|promoted|engaged|recruited|retained|elected|welcomed|picked|chosen|"
    r"selected|tapped|installed|designated|seated|elevated|brought in|added(?= (?:[^;.]|\\.(?= [A-Z])){3,60} (?:to (?:its|the|"
    r"our) (?:board|team|management)|as )))|"
    r"(?:the|its) (?:[Bb]oard|directors) (?:of directors )?(?:also )?(?:picked|chose|named|made|elected|appointed|selected)|"
    r"appoints|names|hires|(?:[Aa]lso )?[Jj]oining (?:the [Bb]oard |(?:the|our) \w+ (?:team )?)?(?:today )?(?:is|are|will be)|"
    r"(?:title|post|role|office|position|duties)(?: of [^;.]{3,40}?)?,? (?:which )?(?:passes|passed|will pass|falls) to|"
    r"promotes|recruits|welcomes(?: back)?|is (?:appointing|promoting|hiring|welcoming)) (?!by\b|as\b)"
    rf"(?:(?:the |two |three |new )*(?:[A-Za-z&/-]+ ){{0,5}}?)?{_TITLED}(?=[A-Z\xc0-\xde])|"
    r"\b(?:[Dd]uties|[Rr]esponsibilit(?:y|ies)|role|post|position|office)(?: (?:of|for) [^;.]{3,40}?)?,? "
    r"(?:which )?(?:will be|has been|have been|is|are) (?:now )?"
    r"(?:assumed|taken (?:on|over|up)|filled|carried out|covered|held)(?: (?:on|in) an? (?:interim|acting|temporary) (?:basis|capacity))? by "
    rf"{_TITLED}(?=[A-Z\xc0-\xde])|"
    r"\b(?:announc(?:e|es|ed|ing)|with) (?:today )?the (?:appointment|election|addition|nomination) of "
    r"(?:(?:two|three|four|five|the following|additional|new|independent|non-executive|highly|experienced) )*"
    r"(?:[Dd]irectors?|[Mm]embers?|[Ee]xecutives?)"
    rf"(?: to (?:its|the) [Bb]oard(?: of [Dd]irectors)?)? ?(?:[\u2013\u2014:,-]|namely|being) ?{_TITLED}(?=[A-Z\xc0-\xde])|"
    r"\b(?:announces?|announced|and) the (?:promotion|transition|elevation|move) of "
    rf"{_TITLED}(?=[A-Z\xc0-\xde](?:[^;.]|\.(?= [A-Z])){{3,60}}? (?:to|into|as) (?:the |its )?(?:(?:role|position|post|office) of )?[A-Z])"
)
# Who is let go, with the first of them behind the verb.
_TAKES = re.compile(
    r"\b(?:(?:[Aa]lso )?(?:[Rr]etiring|[Ll]eaving|[Ss]tepping down|[Dd]eparting|[Rr]esigning)(?: [a-z ,]{2,50}?)? (?:is|are|was|were|will be)|"
    r"accept(?:s|ed) the (?:resignation|retirement) of|(?:has |have )?(?:parted (?:ways|company) with|bade farewell to|said (?:goodbye|farewell) to|"
    r"dismissed|let go|terminated the (?:employment|contract) of|mourns?|relieved)) "
    rf"{_TITLED}(?=[A-Z\xc0-\xde])"
)
_LISTED = re.compile(rf"(?:, [^,;.]{{2,60}},)?,? (?:and|&) {_TITLED}|, {_TITLED}")
# Behind the person who comes.
_COMES = re.compile(
    r"(?:was|is) (?:today |formally |also |now )?(?:(?:confirmed|designated|installed|made|brought in|recruited|engaged|moved up|"
    r"elevated|tapped|picked|chosen)(?= (?:as|to) )|designated|made(?= [A-Z]))|"
    r"(?:(?:has|have) (?:also |today |now |since )?been (?:confirmed|appointed|named|elected|promoted|hired|co-?opted|chosen|selected|designated|"
    r"recruited|engaged|retained|installed|elevated|brought in|added to|invited to join|seconded|moved up|made (?=(?:[A-Z]|the|our)))|"
    r"(?:has |have )?(?:agreed (?:to (?:come out of retirement to )?(?:be|join|act as|serve as|become|succeed|take)|joined)|joined|rejoined)|"
    r"joins|rejoins|will (?:then |also )?(?:join|rejoin|come on board|go on the)|is (?:joining|rejoining|our new|the new|taking over)|"
    r"(?:has come|came|comes) (?:on board|aboard|over|across)(?= (?:as|to be|from|on|in|at) )|(?:went|goes|"
    r"has gone) on (?:to )?the (?:[\w&-]+ ){0,3}board|"
    r"(?:has |have )?(?:moved|stepped|steps|moves) (?:up|in|into|over)(?= (?:as|to|the|to be) )|"
    r"(?:begins|began|starts|started|commences|commenced)(?: (?:work|duties?|employment|(?:his|her) (?:duties|work|term)))?(?= (?:as|on|in) )|"
    r"(?:has |have )?(?:taken|took|takes) (?:up |on |over |office |charge |the (?:reins|helm|chair|post|role))|"
    r"(?:has |have )?(?:accepted|assumed) (?:the |an? )?(?:[\w-]+ )?(?:position|role|post|appointment|office|duties|duty|helm|chair|responsibilit)|"
    r"(?:has relocated|relocated|has moved|moved|transferred|returns|returned|comes home|came home)(?: [^;.,]{2,50}?)? (?:to be|"
    r"to become|as|to serve as|to run|to head)(?= )|"
    r"will (?:then |also )?(?:take (?:the chair|over|up)|become|assume|start as|begin as|head|run)|becomes|became|assumes|"
    r"takes (?:the chair|over|up))\b"
)
_GOES = re.compile(
    r"['\u2019]s? (?:(?:employment|contract|term|tenure|engagement|appointment|service) (?:will |is to )?(?:cease|end|expire|terminate|"
    r"come to an end|ceases|ends|expires|terminates|ended|expired|was terminated)|(?:resignation|retirement|departure|last day))\b|"
    r"(?:has|have) (?:mutually )?(?:reached (?:an )?agreement|agreed|decided|elected|opted) not to (?:extend|renew|stand|seek|continue) |"
    r"(?:(?:has|have) (?:also |today |now |since )?(?:passed away|died|left|departed|resigned|retired|stepped down|stood down|"
    r"moved on|gone|vacated|relinquished|"
    r"given up|handed in|tendered|submitted (?:his|her)|been (?:relieved|dismissed|let go|removed|released)|asked to be relieved|ceased to be)|"
    r"passed away|died|(?:resigned|retired)(?= (?:as|from|on|in|at|effective|today|yesterday|last|with|to)\b|[,.;]|$)|stepped down(?! to\b)|"
    r"stood down|was (?:dismissed|let go|removed|relieved)|"
    r"(?:will|is to) (?:then |also |now )?(?:leave|depart|retire|resign|step down|stand down|go|relinquish|vacate|hand over)|"
    r"(?:is|are) (?:leaving|departing|retiring|resigning|stepping down|moving on|not standing|not seeking|no longer (?:an? |the |our ))|"
    r"(?:leaves|departs|retires|resigns|steps down|stands down|goes|moves on|bows out|works out (?:his|her) notice)(?! (?:over|"
    r"through|on to|behind|as)\b)|"
    r"(?:did|does|will) not (?:be )?(?:stand|standing|seek|seeking|offer|offering)(?: (?:him|her)self)?(?: (?:again|for|re-?election))|"
    r"ceased to be|ceases to be|will cease to be|works out (?:his|her) notice|"
    r"(?:left|departed)(?: (?:the|our) (?:Company|Group|Board))?(?= (?:on (?:\d|[A-Z])|at the end|in [A-Z]|last|today|yesterday)))\b"
)
_BETWEEN = re.compile(r"(?:, [^;.]{2,150},)? ?(?:who )?(?:also |now |then )?")
_ASIDE = re.compile(r", [^,;.]{2,90}, (?:who )?")  # the first one, where commas follow in the clause itself: "A, the controller, left on May 3, 2020"
_JOINS = re.compile(r"join")
_WHAT_IS_JOINED = re.compile(
    r" (?:the|our|its|as|[A-Z][\w.&' -]{2,40}['\u2019]s) ?(?:[\w ]{0,25}?\b(?:[Bb]oard|Company|Group|Corporation|team|management)\b|$)?|"
    r" [A-Z][\w.&' -]{1,40}? as (?:its |our |the |an? )?[A-Z]"
)
_AGAIN = re.compile(r"\bre-?(?:elect|appoint)", re.IGNORECASE)
_OLD = timedelta(days=200)


def named(context: Context, held: list[Mention], known: list[Found]) -> Iterator[Found]:
    """Appointments and departures of those of whom nothing else tells them."""
    taken = {(one.type, one.person.name) for one in known if one.person}
    posts = {mention.fact.filler.name: mention.fact.filler for mention in held if isinstance(mention.fact, RoleHeld)}
    people = People(set(posts))
    for sentence in context.sentences:
        if not _MAY_TELL.search(sentence.text) or _AGAIN.search(sentence.text) or _of_others(context, sentence):
            continue
        for kind, person, verb in _told(sentence.text):
            name = people.fullest(person.name) or person.name
            time = _time(sentence.text, verb, context)
            if len(name.split()) < 2 or (kind, name) in taken or time is None or time.latest < context.published - _OLD:
                continue
            taken.add((kind, name))
            start, planned = sentence.start + person.start, time.latest > context.published
            words, who = shortened(sentence.text[person.start :]), posts.get(name, Person(name, context.company))
            yield Found(kind, time, planned, start, sentence.end, words, "named", company=context.company, person=who)


_MAY_TELL = re.compile(
    r"appoint|names|named|retained|pass(?:es)? to|hire|promot|engag|recruit|elect|welcom|join|confirmed|will |"
    r"become|assume|cease|expire|ends|died|passed|"
    r"left|resign|retir|leav|goes|went|step|stood|stand|moves?d? |comes? |came |vacat|relinquish|dismiss|mourn|parted|begins?|began|start|commenc|"
    r"no longer|let go|relieved|became|depart|not to (?:extend|renew)|last day|co-?opt|chosen|selected|takes|took|agreed|picked|"
    r"chose|made|added|tapped|install|designat|recruit|assum|tender"
)


def _of_others(context: Context, sentence: Sentence) -> bool:
    """Whether a sentence tells of another organisation, whose posts its persons may hold."""
    others = [naming for naming, org in context.namings(sentence.start, sentence.end) if org is not context.issuer]
    return any(_WHO_IS.search(sentence.text[: naming.start - sentence.start]) is None for naming in others)


_WHO_IS = re.compile(r", (?:an?|the|formerly|currently|previously|until recently)\b[^,;]{0,80}$")  # ", a partner with "


def _told(text: str) -> Iterator[tuple[str, PersonAt, tuple[int, int]]]:
    """Each person who comes or goes, with where the verb stands that tells it."""
    persons = find_persons(text, ())
    for verb in _GIVES.finditer(text):
        end = verb.end()
        for person in persons:
            if person.start >= verb.end() and (person.start - end < 6 if end == verb.end() else _LISTED.fullmatch(text, end, person.start)):
                yield "appointment", person, verb.span()
                end = person.after
    for verb in _TAKES.finditer(text):
        yield from (("departure", person, verb.span()) for person in persons if 0 <= person.start - verb.end() < 6)
    for person in persons:
        leads = [lead.end() for between in (_BETWEEN, _ASIDE) if (lead := between.match(text, person.after))]
        leads = [at for at in leads if not any(person.after < other.start < at for other in persons)]  # "A is acting in place of B, who resigned"
        comma = person.after + 2 if text.startswith(", ", person.after) else person.after
        for at in dict.fromkeys((person.after, person.end, *leads, comma)):
            if verb_of := _COMES.match(text, at):
                if not _JOINS.search(verb_of.group()) or _WHAT_IS_JOINED.match(text, verb_of.end()):
                    yield "appointment", person, verb_of.span()
            elif verb_of := _GOES.match(text, at):
                yield "departure", person, verb_of.span()


_DONE = re.compile(r"\b(?:has|have|was|were|[a-z]{3,}ed|took|became|came|went|left)\b")
_TO_COME = re.compile(
    r"\b(?:will|to|is|are|cease|expires?|ends|leaves|departs|retires|resigns|steps|stands|goes|moves|works out|commences|begins|"
    r"starts|joins|assumes|takes)\b",
    re.IGNORECASE,
)


def _time(text: str, verb: tuple[int, int], context: Context) -> When | None:
    """The day told with the verb, past or to come as the verb is; else that of the release."""
    today = context.published
    to_come = _TO_COME.search(text[verb[0] : verb[1]]) is not None and not _DONE.search(text[verb[0] : verb[1]])
    for ahead in (to_come, not to_come):
        if time := date_of(text, find_dates(text, today, future=ahead), *verb, (0, len(text)), today, ahead):
            return time
    return announced(today)
