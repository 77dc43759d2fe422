"""The same release set in other ways gives the same facts: wrapped at any width or not at all, with and without empty lines, with
other bullets and line ends. Each release is drawn from sentences and points whose facts are known not to lean on one another."""

from __future__ import annotations

import textwrap
from dataclasses import dataclass

from hypothesis import assume, given
from hypothesis import strategies as st

from kg.document import Document
from kg.extract import extract
from kg.facts import Event, Interest, Listed, Measurement, RoleHeld, Status

TITLES = [
    "Copper Hollow Reports Second Quarter Production",
    "Copper Hollow Mining reports higher second-quarter gold production and appoints a new chief financial officer",
    "COPPER HOLLOW REPORTS SECOND QUARTER PRODUCTION",
]
DATELINES = [
    "TORONTO, July 12, 2021 (GLOBE NEWSWIRE) -- Copper Hollow Mining Corp. (TSX: CHM) announces its results for the second quarter of 2021.",
    "Toronto, Ontario, July 12, 2021 - Copper Hollow Mining Corp. (TSX: CHM) today announced its results for the second quarter of 2021.",
    "TORONTO, ONTARIO--(Marketwired - July 12, 2021) - Copper Hollow Mining Corp. (TSX: CHM) announces results for the second quarter of 2021.",
]
HEADINGS = ["Operations", "OPERATING REVIEW", "Exploration", "Corporate", "Second Quarter Highlights"]
SENTENCES = [
    "Gold production at the Redstone mine was 31,200 ounces in the second quarter of 2021, compared with 28,900 ounces a year earlier.",
    "The Redstone mill treated 412,000 tonnes of ore with a head grade of 4.1 grams of gold per tonne, and gold recovery averaged 92.4 percent.",
    "On June 3, 2021, a fall of ground in the decline of the Redstone mine injured two miners, who have since left hospital.",
    "Hole RS-21-014 at the Redstone mine intersected 6.4 metres grading 8.2 grams per tonne gold from 212 metres.",
    "Jane Roe has been appointed Chief Financial Officer of Copper Hollow Mining Corp., effective August 1, 2021.",
    "Copper Hollow Mining Corp. owns 80% of the Silver Fork project in Nevada; the remaining 20% is held by Basin Metals Inc.",
    "All-in sustaining costs at the Redstone mine were US$1,045 per ounce of gold sold in the second quarter of 2021.",
    "The Company closed a bought deal financing for gross proceeds of C$24 million on June 17, 2021.",
    "Ontario's Ministry of Mines granted the permit for the second portal of the Redstone mine on May 28, 2021.",
    '"The mill ran well in every month of the quarter," said Peter Marsh, President and Chief Executive Officer of Copper Hollow Mining Corp.',
]
ABOUT = "Copper Hollow Mining Corp. owns and operates the Redstone mine in northern Ontario. Its head office is in Toronto."


@dataclass(frozen=True)
class Layout:
    """How a page is set; width in characters (None: a paragraph a line)."""

    width: int | None
    empty_lines: bool
    bullet: str
    indent: str
    line_end: str

    def paragraph(self, text: str) -> str:
        return text if self.width is None else textwrap.fill(text, self.width, break_long_words=False, break_on_hyphens=False)

    def point(self, text: str) -> str:
        mark = f"{self.indent}{self.bullet} "
        if self.width is None:
            return mark + text
        return textwrap.fill(text, self.width, initial_indent=mark, subsequent_indent=" " * len(mark), break_long_words=False, break_on_hyphens=False)

    def page(self, blocks: list[tuple[str, str]]) -> str:
        set_blocks = [self.point(text) if kind == "point" else self.paragraph(text) if kind == "paragraph" else text for kind, text in blocks]
        return (("\n\n" if self.empty_lines else "\n").join(set_blocks) + "\n").replace("\n", self.line_end)


PLAIN = Layout(None, True, "-", "", "\n")
layouts = st.builds(
    Layout,
    st.none() | st.integers(60, 130),
    st.booleans(),
    st.sampled_from(["-", "*", "\u2022", "\u25aa"]),
    st.sampled_from(["", " ", "  "]),
    st.sampled_from(["\n", "\r\n"]),
)


@st.composite
def releases(draw: st.DrawFn) -> list[tuple[str, str]]:
    """A release as blocks: each a kind (title, heading, paragraph, point) and its text."""
    sentences = draw(st.permutations(SENTENCES))[: draw(st.integers(3, len(SENTENCES)))]
    blocks = [("title", draw(st.sampled_from(TITLES))), ("paragraph", draw(st.sampled_from(DATELINES)))]
    while sentences:
        if draw(st.booleans()):
            blocks.append(("heading", draw(st.sampled_from(HEADINGS))))
        taken = draw(st.integers(1, 3))
        part, sentences = sentences[:taken], sentences[taken:]
        if draw(st.booleans()):
            blocks += [("point", sentence) for sentence in part]
        else:
            blocks.append(("paragraph", " ".join(part)))
    return [*blocks, ("heading", "About Copper Hollow"), ("paragraph", ABOUT)]


def facts(text: str) -> list[str]:
    extraction = extract(Document.from_text(text))
    assert not isinstance(extraction, str), extraction
    return sorted({repr(mention.fact) for mention in extraction.mentions})


@given(releases(), layouts)
def test_the_setting_of_a_page_changes_no_fact(blocks: list[tuple[str, str]], layout: Layout) -> None:
    assume(layout != PLAIN)
    page = layout.page(blocks)
    assert facts(page) == facts(PLAIN.page(blocks)), page


# ---- what a page puts around a release, and a release that lost its line ends

ABOVE = [
    "Posted on July 12, 2021 at 8:30 am EST by admin",
    "12 July 2021 | 08:30",
    "July 12, 2021",
    "Share this article on Twitter",
    "Print this page",
    "Download PDF",
    "Back to news",
    "News Release",
]
BELOW = [
    "Back to top",
    "Share this article",
    "\u00a9 2021 Copper Hollow Mining Corp. All rights reserved.",
    "Subscribe to our news alerts",
    "View all news releases",
]


def told(text: str, *kinds: type) -> list[str]:
    """The facts of some kinds; those of holes lie in the site that the text is about, which where it is named first helps to tell."""
    extraction = extract(Document.from_text(text))
    assert not isinstance(extraction, str), extraction
    return sorted({repr(one.fact) for one in extraction.mentions if isinstance(one.fact, kinds) and "Hole(" not in repr(one.fact)})


@given(
    releases(), st.lists(st.sampled_from(ABOVE), max_size=3, unique=True), st.lists(st.sampled_from(BELOW), max_size=3, unique=True), st.booleans()
)
def test_the_furniture_of_a_page_changes_no_fact(blocks: list[tuple[str, str]], above: list[str], below: list[str], spaced: bool) -> None:
    kinds = (Measurement, Event, RoleHeld, Interest, Status, Listed)
    page, apart = PLAIN.page(blocks), "\n\n" if spaced else "\n"
    around = "".join(line + apart for line in above) + page + "".join(apart + line for line in below) + "\n"
    assert told(around, *kinds) == told(page, *kinds), around


@given(releases())
def test_a_release_on_one_line_tells_the_same_states_and_figures(blocks: list[tuple[str, str]]) -> None:
    kinds = (Measurement, RoleHeld, Interest, Listed)  # a heading that runs into its paragraph may tell how a site stands
    line = " ".join(f"\u2022 {text}" if kind == "point" else text for kind, text in blocks)
    assert told(line, *kinds) == told(PLAIN.page(blocks), *kinds), line
