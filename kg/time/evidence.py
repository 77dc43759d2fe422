"""What one document says of a slot: who or what fills it, and the four bounds of when."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta


@dataclass(frozen=True)
class Evidence:
    """An attestation, as far as time depends on it; IRIs as text, None where the document does not limit a side.

    `not_before` and `held_from` bound the begin, `held_until` and `not_after` the end. `planned`: told in advance. `end`: the end as the
    text dates it, a year, month or day in EDTF. `predecessor`: whom the text says the filler succeeds. `sole`: it leaves nothing to others, as
    who owns 100% owns it alone. `withdraws`: it says that what was announced of the filler will not come.
    """

    fact: str
    issued: date
    filler: str
    not_before: date | None = None
    held_from: date | None = None
    held_until: date | None = None
    not_after: date | None = None
    planned: bool = False
    end: str | None = None
    predecessor: str | None = None
    interim: bool = False
    sole: bool = False
    withdraws: bool = False

    @property
    def confirmed(self) -> bool:
        """Whether it certifies some day: not merely announced, not merely that it is over."""
        return not self.planned and self.held_from is not None and self.held_until is not None

    @property
    def announces_start(self) -> bool:
        """Whether it is a start told in advance: no sighting, but the ground for naming its filler from that day on."""
        return self.planned and self.not_before is not None and self.held_from is not None and self.held_until is not None

    @property
    def starts_on(self) -> date | None:
        """The exact day of the begin, where the text tells it."""
        return self.not_before if self.not_before == self.held_from else None

    @property
    def ended_on(self) -> date | None:
        """The exact day of an end that is no plan, where the text tells it."""
        return self.not_after if self.not_after is not None and not self.planned and self.end == self.not_after.isoformat() else None

    def covers(self, day: date) -> bool:
        """Whether the document vouches for this very day."""
        return not self.planned and self.held_from is not None and self.held_until is not None and self.held_from <= day <= self.held_until

    @property
    def until(self) -> str | None:
        """The end that the text tells or announces, to compare with ISO days as text: of "2012-03", 2012-02-29 is before and 2012-03-01 after."""
        return None if self.not_after is None or self.held_until is None else self.end or self.held_until.isoformat()

    @property
    def announces_end(self) -> bool:
        """Whether it tells, in advance, a day by which its filler will have left."""
        return self.not_after is not None and self.not_after > self.issued and not self.announces_start

    def turns(self) -> set[date]:
        """The days on which an answer may begin to differ on account of this evidence."""
        day = timedelta(days=1)
        days = {bound for bound in (self.not_before, self.held_from, self.held_until, self.not_after) if bound}
        if self.until:
            year, month, last = (*map(int, self.until.split("-")), 1, 1)[:3]
            days.add(date(year, month, last))
        if self.ended_on:
            days.add(self.issued)  # what it gainsays, it gainsays up to its own day
        return days | {bound + day for bound in days if bound < date.max}
