"""The months of the calendar: their names, how they are written, and the number of one."""

from __future__ import annotations

NAMES = ("January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December")
# Patterns without bounds: a name in full; the letters with which each begins; a name in full or short (its stop is left to the caller).
FULL = f"(?:{'|'.join(NAMES)})"
OPENING = f"(?:{'|'.join(name[:3] for name in NAMES)})"
WRITTEN = f"(?:{'|'.join(NAMES)}|Sept|{'|'.join(name[:3] for name in NAMES)})"

# By number, as the pages of exchanges abroad head an English release: in Italian, Spanish, Portuguese, German and French.
ABROAD = {
    name: number
    for number, names in enumerate(
        (
            "gennaio enero janeiro januar janvier",
            "febbraio febrero fevereiro februar f\u00e9vrier fevrier",
            "marzo mar\u00e7o m\u00e4rz mars",
            "aprile abril avril",
            "maggio mayo maio mai",
            "giugno junio junho juni juin",
            "luglio julio julho juli juillet",
            "agosto ao\u00fbt aout",
            "settembre septiembre setembro septembre",
            "ottobre octubre outubro oktober octobre",
            "novembre noviembre novembro",
            "dicembre diciembre dezembro dezember d\u00e9cembre decembre",
        ),
        1,
    )
    for name in names.split()
}

_NUMBERS = {name[:3].casefold(): number for number, name in enumerate(NAMES, 1)}


def month_number(name: str) -> int:
    """1 to 12, of a name in full or short."""
    return _NUMBERS[name[:3].casefold()]
