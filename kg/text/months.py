"""The months of the calendar: their names, how they are written, and the number of one."""

from __future__ import annotations

NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
# Patterns without bounds: a name in full; the letters with which each begins; a name in full or short (its stop is left to the caller).
FULL = f"(?:{'|'.join(NAMES)})"
OPENING = f"(?:{'|'.join(name[:3] for name in NAMES)})"
WRITTEN = f"(?:{'|'.join(NAMES)}|Sept|{'|'.join(name[:3] for name in NAMES)})"

_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(NAMES, 1)}


def month_number(name: str) -> int:
    """1 to 12, of a name in full or short."""
    return _NUMBERS[name[:3].casefold()]
