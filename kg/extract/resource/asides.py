"""What a sentence on resources tells between the figures of an estimate, and of another amount: what it takes in, and by how much it grew."""

from __future__ import annotations

import re

# What an estimate takes in, or leaves out, is no estimate told: "resources, inclusive of proven and probable reserves, of".
INCLUSIVE = re.compile(r",? (?:inclusive|exclusive) of (?:[\w&-]+ ){0,6}?(?:reserves|resources)\b", re.IGNORECASE)
# What a figure has become more or less by, told between it and what goes on with it: ", an increase of 12 Mt over the 2008 estimate, with".
MORE_BY = re.compile(
    r",? ?(?:(?:representing|which (?:is|represents)|reflecting|being|marking) )?an? (?:[\w.%-]+ ){0,2}?"
    r"(?:increase|decrease|rise|reduction|growth|decline)\b[^;]{0,120}?,(?= (?:with|at|grading|averaging|for|containing)\b)",
    re.IGNORECASE,
)
GAIN_OF = re.compile(
    r"\b(?:increases?|decreases?|growth|gains?|reductions?|changes?|additions?|rise|decline)(?: (?:of|in|to))?(?: (?:the|its|our|total|both))? ?$",
    re.IGNORECASE,
)
