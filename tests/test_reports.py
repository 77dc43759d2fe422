"""What a report of many pages says of sites and zones: a neighbour's mine is not the issuer's, a torn name is none, a zone lies where it is told."""

from __future__ import annotations

from test_sites import context_of

from kg.extract.sites import extract_sites
from kg.extract.zones import extract_zones
from kg.facts import Concept, Interest, Site, Stated

_FILL = "\n\n".join(["Samples were dried, split and weighed by the crew before the next run of the season was begun."] * 240)


def _owners(body: str) -> dict[str, set[str]]:
    facts = [mention.fact for mention in extract_sites(context_of(body))]
    return {name: {one.filler.name for one in facts if isinstance(one, Interest) and one.slot.site.name == name} for name in _names(body)}


def _names(body: str) -> set[str]:
    told = [mention.fact for mention in extract_sites(context_of(body))]
    return {one.subject.name for one in told if isinstance(one, Stated) and isinstance(one.subject, Site)}


def test_mine_that_ground_resembles_is_nobodys() -> None:
    body = (
        "Drilling at the Tolva project goes on. The rocks of the project look like those of the Redstone mine. "
        f"The Tolva project is large.\n\n{_FILL}\n\nThe Company looks for Redstone style ore at Tolva."
    )
    assert _owners(body) == {"Tolva": {"Northfield Metals Corp."}, "Redstone": set()}


def test_own_mine_of_a_report_stays_the_issuers() -> None:
    body = f"The Tolva project is large. Tolva is open. Tolva is new.\n\n{_FILL}\n\nAt the Redstone mine we milled 40,000 tonnes in June."
    assert _owners(body)["Redstone"] == {"Northfield Metals Corp."}


def test_torn_name_is_none() -> None:
    told = "\n\n".join(f"Work at the Eagle Hill mine went on in week {week}." for week in range(20))
    assert _names(f"{told}\n\nSafety at the Eagle mine rose. The Carson Eagle Hill mine is open.") == {"Eagle Hill"}


def test_grades_at_a_prospect_make_no_mine() -> None:
    body = "Hole 7 cut 12 m at 3.1 g/t gold at the Tolva project. High grades continue at Larkspur. Strong gold recoveries at Larkspur were reported."
    assert _names(body) == {"Tolva"}


def test_zone_of_a_report_of_two_projects_lies_in_none() -> None:
    body = f"The Tolva project is open. The Corvid project is open.\n\n{_FILL}\n\nThe Heron vein returned 4 g/t gold."
    told = [mention.fact for mention in extract_zones(context_of(body))]
    assert {one.value for one in told if isinstance(one, Stated)} == {"Heron vein"}


def _within(body: str) -> dict[str, str]:
    told = [mention.fact for mention in extract_zones(context_of(body))]
    ties = {one.subject: one.value for one in told if isinstance(one, Stated) and isinstance(one.value, Site)}
    return {zone.name: site.name for zone, site in ties.items() if zone is not None and not isinstance(zone, Site)}


def test_zone_of_a_report_lies_where_a_sentence_puts_it() -> None:
    body = (
        f"The Tolva project is open. Tolva is large. Tolva is old. The Corvid project is new.\n\n{_FILL}\n\nAt Corvid, the Heron vein was cut.\n\n"
        "Soils were taken at Corvid, Juniper and the Kestrel targets.\n\nThe Linnet vein lies on the Tolva project."
    )
    assert _within(body) == {"Heron vein": "Corvid", "Linnet vein": "Tolva"}


def test_shear_named_once_in_a_report_is_no_zone() -> None:
    body = f"The Tolva project is open.\n\n{_FILL}\n\nGold lies along the Ridley Shear. The Osk Zone of the Proterozoic Fell Province is of gneiss."
    assert _within(body) == {}


def test_report_gives_no_share_of_a_project_that_it_does_not_name() -> None:
    body = (
        f"The Tolva project is open. The Corvid project is ours.\n\n{_FILL}\n\nWork went on at Corvid.\n\n"
        "Northfield can earn an 85% interest in the project."
    )
    facts = [mention.fact for mention in extract_sites(context_of(body))]
    assert not [one for one in facts if isinstance(one, Interest) and one.percent is not None]


def test_career_and_what_another_announced_make_no_owner() -> None:
    body = (
        f"The Tolva project is open.\n\n{_FILL}\n\nMr Ash has 30 years of industry experience with Redstone Mining Limited and the Osprey mine.\n\n"
        'XYQ announcement "XYQ\'s maiden drilling at the Gannet Project".'
    )
    assert _owners(body) == {"Tolva": {"Northfield Metals Corp."}, "Osprey": set(), "Gannet": set()}


def test_metal_of_a_report_is_of_the_site_that_it_names() -> None:
    body = f"The Tolva gold project is open. The Corvid project is ours.\n\n{_FILL}\n\nWork went on at Tolva. Soils gave high-grade cobalt results."
    told = [mention.fact for mention in extract_sites(context_of(body))]
    metals = {one.value.key for one in told if isinstance(one, Stated) and isinstance(one.value, Concept) and one.subject.name == "Tolva"}
    assert metals == {"gold"}
