"""Each figure once, however often a release tells it: in its title, in round numbers, in a quotation, in a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from kg import reference
from kg.extract.measurement.links import Read, number_of
from kg.facts import Company, Concept, Fact, Measurement, Mention, Site
from kg.text.quantities import Quantity

_ACTUAL = Concept("basis", "actual")


_ACCOUNTS = frozenset({"revenue", "net-income", "ebitda", "cash", "capex"})


def without_thousandths(told: list[Mention], found: Sequence[Read]) -> list[Mention]:
    """The figures of tables less the sums of money which the prose tells a thousand or a million times as large: no head says of what they are."""
    said = [read.fact for read in found if read.fact.metric.key in _ACCOUNTS and read.fact.value]
    return [mention for mention in told if not any(_is_part_of(mention.fact, other) for other in said)]


def _is_part_of(fact: Fact, other: Measurement) -> bool:
    """Whether a sum is a thousandth or a millionth of another one of the same thing and time."""
    if (
        not isinstance(fact, Measurement)
        or not fact.value
        or not other.value
        or (fact.metric, fact.of, fact.period) != (other.metric, other.of, other.period)
    ):
        return False
    times = abs(other.value / fact.value)
    return any(abs(times / size - 1) < _NEAR for size in (1_000, 1_000_000))


def distinct(found: list[Read], told: Sequence[Measurement] = ()) -> list[Read]:
    """Each figure once: one told again with less beside it (in the title, in a quotation) gives way to the fuller telling, and one that a
    table tells, to the table."""
    kept: list[Read] = []
    firms = [other for other in told if isinstance(other.of, Company)]
    of_sites = told if len({other.of for other in firms}) < 2 else [other for other in told if other not in firms]  # two firms side by side
    for read in sorted(found, key=_order):
        fact = _undated(read)
        of_table = of_sites if isinstance(fact.of, Site) else told
        if not any(_agrees(fact, other) for other in (*of_table, *(_undated(one) for one in kept if not _of_two_sites(read, one)))):
            kept.append(read)
    kept = [read for read in kept if not any(_rounds(read, other) for other in (*told, *(one.fact for one in kept)))]
    facts = [read.fact for read in kept]
    whole = [replace(read, fact=_of_kept(read.fact, facts)) for read in kept]
    return sorted(whole, key=lambda read: (read.sentence.start, read.quantity.start))


def _of_two_sites(one: Read, other: Read) -> bool:
    """Whether one sentence tells two figures of two sites: "two holes were drilled at A and two at B"."""
    return one.sentence is other.sentence and isinstance(one.fact.of, Site) and isinstance(other.fact.of, Site) and one.fact.of != other.fact.of


def _order(read: Read) -> tuple[int, bool, bool, int, int]:
    """The fuller telling first; of a sum still to come, its bound before the round sum of a title: "a $5M placement" is one of "up to $5,000,000"."""
    bare = read.fact.value is not None and read.fact.basis != _ACTUAL and read.fact.metric.key in _OF_DEALS
    return -_told(read), isinstance(read.fact.of, Company), bare, read.sentence.start, read.quantity.start


_NEAR = Decimal("0.02")  # of a figure: how far a round number may be from it
_WELL_OVER = Decimal("1.25")  # times "over 100,000 ounces": how large the exact figure may be
_ROUNDED = frozenset({"proceeds", "consideration", "production", "sales", "revenue", "ebitda", "net-income", "cash", "npv", "capex"})


def _rounds(read: Read, other: Measurement) -> bool:
    """Whether a figure is another one in round numbers, as headlines tell it: "C$50 million" of "C$50,368,847"."""
    fact = read.fact
    exact, value = (other.high if other.value is None and other.low is None else other.value), fact.value
    if (
        fact.metric.key not in _ROUNDED
        or exact is None
        or value is None
        or exact == value
        or fact.part_of
        or (fact.metric, fact.of) != (other.metric, other.of)
    ):
        return False
    step = _step(read)
    same = fact.unit == other.unit and fact.basis == other.basis and fact.source == other.source
    agrees = all(a is None or b is None or a == b for a, b in ((fact.commodity, other.commodity), (fact.period, other.period)))
    if same and agrees and read.quantity.hedge in ("over", "at least") and value < exact <= value * _WELL_OVER:
        return True
    return same and agrees and step > 1 and abs(exact - value) * 2 <= step and abs(exact - value) <= _NEAR * abs(exact)


def _step(read: Read) -> Decimal:
    """What the last digit of a figure counts, by how it is written: 1,000,000 in "50 million", 1,000 in "52,000"."""
    written = re.search(r"\d[\d,]*(?:\.\d+)?", read.sentence.text[read.quantity.start : read.quantity.end])
    if written is None or read.fact.value is None:
        return Decimal(0)
    digits = written.group().replace(",", "")
    number = Decimal(digits)
    if not number:
        return Decimal(0)
    zeros = 0 if "." in digits else len(digits) - len(digits.rstrip("0"))
    last = Decimal(10) ** (zeros if zeros >= 3 else -len(digits.partition(".")[2]))
    return abs(read.fact.value) / number * last


def _undated(read: Read) -> Measurement:
    """A balance without the day of the release where that is but taken for its day: the same cash may be told again with its date."""
    presumed = not read.certain and read.fact.metric.key in ("cash", "share-count", "employees")
    return replace(read.fact, period=None) if presumed else read.fact


def _of_kept(fact: Measurement, kept: list[Measurement]) -> Measurement:
    """A part with its total as it is kept."""
    total = fact.part_of
    if not isinstance(total, Measurement) or total in kept:
        return fact
    return replace(fact, part_of=next((other for other in kept if other is not fact and _agrees(other, total)), None))


def _told(read: Read) -> int:
    fact = read.fact
    exact = fact.unit != _DOLLAR
    return sum(value is not None for value in (fact.commodity, fact.period, fact.source, fact.part_of)) + 2 * read.certain + exact


_DOLLAR = reference.unit("$")


_OF_DEALS = frozenset({"consideration", "proceeds", "share-price"})  # of one deal, whether told as agreed or as done


def _in_one_unit(one: Measurement, other: Measurement) -> bool:
    """Whether two figures have one unit, the bare dollar being any dollar: "$271/oz" in a sentence and US$/oz in a table."""
    units = [str(fact.unit).rpartition("/")[2] for fact in (one, other)]
    if units[0] == units[1] or (_DOLLAR in (one.unit, other.unit) and any(unit.startswith("CCY_") for unit in units)):
        return True
    money, parts = [unit.partition("-PER-")[0] for unit in units], [unit.partition("-PER-")[2] for unit in units]
    return parts[0] == parts[1] != "" and any(unit.startswith("DOLLAR") for unit in money)


def _agrees(one: Measurement, other: Measurement) -> bool:
    """Whether two tellings are of one figure: the same number of the same metric, and nothing that both tell differs."""
    if one.metric != other.metric or number_of(one) != number_of(other) or not _in_one_unit(one, other):
        return False
    if one.basis != other.basis and one.metric.key not in _OF_DEALS and not {one.basis, other.basis} <= {_ACTUAL, Concept("basis", "record")}:
        return False
    pairs = ((one.commodity, other.commodity), (one.period, other.period))
    return all(a is None or b is None or a == b for a, b in pairs)


_A_RECORD = re.compile(r"\b(?:a|an|new|daily|weekly|monthly|production|throughput|all-time) record\b|\brecord (?:of|was|set|high)\b", re.IGNORECASE)


def is_only_called(whole: str, text: str, quantity: Quantity) -> bool:
    """Whether "record" is but an adjective of a figure that the `whole` release also gives without it: "record production of 32,938 ounces"."""
    number = re.match(r"[\d,.]+", text[quantity.start :])
    told = _A_RECORD.search(text[max(0, quantity.start - 60) : quantity.end + 40])
    return told is None and number is not None and len(number.group()) > 3 and whole.count(number.group()) > 1
