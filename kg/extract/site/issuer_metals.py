"""The metals of which the issuer speaks as its own: in its name, and in what it says that it is ("a Canadian gold exploration company")."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.extract.context import Context
from kg.extract.metal_words import Metal, metals_in

_OF_SELF = re.compile(
    r"\b(?:producer|explorer|developer|miner) of (?:[a-z]+(?:,| and|, and) )*$|\bcompany (?:focused on|exploring for) (?:[a-z]+(?:,| and|, and) )*$"
)
# "a 19.6% stake in Cerro Verde, a Peruvian | copper producer": another company.
STAKE_IN = re.compile(r"\b(?:stake|interest|shareholding|shares|equity) in [^.;]{0,120}, an? (?:[\w-]+ ){0,3}$")
STAKE_REACH = 240  # characters before a metal in which it stands


def of_company(context: Context) -> Iterator[Metal]:
    """ "a Canadian gold exploration company", "an international lithium company": what the issuer says that it looks for."""
    for sentence in context.sentences:
        for key, start, end in metals_in(sentence.text):
            elsewhere = STAKE_IN.search(sentence.text, max(0, start - STAKE_REACH), start)
            if elsewhere or in_company(context, sentence.start + start, sentence.start + end):
                continue
            if _OF_SELF.search(sentence.text[max(0, start - 80) : start]) or re.match(
                r"[- ](?:and [a-z]+ )?(?:focus(?:s)?ed |exploration |mining |development |production |and |producing )*(?:company|"
                r"producer|explorer|developer|miner)\b",
                sentence.text[end : end + 70],
            ):
                yield key, sentence.start + start, sentence.start + end


def of_name(context: Context) -> list[Metal]:
    """The one metal of the issuer's name, by its first naming: "Alder Uranium Corp." of a release that names none else."""
    naming = next((naming for naming, org in context.namings(0, len(context.reading.text)) if org is context.issuer), None)
    told = [(key, naming.start + start, naming.start + end) for key, start, end in metals_in(naming.text)] if naming else []
    return told if len(told) == 1 else []


def in_company(context: Context, start: int, end: int) -> bool:
    """Whether a metal is a word of a company's name: Kalgoorlie Consolidated Gold Mines."""
    return any(naming.start <= start < naming.end for naming, _ in context.namings(start - 90, end + 90))
