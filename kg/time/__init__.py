"""What held when: from the evidence of a slot to the holder on a day, how certain that is, and the spells of its holders.

Pure functions of evidence, without a graph: the derived graph, `kg fact`, `kg timeline` and `kg changes` stand on them, and the SPARQL
questions say the same rules once more, in another language; the tests compare the two.
"""

from kg.time.evidence import Evidence
from kg.time.holding import CERTAINTIES, NAMED, Held, Nearest, held_on
from kg.time.plans import voids, withdrawn
from kg.time.spells import OPEN, Bound, Spell, spells
from kg.time.timeline import Segment, timeline

__all__ = [
    "CERTAINTIES",
    "NAMED",
    "OPEN",
    "Bound",
    "Evidence",
    "Held",
    "Nearest",
    "Segment",
    "Spell",
    "held_on",
    "spells",
    "timeline",
    "voids",
    "withdrawn",
]
