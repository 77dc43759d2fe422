"""Words that lost the blank between them, and names that are written as one word."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.document import Document
from kg.text.lost_blanks import lost_blanks
from kg.text.reading import read


@pytest.mark.parametrize(
    ("text", "whole"),
    [
        ("the Board ofAlder Corp. met", "the Board of Alder Corp. met"),
        ("cut in holeAB24-03 and holes AB24-04", "cut in hole AB24-03 and holes AB24-04"),
        ("with the University of Calgaryand others in Calgary", "with the University of Calgary and others in Calgary"),
        ("The LacBirch deposit. The Lac Birch deposit lies", "The Lac Birch deposit. The Lac Birch deposit lies"),
        ("ALDERMinerals Ltd. drills. ALDER Minerals Ltd. says", "ALDER Minerals Ltd. drills. ALDER Minerals Ltd. says"),
        (
            'by May 6, 2020.Ann Marlo, President, stated:"By then it is over.The rest',
            'by May 6, 2020. Ann Marlo, President, stated: "By then it is over. The rest',
        ),
        ("it reported2.00% copperequivalent over 14.0 m", "it reported 2.00% copper equivalent over 14.0 m"),
    ],
)
def test_a_lost_blank_is_read(text: str, whole: str) -> None:
    assert read(Document.from_text(text)).text == whole


@pytest.mark.parametrize(
    "text",
    [
        "GoldMining Inc. and NioCorp Ltd. and McDonald of MacLean Mines",
        "the Holland property in Ireland, near Portland",
        "GoldMining Inc. drills. GoldMining Inc. digs. No firm of gold mining is Gold Mining.",
        "Alder Gold Mining Corp. said that GoldMining Inc. has bought its shares",
        "see www.ofAlder.example or write to the@ofAlder.example",
        "write to ann@alder.Example now, or see Alder.Com and J.Marlo of St.John",
        "hole AB2.5 and Hole12 and section12.5 of the log",
    ],
)
def test_a_name_written_as_one_word_stays(text: str) -> None:
    assert lost_blanks(text) == []


@given(st.text(alphabet="abAB of%.12\n ", max_size=60))
def test_every_span_of_a_parted_text_is_one_of_its_source(text: str) -> None:
    document = Document.from_text(text)
    reading = read(document)
    for at, letter in enumerate(reading.text):
        if letter.strip():
            span = reading.span(at, at + 1)
            assert document.text[span.start : span.end] == letter


def test_a_quote_is_as_the_source_has_it() -> None:
    reading = read(Document.from_text("Drilled at the LacBirch mine. Lac Birch is a mine."))
    start = reading.text.index("Lac Birch mine")
    span = reading.span(start, start + len("Lac Birch mine"))
    assert reading.document.text[span.start : span.end] == "LacBirch mine"
