"""The intercepts that sentences, bullets and headings tell, each with its hole and the interval that it lies in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from kg.extract.context import Context
from kg.extract.intercept.drafts import Draft, is_poorer, lies_in, may_lie_in
from kg.extract.intercept.flow import Flow, carry, is_of_others
from kg.extract.intercept.grammar import Grade, Interval, Mark, intervals
from kg.extract.intercept.holes import Group, Own, groups, holes_of, is_trench, without_firms
from kg.extract.intercept.lent_metals import fill_backwards, inherit_metal, metal_of_sentence
from kg.extract.intercept.metals import own_names
from kg.extract.intercept.settling import settled
from kg.extract.intercept.tokens import Token, classes, tokens
from kg.text.months import OPENING
from kg.text.sections import BOILERPLATE, Part
from kg.text.sieves import Sieved

_MAY_TELL = re.compile(r"\d\s?-?(?:%|per ?cent|pct|g[a-z]{0,4}\s?/|g\s[A-Z]|gp|gr?a?m|ppm|ppb|p\.p|oz|ounce|opt|kg|lb|mg|ct|cp|wt)", re.IGNORECASE)
_MAY_NAME = re.compile(r"[A-Za-z][-_]?\d|\d-\d|\bhole", re.IGNORECASE)
_NO_HOLE = re.compile(
    r"\b(?:trench(?:es|ing)?|channel|chip|grab|rock samples?|costeans?|adit|soil|bulk sample|outcrops?|surface samples?|"
    r"(?:face|wall|back|panel|level) sampl\w+|"
    r"average (?:[\w+/]+ ){0,3}grades? (?:for|of|in|at|across) (?:the|all|both)\b|"
    r"resource|reserve|cut-?off|block model|pillars?|tailings|stockpiles?|leach pads?|averages? of (?:all|the)|"
    r"drift(?:s|ing)?|drives|declines? (?:was|were|is|are|has|have)|development (?:grades?|results?|samples?|on|to date)|"
    r"on average|averages? (?:true |core |drill(?:ed)? )?(?:widths?|thickness|lengths?|intervals?)|"
    r"(?:holes|drilling|campaigns?|work|veins?|lode|reef|zone|deposit|structure|ore ?bod(?:y|ies))(?: (?!in\b|that\b|which\b)[a-z-]+){0,6}"
    r" averages?|(?:zone|vein|lode|reef|deposit|structure),? (?:which|that) averages\b|"
    r"(?:holes|drilling|campaigns?|past work|previous work)(?: (?!in\b|that\b|which\b)[a-z-]+){0,6} averaged|cross-?cuts?|"
    r"raises?|blast ?holes?|stopes?|bench(?:es)?|underground samples?|muck|"
    r"predicts?|predicted|expects?|expected|modell?ed|assum\w+|conceptual|would|could|hypothetical)\b",
    re.IGNORECASE,
)
_SAMPLED = re.compile(
    r"\b(?:trench(?:es|ing)?|channel|chip|grab|rock|soil|surface|face|costeans?) samples?\b|\btrench(?: [a-z]+)?,? [A-Z]{1,4}[-\d]", re.IGNORECASE
)
_DRILLED = Sieved(r"\b(?:drill|(?:bore)?holes?\b|inters|interc|assay|core\b|RC\b|hits?\b|returned|results?\b|highlights?\b)", re.IGNORECASE)
_NEAR = 3  # blocks
_BESIDE = re.compile(r"\b(?:adjacent|adjoining|neighbou?ring|nearby|third[- ]party) (?:propert|mine|project|claim|ground|tenement)", re.IGNORECASE)
_RESOURCE = re.compile(r"\b(?:resource|reserve)\b", re.IGNORECASE)
_CUT = re.compile(r"\b(?:cut|capped|cutting|capping)\b[^.;()]{0,40}\b(?:to|at) \d[^.;()]{0,40}, [^.;()]{0,60}$", re.IGNORECASE)
# What a hole is to find: words before an interval behind which nothing was found yet, and words behind one.
_AIMED = re.compile(
    r"\b(?:target(?:ing|s|ed)?|designed to|planned|plans? to|aim(?:s|ed|ing)? (?:to|for|at)|expect(?:s|ed|ing)?|anticipat\w+|would|could|might|if|"
    r"predict\w*|project(?:s|ed) to|looking for|seek(?:s|ing)?|hopes? (?:to|for))\b"
    r"(?P<after>(?:(?!\b(?:return|intersect|intercept|met\b|pierc|deliver|reported|cut\b|hit\b|assay|averag|"
    r"grad(?:ed|ing)|report|includ|yield|encounter|gave|ran\b|found|show|contain|carr(?:y|ied)|extend|confirm)).)*)$"
)
_DEFINITE = re.compile(r"\b(?:the|this|that|these|those|its|previous\w*|earlier|recent\w*|historic\w*) (?:[\w-]+ ){0,4}$", re.IGNORECASE)
_STILL_TO_COME = re.compile(
    r"^[^.;:]{0,60}\b(?:is|are|were|was) (?:now |also )?(?:expected|anticipated|planned|targeted|predicted|projected|assumed)\b"
)
_GOES_ON = re.compile(
    r"\b(?:the|this|same) (?:drill ?)?hole\b|^(?:it|also|this|the (?:interval|intercept|hole|zone|mineral))\b|"
    r"^an?(?:other)? (?:second|third|fourth|further|deeper|lower|upper|shallower|separate|additional|wider|broader|narrower)?[\w -]{0,24}"
    r"\b(?:inter(?:section|cept|val)|zone|section)\b|^(?:further|deeper|lower|higher|farther) (?:down|up|in)\b",
    re.IGNORECASE,
)
_SAME_HOLE = re.compile(
    r"\b(?:this|the same|that|same) (?:drill ?)?hole\b(?! (?:is|was|lies|were|targeted|tested) )|\bthe hole also\b", re.IGNORECASE
)
_MONTH = rf"{OPENING}[a-z]{{0,6}}\.?"
# An entry in a list of earlier announcements: a title and its date.
_DAY = rf"(?:\d{{1,2}} {_MONTH} \d{{4}}|{_MONTH} \d{{1,2}}, \d{{4}})"
_DATED = re.compile(rf"^\W*{_DAY}|{_DAY}\W*$")
_REFERRED = re.compile(rf"\b(?:see|refer|announced|reported|released|per)\b[^()\n]{{0,60}}{_DAY}\W*$")  # "(see the release of 5 May 2021)"
_BEHIND_ANOTHER = re.compile(r"[LRNGM]x?\($")  # a hole in brackets behind the interval it is of: "4 m at 2 g/t from 45 m (KL-3)"
_HOLES = re.compile(r"\(?[wi]{0,2}h?H(?:[,A]H)*\)?")
_LONG = 20_000
# A line that says what a hole returned, whatever blanks it has: lines of such are a list, and no table.
_SAID = re.compile(r"[^\n]{0,60}\d ?(?:m|met(?:re|er)s) ?(?:@|at|of|grading|averaging) ?\d")


@dataclass(frozen=True)
class Told:
    """A block, as far as it is read, and its tokens, none where it is a `table`; `grades`: it may have intervals, and not only names of
    holes."""

    part: Part
    text: str
    run: list[Token]
    grades: bool
    table: bool


def told_blocks(context: Context) -> Iterator[Told]:
    """The blocks that may tell of drill holes, in order; of tables and of others without their tokens. Those of the boilerplate are
    among them, for where the lawyers' words end is not always told."""
    own = dict(context.once(own_names))
    firms = {form.casefold() for org in context.organisations for form in (org.name.split()[0], *org.aliases)}
    for part in context.parts:
        if part.section == BOILERPLATE and (part.block.kind == "table" or not (_MAY_TELL.search(part.text) and _MAY_NAME.search(part.text))):
            continue
        text = part.text if len(part.text) <= _LONG else part.text[:_LONG]
        table = part.block.kind == "table" and _SAID.match(text) is None
        grades = not table and _MAY_TELL.search(text) is not None
        names = not table and (grades or _MAY_NAME.search(text) is not None)
        yield Told(part, text, without_firms(settled(tokens(text, own), text), firms) if names else [], grades, table)


def find_in_prose(context: Context) -> Iterator[Draft]:
    """Every intercept that the blocks which are no tables tell, in order; one without a hole only near words of drilling, or at the top."""
    flow = Flow()
    spoken: tuple[bool, ...] = ()
    for told in context.once(told_blocks):
        if told.table:
            flow = Flow(heading=flow.heading)
            continue
        if told.part.section == BOILERPLATE:  # what it tells needs a hole of its own
            yield from (draft for draft in _read(told, Flow()) if draft.hole)
            continue
        spoken = (*spoken[-_NEAR:], _DRILLED.search(told.text) is not None)
        drafts = [draft for draft in _read(told, flow) if draft.hole or any(spoken) or len(spoken) <= _NEAR]
        spoken = (*spoken[:-1], spoken[-1] or bool(drafts))
        yield from drafts


def _read(told: Told, flow: Flow) -> Iterator[Draft]:
    part, text, run = told.part, told.text, told.run
    if not told.grades and len(text) >= 400 and not text.endswith(":"):
        run = []
    cores = list(intervals(run, text)) if told.grades else []
    named = [group for group in groups(run) if not is_trench(text, run[group.first].start, run[group.last - 1].end)]
    drafts = list(_drafts(part, text, run, cores, named, flow)) if cores else []
    yield from (draft for draft in drafts if draft.grades)
    carry(part, text, run, named, drafts, flow)


def _drafts(part: Part, text: str, run: list[Token], cores: list[Interval], named: list[Group], flow: Flow) -> Iterator[Draft]:
    kinds = classes(run)
    own = holes_of(run, cores, named)
    found: list[Draft] = []
    for index, core in enumerate(cores):
        before = cores[index - 1] if index else None
        gap = kinds[before.last if before else 0 : core.first]
        hole, rule = _hole(
            text, kinds, core, own[index].holes, named, flow, gap if before is None else "", found[-1] if found else flow.last if flow.near else None
        )
        alone = not named and part.block.kind != "bullet" and len(text) - core.end < 3  # a line that is a result and no sentence
        if hole is None and flow.line and alone and re.fullmatch(r"[\-|]*x{0,2}[:\-,]?", kinds[: cores[0].first]):
            hole, rule = flow.line, "prose-goes-on"
        sentence = _sentence(kinds, run, core, len(text))
        grades = [_moved(grade, part.start) for grade in core.grades]
        draft = Draft(hole, core.length, core.low, core.high, core.unit, grades, part.start + core.start, part.start + core.end, rule, core.width)
        draft.sentence = (part.start + sentence[0], part.start + sentence[1])
        draft.marks = _marks_moved((*core.marks, *_hole_marks(run, own[index])), part.start)
        if (
            _is_aimed(text, kinds, run, core)
            or len(own[index].holes) > 1
            or _CUT.search(text[sentence[0] : core.start])
            or _BESIDE.search(text[max(sentence[0], core.start - 200) : min(sentence[1], core.end + 120)])
            or (rule == "prose-hole-before" and not own[index].holes and _SAMPLED.search(text[slice(*sentence)]) is not None)
            or (
                hole is None
                and not _is_inside_of_told(gap, found)
                and (_is_no_hole(text[slice(*sentence)], core.low is not None) or _is_no_hole(flow.words, core.low is not None))
            )
        ):
            draft.grades = []
        part_of = "I" if _PART_OF.search(text[core.start : core.end]) else ""
        _link(draft, found[-1] if found else flow.last if flow.near else None, gap + part_of, flow, (*flow.told, *found))
        if (
            found
            and "." not in gap
            and _OUTER.search("." * (cores[index - 1].first < 4) + kinds[max(0, cores[index - 1].first - 4) : cores[index - 1].first])
            and may_lie_in(draft, found[-1])
            and draft.parent is None
            and not any(one.parent is found[-1] for one in found)
        ):
            draft.parent, draft.further, found[-1].hole = found[-1], False, found[-1].hole or draft.hole
        if not found and draft.hole is None and draft.parent is None and re.fullmatch(r"[|\-:;,(]{0,3}I[:,(wx]{0,3}", gap):
            draft.grades = []  # it lies in what nobody knows
        if draft.parent is not None and draft.hole is None:
            draft.hole = draft.parent.hole
        inherit_metal(draft, found)
        if any(not grade.metal for grade in draft.grades):
            metal_of_sentence(draft, [token.key for token in run if token.kind == "M" and sentence[0] <= token.start < sentence[1]])
        found.append(draft)
    fill_backwards(found)
    yield from found


def _is_inside_of_told(gap: str, found: list[Draft]) -> bool:
    """Whether an interval lies in the one before it, which was taken for one of a hole."""
    return bool(found) and bool(found[-1].grades) and _INSIDE.search(gap) is not None


def _hole_marks(run: list[Token], own: Own) -> Iterator[Mark]:
    """Where the hole of an interval is named."""
    if own.group is not None:
        named = run[own.group.first : own.group.last]
        yield from (Mark("hole", token.start, token.end) for token in named if token.kind == "H" and token.key in own.holes)


def _moved(grade: Grade, by: int) -> Grade:
    """A grade by offsets of the reading text instead of those of its block."""
    return replace(grade, start=grade.start + by, end=grade.end + by, marks=_marks_moved(grade.marks, by))


def _marks_moved(marks: tuple[Mark, ...], by: int) -> tuple[Mark, ...]:
    return tuple(replace(mark, start=mark.start + by, end=mark.end + by) for mark in marks)


def _is_aimed(text: str, kinds: str, run: list[Token], core: Interval) -> bool:
    """Whether an interval is what a hole is to find, and not what one found."""
    low = max(kinds.rfind(stop, 0, core.first) for stop in ".|;")
    before = text[run[low].end if low >= 0 else 0 : core.start]
    aimed = _AIMED.search(before[-200:])
    return (aimed is not None and _DEFINITE.search(before) is None) or _STILL_TO_COME.search(text[core.end : core.end + 90]) is not None


def _is_no_hole(sentence: str, has_depth: bool) -> bool:
    """Whether a sentence that names no hole speaks of other samples, or is an entry in a list of earlier announcements. What begins at a
    depth was drilled, though near a resource."""
    others = _NO_HOLE.search(_RESOURCE.sub(" ", sentence) if has_depth else sentence)
    return others is not None or (_DATED.search(sentence) is not None and _REFERRED.search(sentence) is None)


def _hole(
    text: str, kinds: str, core: Interval, own: tuple[str, ...], named: list[Group], flow: Flow, start: str, last: Draft | None
) -> tuple[str | None, str]:
    """The hole of an interval and by which rule; `last` is the interval told before it."""
    if own:
        return (own[0] if len(own) == 1 else None), "prose"
    if re.fullmatch(r"[|\-x,;:(]{0,3}[IAJ][:,(wx]{0,3}", start) and flow.near and flow.last is not None:
        return flow.last.hole, "prose-goes-on"
    if not start and not named and last is not None and last.rule == "prose-goes-on":
        return last.hole, last.rule
    low = max(kinds.rfind(stop, 0, core.first) for stop in ".|")
    earlier = [group for group in named if group.last <= low + 1]
    if last is not None and last.hole and _SAME_HOLE.search(text[: core.start].rsplit(". ", 1)[-1][-120:]):
        named_here = earlier[-1].holes if earlier and start else ()
        return (named_here[0] if len(named_here) == 1 else last.hole), "prose-same-hole"
    holes = {hole for group in earlier for hole in group.holes}
    sentence = text[: core.start].rsplit(". ", 1)[-1] + text[core.start : core.end + 80].split(". ", 1)[0]
    alone = len(holes) == 1 and not is_of_others(text[: core.start], earlier[-1].holes[0])
    alone = alone and not (earlier and _BEHIND_ANOTHER.search(kinds[: earlier[-1].first]) and kinds[earlier[-1].last :].startswith(")"))
    if earlier and len(earlier[-1].holes) == 1 and (alone or _GOES_ON.search(sentence)):
        return earlier[-1].holes[0], "prose-hole-before"
    if flow.lead is not None and not any(group.first < core.first for group in named):
        return flow.lead, "prose-lead"
    return None, "prose-no-hole"


def _sentence(kinds: str, run: list[Token], core: Interval, end: int) -> tuple[int, int]:
    low = max(kinds.rfind(stop, 0, core.first) for stop in ".|")
    high = min((at for stop in ".|" if (at := kinds.find(stop, core.last)) >= 0), default=-1)
    return (run[low].end if low >= 0 else 0), (run[high].start if high >= 0 else end)


_OUTER = re.compile(r"[.|;:,]B[wx]{0,2}$")  # before an interval in which the next one lies: "Within 60 m at 0.4% Ni, ..."
# Words before an interval that lies in the one told before: "including", "includes a higher-grade core of", "which contained a 2 m section".
_INSIDE = re.compile(r"^[,(;]{0,2}I[^.|]{0,24}$|I(?:[:;,(wx@|]{0,4}|[wxM@\-,]{0,8})$|^[,)]{0,2}vx{0,2}w?$|q@[wx]{0,2}$")


# A part of the interval told before: "a 4 m core of that interval assayed", "the last 6 m of this stretch".
_PART_OF = re.compile(
    r"(?:\bm|met(?:re|er)s?|ft|feet|foot)\b\)?(?: (?:[a-z-]+ ){0,3}(?:core|part|portion|section|segment|slice|piece|sub-?interval))?"
    r" (?:of|in|within|inside) "
    r"(?:that|this|the same|the latter|the former) (?:[\w-]+ )?(?:interval|intercept|intersection|section|stretch|run|zone|length|width|core)\b"
    r"|(?:\bm|met(?:re|er)s?|ft|feet|foot)\b\)? (?:of|in|within) (?:it|which)\b"
)


def _link(draft: Draft, before: Draft | None, gap: str, flow: Flow, earlier: tuple[Draft, ...]) -> None:
    """Whether an interval lies in the one told before it, or in an earlier one of the hole by its depths, or is a further one of the same hole."""
    if before is None:
        return
    main = before.parent or before
    opened = flow.opened if before is flow.last or (main is flow.opened and re.fullmatch(r"[;,]?A?[|;,\-]*A?", gap)) else None
    listed = opened is not None and opened is main and not re.search(r"[H]", gap)
    if listed and before.parent is not None and not _INSIDE.search(gap) and (not may_lie_in(draft, main) or is_poorer(draft, main)):
        draft.hole, draft.further = draft.hole or main.hole, draft.hole in (None, main.hole)
        return
    if _INSIDE.search(gap) or listed:
        if draft.hole is None or main.hole is None:
            draft.hole = draft.hole or main.hole
        if may_lie_in(draft, before) and before.parent is None:
            draft.parent = before
        elif may_lie_in(draft, main):
            draft.parent = main
        else:
            draft.parent = next((one for one in reversed(earlier) if one.parent is None and one.hole == draft.hole and lies_in(draft, one)), None)
        if draft.parent is not None and main.hole is None:
            main.hole = draft.hole
        return
    if draft.hole is None and main.hole and before is flow.last and re.fullmatch(r"[|\-x]*", gap) and lies_in(draft, main):
        if not is_poorer(draft, main):  # a point below one with its hole, within whose depths it lies
            draft.hole, draft.parent = main.hole, main
        return
    alike = draft.hole == before.hole or None in (draft.hole, before.hole)
    if alike and re.fullmatch(r"(?:[,(]{0,2}|\.[wx]{0,4})B[wx:@]{0,6}", _HOLES.sub("", gap)):
        draft.hole = draft.hole or before.hole
        if before.parent is None and may_lie_in(before, draft):
            before.parent, before.hole = draft, draft.hole
        return
    if draft.hole is None and before.hole is None and before.parent is not None and re.fullmatch(r",?[xA]?", gap) and lies_in(draft, main):
        draft.parent = main  # "including 12 m at 3.9% copper from 299 m, or 7 m at 5.0% copper from 299 m"
        return
    if draft.hole is None and before.hole is None and before.parent is not None and re.fullmatch(r",?A", gap) and _fits(draft, before, main):
        draft.parent = main if may_lie_in(draft, main) and not is_poorer(draft, main) else None
    if draft.hole != before.hole or draft.hole is None:
        return
    if "." in gap and draft.rule != "prose-same-hole":
        draft.parent = main if lies_in(draft, main) else None
        draft.further = draft.parent is None and before is not flow.last
        return
    listed = re.fullmatch(r"[,()A+]{1,3}[wx]{0,2}", gap) is not None and may_lie_in(draft, main)
    beside = listed and not is_poorer(draft, main) and (gap in (",", "),") or _fits(draft, before, main))
    if before.parent is not None and (beside or lies_in(draft, main)):
        draft.parent = main
    elif lies_in(draft, before):
        draft.parent = before
    else:
        draft.further = True


def _fits(draft: Draft, before: Draft, main: Draft) -> bool:
    """Whether two intervals have room side by side in a third that tells no depths."""
    if main.length is None or draft.length is None or before.length is None:
        return draft.low is None and main.length is None
    if draft.low is None:
        return draft.length + before.length <= main.length
    if main.low is not None or before.low is None:
        return False
    return max(draft.low + draft.length, before.low + before.length) - min(draft.low, before.low) <= main.length
