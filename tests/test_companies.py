"""Changes of name and parents of companies: each phrasing of tests/corpus/companies.yaml, framed by a small release of 3 May 2012, against
the facts that it gives; and the classes of shares that symbols stand for.

A renaming: the company, its old and new name, the earliest and latest first day of the new one, the day as stated (EDTF), and whether
it is to come.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
import yaml

from kg import terms
from kg.document import Document
from kg.emit import emit
from kg.extract import Extraction, extract
from kg.extract.context import Context, read_context
from kg.extract.listing.symbol_changes import share_class
from kg.facts import Company, Fact, Listed, Renamed, Stated
from kg.identity import iri

CORPUS: dict[str, list[Any]] = yaml.safe_load((Path(__file__).parent / "corpus" / "companies.yaml").read_text(encoding="utf-8"))
FRAME = """Birch Hollow Reports

TORONTO, May 3, 2012 - Birch Hollow Mining Corp. ("Birch Hollow" or the "Company"){tickers} reports as follows.

{say}

The Company was founded by prospectors.
"""


def facts(say: str, tickers: str = "") -> list[Fact]:
    """The facts of a release that says so, each once."""
    extraction = extract(Document.from_text(FRAME.format(say=say, tickers=tickers), "release.txt"))
    assert isinstance(extraction, Extraction)
    return list(dict.fromkeys(mention.fact for mention in extraction.mentions))


def stated(say: str, predicate: object) -> list[tuple[str, str]]:
    """The companies of which a release states a predicate, with its value."""
    found = [fact for fact in facts(say) if isinstance(fact, Stated) and fact.predicate == predicate]
    return [(getattr(fact.subject, "name", ""), fact.value.name if isinstance(fact.value, Company) else str(fact.value)) for fact in found]


@pytest.mark.parametrize("entry", CORPUS["renamings"], ids=lambda entry: entry["say"][:60])
def test_a_renaming(entry: dict[str, Any]) -> None:
    found = [fact for fact in facts(entry["say"]) if isinstance(fact, Renamed)]
    told = [
        (one.company.name, one.old_name, one.new_name, [one.bounds.earliest_begin, one.bounds.latest_begin], one.on, one.planned) for one in found
    ]
    assert told == [(entry["company"], entry["old"], entry["new"], entry["bounds"], entry.get("renamed"), entry.get("planned", False))]
    former = stated(entry["say"], terms.MKG_formerName)
    assert former == ([] if entry.get("planned") else [(entry["company"], entry["old"])])


@pytest.mark.parametrize("entry", CORPUS["former"], ids=lambda entry: entry["say"][:60])
def test_a_former_name(entry: dict[str, Any]) -> None:
    assert stated(entry["say"], terms.MKG_formerName) == [(entry["company"], entry["name"])]


@pytest.mark.parametrize("entry", CORPUS["parents"], ids=lambda entry: entry["say"][:60])
def test_a_parent(entry: dict[str, Any]) -> None:
    assert stated(entry["say"], terms.ORG_subOrganizationOf) == [(entry["subsidiary"], entry["parent"])]


@pytest.mark.parametrize("say", CORPUS["nothing"])
def test_other_wording_says_nothing(say: str) -> None:
    assert [fact for fact in facts(say) if isinstance(fact, Renamed)] == []
    assert stated(say, terms.MKG_formerName) == []
    assert stated(say, terms.ORG_subOrganizationOf) == []


def named(say: str) -> list[str]:
    """The companies that a release names besides its issuer, in the order of their names."""
    told = say if "\n" in say else f"Work went on in the quarter under review as it had been planned in the spring of the year. {say}"
    found = [fact.subject for fact in facts(told) if isinstance(fact, Stated) and fact.predicate == terms.SCHEMA_name]
    return sorted({one.name for one in found if isinstance(one, Company)} - {"Birch Hollow Mining Corp."})


@pytest.mark.parametrize("entry", CORPUS["named"], ids=lambda entry: entry["say"][:60])
def test_firms_that_are_named(entry: dict[str, Any]) -> None:
    assert named(entry["say"]) == sorted(entry["companies"])


@pytest.mark.parametrize("say", CORPUS["unnamed"])
def test_what_is_no_firm(say: str) -> None:
    assert named(say) == []


@pytest.mark.parametrize("entry", CORPUS["tickers"], ids=lambda entry: entry["say"][:60])
def test_a_ticker(entry: dict[str, Any]) -> None:
    listed = {(fact.written, fact.filler.symbol) for fact in facts(entry["say"]) if isinstance(fact, Listed)}
    assert listed == {(entry["exchange"], entry["symbol"]), *(tuple(one) for one in entry.get("also", ()))}


@pytest.mark.parametrize(
    ("told", "expected"),
    [
        ("Teal-Osprey tells of its work\n\nPRETORIA, 3 May 2012 - Teal-Osprey (Tickers JSE: TOY and NYSE: TOYL) tells of its work.", "Teal-Osprey"),
        (
            "Teal Osprey drills\n\nSTOCKHOLM, 3 May 2012 - Teal Osprey: (TSX-V: TOY) (OTCQB: TOYF) is pleased. Larkmont Mines Ltd. was bought.",
            "Teal Osprey",
        ),
        (
            "Quarterly Report\n\n3 May 2012\n\nHIGHLIGHTS\n- Sale of 20% of Larkmont Metals Limited done\n\nTeal Osprey Resources produced "
            "14,200 ounces. Larkmont Metals Limited (ASX: LMT) has new shares.\n\nAuthorised by the Board of Teal Osprey Resources Ltd.",
            "Teal Osprey Resources Ltd.",
        ),
        (
            "Teal Mine Opens Again\n\nELKO, Nev. (May 3, 2012) \u2013 The Teal mine opened again, its owner, Osprey Mining LLC, said. Osprey bought "
            "it in 2010 from Larkmont Gold Inc. (TSX: LMT).",
            "Osprey Mining LLC",
        ),
        ("Teal-Osprey tells of its work\n\nPRETORIA, 3 May 2012 - Teal-Osprey (ticker symbol TSX: TOY) tells of its work.", "Teal-Osprey"),
        (
            "Hallam Gold Limited - Quarterly Report\n\n- Merger with Teal One Inc is done\n\nPERTH, 3 May 2012\n\nMerger with Teal One\n\n"
            "After the quarter Hallam closed its merger with Teal One Inc, and the holders of Teal One have their shares.",
            "Hallam Gold Limited",
        ),
        (
            "Teal Osprey to Sell Half of Its Ground\n\nPERTH, 3 May 2012 - Under a letter of intent Larkmont Steel Group Ltd. will buy half of the "
            "Cobb licences from Teal Osprey Gold Corp. (TSX: TOY).",
            "Teal Osprey Gold Corp.",
        ),
        (
            "News Release\nApril 4, 2012\nHALLAM COPPER OBTAINS ITS LICENCE\nHALIFAX, N.S. Hallam Copper Corporation is pleased to announce that "
            "the licence for its mine was issued on April 2, 2012, and that the crews are to begin the road to it in May.",
            "Hallam Copper Corporation",
        ),
        (
            "Mill Sold\n\nPERTH, 3 May 2012\n\n- The old mill went to Larkmont Steel Group Ltd. for $2 million\n"
            "- Hallam Gold Limited (ASX: HGL) keeps the pit\n- The pit will flood",
            "Hallam Gold Limited",
        ),
        (
            "Director Retires\n\nHallam Gold Limited | ASX Code: HGL | Perth, 3 May 2012\n\nMr Tom Rowe, who stood for Larkmont Holdings Ltd since "
            "2004, will not offer himself for election again at the meeting that is to be held in Perth this November.",
            "Hallam Gold Limited",
        ),
        (
            "Hallam Silver Mining Executive Chairman Mary Rowe on the Quarter\n\nHallam Silver Mining Executive Chairman and Interim CEO Mary Rowe "
            "joined a reporter on 3 May 2012 to look at the quarter. Rowe said that Hallam has paid back what it owed to Glencore.",
            "Hallam Silver Mining",
        ),
    ],
)
def test_whose_release_it_is(told: str, expected: str) -> None:
    context = read_context(Document.from_text(told, "release.txt"))
    assert isinstance(context, Context)
    assert context.issuer.name == expected


def test_what_stands_before_an_office_is_no_firm() -> None:
    told = "Board Changes\n\nTeal Mines (TSX: TEA)\n\n3 May 2012\n\nRenowned CEO Paul Hunt joined the board. Longtime Chairman James Kerr spoke.\n"
    context = read_context(Document.from_text(told, "release.txt"))
    assert isinstance(context, Context)
    assert [one.name for one in context.organisations] == ["Teal Mines"]


def test_a_symbol_that_speaks_in_a_headline_is_no_firm() -> None:
    told = "TOY Delivers Its First Full Year\n\nTeal Osprey Yards Limited (ASX:TOY) reports for the year.\n\n3 May 2012\n"
    context = read_context(Document.from_text(told, "release.txt"))
    assert isinstance(context, Context)
    assert [one.name for one in context.organisations] == ["Teal Osprey Yards Limited"]


def test_who_owns_what_begins_a_headline_is_named_without_it() -> None:
    told = "Teal Mines' Hallam-Cobb Begins Its Shipments\n\nPERTH, 3 May 2012 - Teal Mines (TSX: TEA) shipped its first ore.\n"
    context = read_context(Document.from_text(told, "release.txt"))
    assert isinstance(context, Context)
    assert [one.name for one in context.organisations] == ["Teal Mines"]


def test_a_symbol_in_quotes_is_no_short_name() -> None:
    say = 'Teal Gold Corp. (NYSE American: "TEAL", TSX: "TEA")(also "Teal Gold") reports.'
    short = {
        fact.value
        for fact in facts(say)
        if isinstance(fact, Stated) and fact.predicate == terms.SCHEMA_alternateName and fact.subject.name == "Teal Gold Corp."
    }
    assert short == {"Teal Gold"}


def test_a_renaming_in_the_graph() -> None:
    document = Document.from_text(FRAME.format(say=CORPUS["renamings"][0]["say"], tickers=""), "release.txt")
    extraction = extract(document)
    assert isinstance(extraction, Extraction)
    quads = emit(document, extraction.published, extraction.mentions, "0")
    nodes = [quad.subject for quad in quads if quad.object == terms.MKG_Renaming]
    assert len(nodes) == 1
    said = {quad.predicate.value.rpartition("#")[2]: getattr(quad.object, "value", "") for quad in quads if quad.subject == nodes[0]}
    assert said["renamed"] == iri(Company("Birch Hollow Mining Corp.")).value
    assert (said["oldName"], said["newName"], said["renamedOn"]) == ("Alder Creek Mines Ltd.", "Birch Hollow Mining Corp.", "2012-05-01")


@pytest.mark.parametrize(
    ("mic", "symbol", "before", "expected"),
    [
        ("XTSE", "ABC", "", None),
        ("XTSE", "ABC.A", "", "A"),
        ("XTSE", "ABC.WT", "", "WT"),
        ("XTSE", "ABC.WT.A", "", "WT.A"),
        ("XTSE", "ABC.PR.B", "", "PR.B"),
        ("XTSE", "ABC.UN", "", "UN"),
        ("XTSE", "ABC.DB", "", "DB"),
        ("XNYS", "ABC-WT", "", "WT"),
        ("XTSX", "ABC.H", "", None),  # the NEX board: the ordinary share
        ("XTSX", "ABC.P", "", None),  # a capital pool company: the ordinary share
        ("XTSX", "ABC.V", "", None),  # a vendor's suffix for the exchange
        ("XASX", "ABC", "", None),
        ("XASX", "ABCO", "", "O"),
        ("XASX", "ABCOA", "", "OA"),
        ("XTSE", "ABCO", "", None),
        ("XNAS", "ABCW", "The warrants are listed on the ", "WT"),
        ("XNAS", "ABC", "The common shares and warrants are listed on the ", None),  # what is named first is the share
        ("XNAS", "ABC", "Its shares are listed on the ", None),
    ],
)
def test_class_of_a_symbol(mic: str, symbol: str, before: str, expected: str | None) -> None:
    assert share_class(mic, symbol, before) == expected


def test_each_class_has_a_slot_of_its_own() -> None:
    found = [fact.slot for fact in facts("Drilling goes on.", " (TSX: BHM, BHM.WT)") if isinstance(fact, Listed)]
    paths = [iri(slot).value.rpartition("/id/")[2] for slot in found]
    assert paths == ["listing/birch-hollow-mining-corp/XTSE", "listing/birch-hollow-mining-corp/XTSE/WT"]
    assert all(slot.exclusive for slot in found)


@pytest.mark.parametrize("line", ["NEWS RELEASE - 16.10.24", "16.10.24", "Date: 16.10.24"])
def test_a_day_in_short_on_a_line_of_its_own(line: str) -> None:
    text = f"{line}\n\nQuarterly Production Report\n\nBirch Hollow Mining plc mined more copper in the quarter than planned.\n"
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert context.published == date(2024, 10, 16)


def test_the_last_day_of_a_period_in_a_heading_is_no_dateline() -> None:
    head = "Released 07:00 19-Aug-2018\n\nBIRCH HOLLOW LIMITED\n\n    Birch Hollow Limited\n    Production Results to 30 June 2018\n\n"
    context = read_context(Document.from_text(f"{head}The mill was never as busy.\n", "release.txt"))
    assert isinstance(context, Context), context
    assert context.published == date(2018, 8, 19)


def test_a_dateline_may_name_a_country_with_its_article() -> None:
    dateline = "Lubumbashi, Democratic Republic of the Congo\u2013(Newsfile Corp. \u2013 August 19, 2018) \u2013"
    text = f"Birch Hollow Starts Up Its Second Mill\n\n{dateline} Birch Hollow Mining Corp. (TSX: BHM) started it in July.\n"
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert context.published == date(2018, 8, 19)
    assert context.header.place
    assert context.header.place.value == "Lubumbashi, Democratic Republic of the Congo"


def test_a_labelled_line_goes_on_with_no_line_above_it() -> None:
    """The day of an exchange's notice is found on its own line, below a heading that fills its line."""
    text = (
        "BIRCH HOLLOW MINING LIMITED - Reviewed interim results for the half year\nRelease Date: 26/02/2016 08:00\nCode(s): BHM\n"
        "Birch Hollow produced more copper at a lower cost than in the half year before, and the\n"
        "board declared an interim dividend of 12 cents a share for it, to be paid in April, as\n"
        "it had been in each of the last four years to all who held shares on the record date.\n"
    )
    context = read_context(Document.from_text(text, "notice.txt"))
    assert isinstance(context, Context), context
    assert context.published == date(2016, 2, 26)


def test_the_dateline_of_a_page_set_with_double_spaces() -> None:
    """Its title, which fills its line, is not taken for the beginning of the dateline."""
    lines = [
        "Birch Hollow Intersects 12.4 Metres of 310 g/t Silver at Copper Creek",
        "HALIFAX, NOVA SCOTIA--(Marketwired - May 3, 2012) - Birch Hollow Mining",
        "Corp. (TSX: BHM) today reports the results of a campaign of drilling that",
        "was carried out in the winter on the northern part of its property, where",
        "the first holes had been drilled in the year before by another owner, and",
        "where no ore had been known to lie within reach of the old mine workings.",
    ]
    context = read_context(Document.from_text("\n\n".join(lines) + "\n", "release.txt"))
    assert isinstance(context, Context), context
    assert (context.published, context.header.title and context.header.title.value) == (date(2012, 5, 3), lines[0])


def test_a_dateline_for_immediate_release() -> None:
    text = "Birch Hollow Mine Idled\n\nElko, Nevada - FOR IMMEDIATE RELEASE - August 19, 2018 - Birch Hollow Mining Corp. (TSX: BHM) idled it.\n"
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert context.published == date(2018, 8, 19)
    assert context.header.place
    assert context.header.place.value == "Elko, Nevada"


@pytest.mark.parametrize(
    "dateline",
    ["Halifax, Nova Scotia, Canada \u2013Sunday, August 19, 2018 \u2013 Birch", "Elko, Nevada, August 19 (ots/PRNewswire) Birch"],
)
def test_a_dateline_that_ends_its_line_within_a_name(dateline: str) -> None:
    lines = [
        "Birch Hollow Begins Its Second Year of Work at the Hallam Ore Mine of",
        "Its Partners",
        dateline,
        "Hollow Mining Corp. (TSX: BHM) said that the work of its second year at",
        "the mine had begun, and that it will go on till the autumn of 2018 with",
        "four rigs, of which two had been at work there in the year before.",
    ]
    context = read_context(Document.from_text("\n".join(lines) + "\n", "release.txt"))
    assert isinstance(context, Context), context
    assert (context.published, context.issuer.name) == (date(2018, 8, 19), "Birch Hollow Mining Corp.")


def test_a_story_that_begins_with_its_day_below_a_wrapped_title() -> None:
    """No blank line parts them, the name of the issuer is wrapped, and the first word of a paragraph stands on a line of its own."""
    text = (
        "Birch Hollow: Hallam Ore head Sam Tarn tells the board that he\n'will not stay on'\nAugust 19, 2018 Halifax \u2013 Birch Hollow\n"
        'Mining Corp. (TSX: BHM) ("Birch Hollow" or the "Company") said that the\nhead of its 50% held Hallam Ore Limited Partnership has told its\n'
        "board that he will leave when his work of some years is done.\nTarn's\nletter was read to the board on the day before, and it thanked him\n"
        "for the years in which he led the work on the permits of the mine.\n"
    )
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert (context.published, context.issuer.name) == (date(2018, 8, 19), "Birch Hollow Mining Corp.")
    assert context.header.title
    assert context.header.title.value.endswith("'will not stay on'")
    assert any(sentence.text.startswith("Tarn's letter was read") for sentence in context.sentences)


def test_a_title_ends_where_the_story_begins() -> None:
    """Also where no blank line parts them; the place is known by its province."""
    head = "NEWS RELEASE\nRelease 04-2012\nApril 4, 2012\nHALLAM COPPER OBTAINS THE LICENCE\nFOR ITS SECOND MILL\n"
    story = 'HALIFAX, N.S. Hallam Copper Corporation ("Hallam" or\nthe "Company") is pleased to announce that its licence was issued.\n'
    context = read_context(Document.from_text(head + story, "release.txt"))
    assert isinstance(context, Context), context
    assert context.header.title
    assert context.header.title.value == "HALLAM COPPER OBTAINS THE LICENCE FOR ITS SECOND MILL"
    assert context.header.place
    assert context.header.place.value == "Halifax, N.S."


def test_a_title_goes_on_behind_a_blank_line() -> None:
    text = (
        "Hallam Mining plc\n\n24 July 2017        LSE:HAL\n\nHallam Mining Reports Good Results of\n\nScoping Study on Its Mine\n\n"
        "The study was prepared in the spring by engineers who had known the old mine well, and who had drawn its plans.\n"
    )
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert context.header.title
    assert context.header.title.value == "Hallam Mining Reports Good Results of Scoping Study on Its Mine"
    assert context.header.place is None


def test_what_is_called_by_a_site_and_a_metal_is_no_firm_however_many_are() -> None:
    text = (
        "TORONTO, May 3, 2021 - Hollow Mining Corp. (TSX: HOM) reports.\n\nWork went on at Alder Gold and Alder Copper. The Alder project is large.\n"
    )
    context = read_context(Document.from_text(text, "release.txt"))
    assert isinstance(context, Context), context
    assert [organisation.name for organisation in context.organisations] == ["Hollow Mining Corp."]


@pytest.mark.parametrize(
    ("named", "aliases"),
    [
        ("Birch Salt Corporation of Nevada Inc. (BirchCorp)", ["BirchCorp"]),
        ("Birch Salt Corporation of Nevada Inc. (Birch Salt)", ["Birch Salt"]),
        ("Birch Salt Corporation of Nevada Inc. (CorpBirch)", []),
        ("Birch Salt Corporation of Nevada Inc. (Reno)", []),
    ],
)
def test_short_names_in_brackets_without_quotes(named: str, aliases: list[str]) -> None:
    context = read_context(Document.from_text(f"RENO, May 3, 2012 /CNW/ - {named} announced that its mine is at work again."))
    assert isinstance(context, Context)
    assert sorted(context.issuer.aliases) == aliases
