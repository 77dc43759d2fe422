"""The ontology: terms.py is fresh, the Turtle parses, the reference data are complete and agree with the tables' vocabularies."""

import importlib.util
import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from fractions import Fraction
from itertools import combinations, pairwise
from pathlib import Path
from types import ModuleType

import pyoxigraph as ox
import pytest
from rdflib import DCAT, DCTERMS, OWL, RDF, RDFS, SKOS, BNode, Graph, Literal, Namespace, URIRef

from kg import terms
from kg.errors import KgError
from kg.resources import folder

ONTOLOGY = folder("ontology")
REFERENCE = sorted((ONTOLOGY / "reference").glob("*.ttl"))
MKG = Namespace(terms.NS)
ID = Namespace(terms.ID)
QUDT = Namespace("http://qudt.org/schema/qudt/")

# The closed vocabularies of the fact tables: concepts by scheme, as skos:notation.
VOCABULARIES = {
    "roles": """ceo president cfo coo cto chair vice-chair director executive-chair vp-exploration vp-operations vp-finance
        vp-corporate-development vp-investor-relations vp-other general-counsel corporate-secretary treasurer general-manager
        mine-manager chief-geologist exploration-manager ir-manager qualified-person advisor founder other""",
    "site-kinds": "mine project property deposit mill smelter refinery plant",
    "relations": "owner operator optionee jv royalty",
    "site-statuses": "producing development construction exploration care-and-maintenance suspended closed past-producing",
    "metrics": """production ore-processed ore-mined throughput head-grade recovery sales cash-cost aisc capex revenue net-income
        ebitda cash dividend-per-share realized-price mine-life capacity drilling-metres drill-holes exploration-budget employees
        consideration proceeds share-price share-count land-area npv irr other""",
    "bases": "actual guidance target estimate plan record",
    "categories": "measured indicated measured+indicated inferred proven probable proven+probable",
    "event-types": """production-results financial-results guidance drill-results resource-estimate technical-report
        exploration-program construction commissioning first-production commercial-production suspension restart closure incident
        remediation permit record appointment departure acquisition divestiture merger option-agreement joint-venture offtake
        financing listing name-change labour-agreement strike litigation dividend meeting expansion""",
    "units": "oz t kg lb g/t oz/ton % ppm ppb m km t/d t/a USD CAD AUD $ USD/oz years ha shares holes persons",
}
# Concepts beyond the tables' vocabularies, each with a reason in its file.
BEYOND = {"roles": {"co-ceo"}, "metrics": {"grade", "tonnage", "contained"}}

# What a release may write, and the exchange it means.
EXCHANGES = {
    "XTSE": "TSX|T.S.X.|Toronto Stock Exchange",
    "XTSX": "TSX Venture Exchange|TSX-V|TSXV|TSX.V|TSX VENTURE|CDNX",
    "XCNQ": "CSE|CNSX|Canadian Securities Exchange",
    "NEOE": "NEO|Cboe Canada",
    "XNYS": "NYSE|New York Stock Exchange",
    "XASE": "NYSE American|NYSE MKT|NYSE Amex|NYSE Alternext US|AMEX|American Stock Exchange|NYSE-A",
    "ARCX": "NYSE Arca",
    "XNAS": "Nasdaq|NASDAQ|NASDAQ Capital Market|NASDAQ-GM",
    "OTCM": "OTCQX|OTCQB|OTC Pink|OTC PINK|Pink Sheets|OTCBB|OTC BB|OTC Bulletin Board|OTC Markets|OTC|US OTC|OTCPK",
    "XASX": "ASX|Australian Securities Exchange",
    "XLON": "LSE|London Stock Exchange",
    "AIMX": "AIM|AIM market",
    "XJSE": "JSE|Johannesburg Stock Exchange",
    "XFRA": "FSE|FRA|Frankfurt|FWB|Frankfurt Stock Exchange",
    "XETR": "XETRA",
    "XLIM": "BVL|Lima",
    "XSGO": "Santiago|Santiago Stock Exchange, Venture",
    "FNSE": "Nasdaq First North|First North Growth Market",
    "MERK": "Euronext Growth Oslo",
    "XNAM": "NSX (Namibia)",
    "XNEC": "NSX (National Stock Exchange of Australia)",
}
# Spellings that exchanges share in the same days: such a name alone tells nothing.
AMBIGUOUS = {"nsx", "bse", "nse", "pse", "sse", "tse"}

# IUPAC, abridged standard atomic weights 2021.
ATOMIC_WEIGHTS = {
    "H": "1.008", "Li": "6.94", "Be": "9.0122", "B": "10.81", "C": "12.011", "O": "15.999", "Mg": "24.305", "Al": "26.982",
    "Si": "28.085", "P": "30.974", "S": "32.06", "Cl": "35.45", "K": "39.098", "Sc": "44.956", "Ti": "47.867", "V": "50.942",
    "Cr": "51.996", "Mn": "54.938", "Fe": "55.845", "Co": "58.933", "Ni": "58.693", "Zn": "65.38", "Ga": "69.723", "Ge": "72.630",
    "Rb": "85.468", "Y": "88.906", "Zr": "91.224", "Nb": "92.906", "Mo": "95.95", "Sn": "118.71", "Sb": "121.76", "Cs": "132.91",
    "La": "138.91", "Ce": "140.12", "Pr": "140.91", "Nd": "144.24", "Sm": "150.36", "Eu": "151.96", "Gd": "157.25", "Tb": "158.93",
    "Dy": "162.50", "Ho": "164.93", "Er": "167.26", "Tm": "168.93", "Yb": "173.05", "Lu": "174.97", "Hf": "178.49", "Ta": "180.95",
    "W": "183.84", "Bi": "208.98", "Th": "232.04", "U": "238.03",
}  # fmt: skip

# What the multipliers of units rest on: the international pound and foot of 1959, the troy ounce of 480 grains of 1/7000 pound.
POUND = Fraction("0.45359237")
OUNCE = POUND * 480 / 7000
SHORT_TON = POUND * 2000
FOOT = Fraction("0.3048")
DAY, YEAR = Fraction(86400), Fraction("365.25") * 86400
MULTIPLIERS = {
    "oz": OUNCE, "koz": OUNCE * 1000, "Moz": OUNCE * 10**6, "lb": POUND, "Mlb": POUND * 10**6, "t": Fraction(1000),
    "kt": Fraction(10**6), "Mt": Fraction(10**9), "kg": Fraction(1), "g": Fraction(1, 1000), "st": SHORT_TON, "lt": POUND * 2240,
    "ct": Fraction(1, 5000), "g/t": Fraction(1, 10**6), "oz/ton": OUNCE / SHORT_TON, "lb/ton": POUND / SHORT_TON,
    "%": Fraction(1, 100), "ppm": Fraction(1, 10**6), "ppb": Fraction(1, 10**9), "m": Fraction(1), "km": Fraction(1000), "ft": FOOT,
    "mi": FOOT * 5280, "ha": Fraction(10**4), "acres": FOOT**2 * 43560, "km2": Fraction(10**6), "mi2": (FOOT * 5280) ** 2,
    "t/d": 1000 / DAY, "t/a": 1000 / YEAR, "Mt/a": 10**9 / YEAR, "t/h": Fraction(1000, 3600), "st/d": SHORT_TON / DAY,
    "oz/a": OUNCE / YEAR, "years": YEAR, "days": DAY,
}  # fmt: skip


def parse(path: Path) -> Graph:
    return Graph().parse(path, format="turtle")


@pytest.fixture(scope="module")
def ontology() -> Graph:
    return parse(ONTOLOGY / "mkg.ttl")


@pytest.fixture(scope="module")
def reference() -> Graph:
    graph = Graph()
    for path in REFERENCE:
        graph += parse(path)
    return graph


def in_scheme(graph: Graph, scheme: str) -> Iterator[URIRef]:
    yield from graph.subjects(SKOS.inScheme, ID[f"scheme/{scheme}"])


def make_terms() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_terms", ONTOLOGY / "make_terms.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


# ---- Terms


def test_terms_are_fresh() -> None:
    written = Path(terms.__file__).read_text(encoding="utf-8")
    assert written == make_terms().render(), "run python ontology/make_terms.py"


def test_every_term_has_one_constant(ontology: Graph) -> None:
    constants = [value.value for value in vars(terms).values() if isinstance(value, ox.NamedNode)]
    declared = {str(term) for term in ontology.subjects(RDF.type) if (term, RDF.type, OWL.Ontology) not in ontology}
    assert len(constants) == len(set(constants))
    assert set(constants) == declared


def test_names_of_constants() -> None:
    assert terms.MKG_Document == ox.NamedNode(terms.NS + "Document")
    assert terms.FIBO_ID_TickerSymbol.value.endswith("/SecuritiesIdentification/TickerSymbol")
    assert terms.PREFIXES["mkg"] == terms.NS


def test_own_terms_say_what_they_are_and_why(ontology: Graph) -> None:
    for term in {term for term in ontology.subjects(RDF.type) if str(term).startswith(terms.NS)}:
        assert ontology.value(term, RDFS.label), term
        comment = str(ontology.value(term, RDFS.comment, default=""))
        assert re.search(r"\bOurs, (because|as) ", comment), f"{term} does not say why it is ours"


def test_other_terms_say_whose_they_are(ontology: Graph) -> None:
    for term in {term for term in ontology.subjects(RDF.type) if not str(term).startswith(terms.NS)}:
        if (term, RDF.type, OWL.Ontology) not in ontology:
            assert str(term).startswith(str(ontology.value(term, RDFS.isDefinedBy))), term


def test_the_layout_page_uses_declared_terms_only(ontology: Graph) -> None:
    used = set(re.findall(r"\bmkg:([A-Za-z]+)", (ONTOLOGY / "README.md").read_text(encoding="utf-8")))
    assert not {name for name in used if (MKG[name], RDF.type, None) not in ontology}


def test_folder_names_what_is_missing() -> None:
    with pytest.raises(KgError, match="no-such-folder"):
        folder("no-such-folder")


# ---- All files


@pytest.mark.parametrize("path", [ONTOLOGY / "mkg.ttl", *REFERENCE], ids=lambda path: path.name)
def test_both_parsers_read_it_alike(path: Path) -> None:
    triples = list(ox.parse(path=path, format=ox.RdfFormat.TURTLE))
    graph = parse(path)
    assert len(graph) == len(triples) > 0
    assert not any(isinstance(node, BNode) for triple in graph for node in triple), "a blank node"


def test_reference_uses_declared_terms_only(ontology: Graph, reference: Graph) -> None:
    declared = set(ontology.subjects(RDF.type))
    used = set(reference.predicates()) | set(reference.objects(None, RDF.type))
    used |= {literal.datatype for literal in reference.objects() if isinstance(literal, Literal) and literal.datatype}
    assert not used - declared
    assert not set(reference.objects(None, MKG.siteClass)) - declared


def test_reference_points_at_what_exists(reference: Graph) -> None:
    subjects = set(reference.subjects())
    for predicate in (SKOS.broader, SKOS.inScheme, DCTERMS.isPartOf, MKG.allowedUnit):
        assert not set(reference.objects(None, predicate)) - subjects, predicate


def test_concepts_are_named_and_in_one_scheme(reference: Graph) -> None:
    without_notation = ID["scheme/commodities"]  # minerals have no symbol
    for concept in set(reference.subjects(RDF.type, SKOS.Concept)):
        assert len(list(reference.objects(concept, SKOS.prefLabel))) == 1, concept
        scheme = reference.value(concept, SKOS.inScheme, any=False)
        assert (scheme, RDF.type, SKOS.ConceptScheme) in reference, concept
        notations = list(reference.objects(concept, SKOS.notation))
        assert len(notations) <= 1, concept
        assert notations or scheme == without_notation, concept


def test_no_subject_is_described_in_two_files() -> None:
    seen: dict[URIRef, str] = {}
    for path in REFERENCE:
        for subject in set(parse(path).subjects()):
            assert seen.setdefault(subject, path.name) == path.name, subject


@pytest.mark.parametrize("scheme", sorted(VOCABULARIES))
def test_vocabulary_of_the_tables(reference: Graph, scheme: str) -> None:
    wanted = set(VOCABULARIES[scheme].split())
    found = {str(reference.value(concept, SKOS.notation)) for concept in in_scheme(reference, scheme)}
    assert wanted <= found
    if scheme != "units":
        assert found - wanted == BEYOND.get(scheme, set())


@pytest.mark.parametrize("scheme", ["roles", "site-kinds", "relations", "site-statuses", "metrics", "bases", "event-types"])
def test_notation_is_the_last_step_of_the_iri(reference: Graph, scheme: str) -> None:
    for concept in in_scheme(reference, scheme):
        assert str(concept).rsplit("/", 1)[1] == str(reference.value(concept, SKOS.notation))


def test_every_role_says_whether_it_is_exclusive(reference: Graph) -> None:
    for role in in_scheme(reference, "roles"):
        assert isinstance(reference.value(role, MKG.exclusive, any=False).toPython(), bool), role


# ---- Exchanges


def names(reference: Graph) -> Iterator[tuple[str, URIRef, str, date, date]]:
    """Every spelling: as compared, the name, the MIC, its first day and the day after its last."""
    for name, exchange in reference.subject_objects(DCTERMS.isPartOf):
        begin = reference.value(name, DCAT.startDate, default=Literal(date.min)).toPython()
        end = reference.value(name, DCAT.endDate, default=Literal(date.max)).toPython()
        for predicate in (SKOS.notation, SKOS.hiddenLabel):
            for spelling in reference.objects(name, predicate):
                yield str(spelling).casefold(), name, str(exchange).rsplit("/", 1)[1], begin, end


def test_mics_are_well_formed(reference: Graph) -> None:
    for exchange in in_scheme(reference, "exchanges"):
        mic = str(reference.value(exchange, SKOS.notation))
        assert re.fullmatch(r"[A-Z0-9]{4}", mic)
        assert exchange == ID[f"exchange/{mic}"]
        assert list(reference.subjects(DCTERMS.isPartOf, exchange)), f"{mic} has no name"


def test_mics_are_in_iso_10383(reference: Graph) -> None:
    registry = pytest.importorskip("iso10383", reason="the package iso10383 is not installed")
    known = {entry.value.mic for entry in registry.MIC}
    assert not {str(reference.value(exchange, SKOS.notation)) for exchange in in_scheme(reference, "exchanges")} - known


def test_a_spelling_means_one_exchange_on_any_day(reference: Graph) -> None:
    uses = defaultdict(set)
    for spelling, _, mic, begin, end in names(reference):
        uses[spelling].add((mic, begin, end))
    clashes = {
        spelling
        for spelling, meanings in uses.items()
        for (mic, begin, end), (other, other_begin, other_end) in combinations(meanings, 2)
        if mic != other and begin < other_end and other_begin < end
    }
    assert clashes == AMBIGUOUS


def test_a_spelling_stands_in_one_name_of_its_exchange(reference: Graph) -> None:
    owners = defaultdict(set)
    for spelling, name, mic, _, _ in names(reference):
        owners[spelling, mic].add(name)
    assert not {key for key, found in owners.items() if len(found) > 1}


@pytest.mark.parametrize("mic", sorted(EXCHANGES))
def test_spellings_that_releases_use(reference: Graph, mic: str) -> None:
    known = {spelling for spelling, _, found, _, _ in names(reference) if found == mic}
    assert not {spelling for spelling in EXCHANGES[mic].split("|") if spelling.casefold() not in known}


def test_the_american_stock_exchange_has_an_unbroken_line_of_names(reference: Graph) -> None:
    line = sorted({(begin, end, str(reference.value(name, SKOS.notation))) for _, name, mic, begin, end in names(reference) if mic == "XASE"})
    assert [notation for _, _, notation in line] == ["AMEX", "NYSE Alternext US", "NYSE Amex", "NYSE MKT", "NYSE American"]
    assert (line[0][0], line[-1][1]) == (date.min, date.max)
    assert all(earlier[1] == later[0] for earlier, later in pairwise(line))


def test_dated_names_name_their_source(reference: Graph) -> None:
    for name in {*reference.subjects(DCAT.startDate), *reference.subjects(DCAT.endDate)}:
        assert reference.value(name, DCTERMS.source), name


@pytest.mark.parametrize(
    ("mic", "symbol", "fits"),
    [
        ("XTSE", "PDL", True), ("XTSE", "PDL.DB.B", True), ("XTSE", "pdl", False), ("XTSX", "ABC.H", True), ("XASE", "PAL", True),
        ("OTCM", "PALDF", True), ("OTCM", "PAL", False), ("XASX", "S32", True), ("XASX", "PANTHER", False), ("XLON", "BP.", True),
        ("XFRA", "P6W", True), ("XFRA", "A2PNB7", True), ("XHKG", "1818", True), ("XSTO", "LUMI SDB", True), ("XTKS", "5713", True),
    ],
)  # fmt: skip
def test_symbol_patterns(reference: Graph, mic: str, symbol: str, fits: bool) -> None:
    pattern = str(reference.value(ID[f"exchange/{mic}"], MKG.symbolPattern, any=False))
    assert bool(re.search(pattern, symbol)) is fits


def test_symbol_patterns_are_whole(reference: Graph) -> None:
    for pattern in reference.objects(None, MKG.symbolPattern):
        assert re.compile(str(pattern))
        assert pattern.startswith("^")
        assert pattern.endswith("$")


# ---- Commodities


def composition(formula: str) -> dict[str, int]:
    """The atoms of a formula without brackets: U3O8 is U 3, O 8."""
    return {element: int(count or 1) for element, count in re.findall(r"([A-Z][a-z]?)(\d*)", formula)}


def test_metal_fractions(reference: Graph) -> None:
    fractions = list(reference.subject_objects(MKG.metalFraction))
    assert len(fractions) > 40
    for compound, fraction in fractions:
        atoms = composition(str(reference.value(compound, SKOS.notation)))
        element = str(reference.value(reference.value(compound, SKOS.broader), SKOS.notation))
        weight = sum(Decimal(ATOMIC_WEIGHTS[atom]) * count for atom, count in atoms.items())
        computed = Decimal(ATOMIC_WEIGHTS[element]) * atoms[element] / weight
        assert fraction.toPython() == computed.quantize(Decimal("0.000001")), compound


def test_label_of_a_commodity_is_its_slug(reference: Graph) -> None:
    for commodity in in_scheme(reference, "commodities"):
        label = str(reference.value(commodity, SKOS.prefLabel))
        assert str(commodity).rsplit("/", 1)[1] == re.sub(r"[^a-z0-9]+", "-", label.lower())


@pytest.mark.parametrize("scheme", ["commodities", "units"])
def test_a_spelling_means_one_thing(reference: Graph, scheme: str) -> None:
    owners = defaultdict(set)
    predicates = [SKOS.notation, SKOS.hiddenLabel] + ([SKOS.prefLabel, SKOS.altLabel] if scheme == "commodities" else [])
    for concept in in_scheme(reference, scheme):
        for predicate in predicates:
            for spelling in reference.objects(concept, predicate):
                owners[str(spelling)].add(concept)
    assert not {spelling: found for spelling, found in owners.items() if len(found) > 1}


@pytest.mark.parametrize(
    ("spelling", "commodity"),
    [
        ("gold", "gold"), ("Pd", "palladium"), ("aluminum", "aluminium"), ("U3O8", "u3o8"), ("TREO", "treo"), ("2PGE+Au", "3e"),
        ("AuEq", "gold-equivalent"), ("platinum group elements", "pgm"), ("coking coal", "metallurgical-coal"), ("diamond", "diamonds"),
    ],
)  # fmt: skip
def test_spellings_of_commodities(reference: Graph, spelling: str, commodity: str) -> None:
    found = {
        concept
        for predicate in (SKOS.prefLabel, SKOS.altLabel, SKOS.hiddenLabel, SKOS.notation)
        for literal in (Literal(spelling), Literal(spelling, "en"))
        for concept in reference.subjects(predicate, literal)
        if str(concept).startswith(ID["commodity/"])
    }
    assert found == {ID[f"commodity/{commodity}"]}


# ---- Units


def test_multipliers(reference: Graph) -> None:
    units = {str(reference.value(unit, SKOS.notation)): unit for unit in in_scheme(reference, "units")}
    for notation, exact in MULTIPLIERS.items():
        stated = Fraction(reference.value(units[notation], QUDT.conversionMultiplier, any=False).toPython())
        assert abs(stated / exact - 1) < Fraction(1, 10**30), notation


def test_multiples_are_whole_multiples(reference: Graph) -> None:
    for multiple, unit in reference.subject_objects(SKOS.broader):
        if (multiple, QUDT.conversionMultiplier, None) in reference:
            ratio = Fraction(reference.value(multiple, QUDT.conversionMultiplier).toPython()) / Fraction(
                reference.value(unit, QUDT.conversionMultiplier).toPython()
            )
            assert round(ratio) >= 1, multiple
            assert abs(ratio / round(ratio) - 1) < Fraction(1, 10**30), multiple


def test_every_metric_but_other_has_units(reference: Graph) -> None:
    without = {metric for metric in in_scheme(reference, "metrics") if (metric, MKG.allowedUnit, None) not in reference}
    assert without == {ID["metric/other"]}
