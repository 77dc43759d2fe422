"""Copies of one release and corrections of another: what is told as such, what is not, and what follows for facts and figures."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from command_line import Captured, run
from hypothesis import given
from hypothesis import strategies as st
from wrappings import as_page

from kg.identity.releases import copies, updates
from kg.identity.told import Told
from kg.text.sketches import contained, notice, same_figures, sketch

LEAD = 'TORONTO, {day} - Copper Hollow Mining Corp. (TSX: CHM) ("Copper Hollow" or the "Company") announces {what}.\n\n'
BODY = (
    "Gold production at the Redstone mine was {ounces} ounces in the second quarter of 2021. The mill treated 412,000 tonnes of ore at an "
    "average head grade of 4.1 grams per tonne, and recovery averaged 92.4 percent. {ceo} is the Chief Executive Officer of the Company and "
    "Pierre Roy is its Chief Financial Officer. The Company continues to expect that the shaft will be sunk to a depth of 840 metres by the "
    "end of the year, and that work on the second portal, the ventilation raise and the new pump station goes on as planned with the "
    "contractor who has been at the site since last autumn.\n\n"
    "About the Company\n\n"
    "Copper Hollow Mining Corp. owns and operates the Redstone mine in northern Ontario.\n"
)


def release(day: str = "July 12, 2021", what: str = "its results", ounces: str = "31,200", ceo: str = "Jane Roe", head: str = "") -> str:
    return f"{head}Copper Hollow Reports on the Second Quarter\n\n" + LEAD.format(day=day, what=what) + BODY.format(ounces=ounces, ceo=ceo)


@pytest.fixture
def built(tmp_path: Path, capsys: Captured):  # type: ignore[no-untyped-def]
    """Builds a store of texts by file name and gives a function that runs `kg` on it and reads its JSON."""

    def build(**files: str | bytes):  # type: ignore[no-untyped-def]
        folder = tmp_path / "in"
        folder.mkdir(exist_ok=True)
        for name, content in files.items():
            path = folder / name.replace("_", ".")
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        store = str(tmp_path / "store")
        code, _, err = run(capsys, "build", str(folder), "--store", store)
        assert code == 0, err

        def ask(*words: str):  # type: ignore[no-untyped-def]
            _, out, err = run(capsys, *words, "--store", store, "-f", "json")
            assert out, err
            return json.loads(out)

        return ask

    return build


def linked(ask, predicate: str) -> list[tuple[str, str]]:  # type: ignore[no-untyped-def]
    text = (
        f"PREFIX mkg: <https://minekg.example/ns#> SELECT ?a ?b {{ ?x mkg:{predicate} ?y . ?x mkg:fileName ?a . ?y mkg:fileName ?b }} ORDER BY ?a ?b"
    )
    return [(row["a"], row["b"]) for row in ask("sparql", text)]


# ---- copies


def test_a_release_and_its_page_are_copies_and_count_once(built) -> None:  # type: ignore[no-untyped-def]
    ask = built(a_txt=release(), b_html=as_page(release()), c_txt=release(day="October 11, 2021", ounces="29,800"))
    assert linked(ask, "copyOf") == [("b.html", "a.txt")]
    assert len(ask("sparql", open_figures())) == 3, "each document keeps what it says"
    sites = ask("find", "Redstone")
    rows = ask("query", "production-by-period", "--of", next(row["iri"] for row in sites if row["kind"] == "site"), "--metric", "production")
    assert sorted(row["document"] for row in rows) == ["a", "c"]


def open_figures() -> str:
    return (
        "PREFIX sosa: <http://www.w3.org/ns/sosa/> PREFIX metric: <https://minekg.example/id/metric/> "
        "SELECT ?f { ?f sosa:observedProperty metric:production }"
    )


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        (release(), release(), True),
        (release(), release(head="Press Release\n\nSource: Copper Hollow Mining Corp.\n\n"), True),
        (release(), release().replace(" ", "\n"), True),
        (release(), release(ounces="31,250", day="July 13, 2021").replace("412,000", "398,000").replace("4.1", "3.9").replace("92.4", "91.8"), False),
        (
            release(),
            release().replace("Gold production", "Nickel matte").replace("Redstone", "Goldfinch").replace("second quarter", "half")[:400],
            False,
        ),
    ],
)
def test_what_is_alike(first: str, second: str, same: bool) -> None:
    one, other = sketch(first), sketch(second)
    assert (contained(one, other) >= 0.8 and same_figures(one, other) >= 0.9) is same


@given(st.text(max_size=200), st.text(max_size=200))
def test_likeness_is_symmetric_and_whole_with_itself(one: str, other: str) -> None:
    assert contained(sketch(one), sketch(other)) == contained(sketch(other), sketch(one))
    assert same_figures(sketch(one), sketch(other)) == same_figures(sketch(other), sketch(one))
    assert contained(sketch(one), sketch(one)) in (0.0, 1.0)


# ---- notices


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("CORRECTION: Copper Hollow Reports on the Second Quarter\n", "correction"),
        ("CORRECTION FROM SOURCE: Copper Hollow Reports\n", "correction"),
        ("/C O R R E C T I O N from Source -- Copper Hollow Mining Corp./\n", "correction"),
        ("CORRECTING and REPLACING Copper Hollow Reports\n", "correction"),
        ("Copper Hollow Reports\n\nThis news release replaces the one issued on July 12, 2021.\n", "correction"),
        ("Correction - Copper Hollow Reports\n", "correction"),
        ("/R E P E A T -- Copper Hollow Reports/\n", "repeat"),
        ("REPEAT: Copper Hollow Reports\n", "repeat"),
        ("UPDATE - Copper Hollow Reports\n", "update"),
        ("/UPDATE -- Copper Hollow Reports/\n", "update"),
        ("Copper Hollow Provides Corporate Update\n", ""),
        ("Copper Hollow Announces Correction of Market Price\n", ""),
        ("Update on the Redstone mine\n", ""),
        ("Corrections officers visited the site.\n", ""),
        ("Copper Hollow repeats its guidance\n", ""),
        ("A market correction: what it means for gold\n", ""),
    ],
)
def test_what_a_release_says_of_itself(text: str, kind: str) -> None:
    assert notice(text) == kind


# ---- corrections


def test_a_correction_takes_the_place_of_what_it_corrects(built) -> None:  # type: ignore[no-untyped-def]
    wrong = release(ceo="John Smythe")
    right = release(day="July 14, 2021", head="CORRECTION: ")
    ask = built(wrong_txt=wrong, right_txt=right)
    assert linked(ask, "corrects") == [("right.txt", "wrong.txt")]
    assert linked(ask, "copyOf") == []

    def ceo(day: str, *more: str) -> tuple[str | None, str]:
        told = ask("fact", "Copper Hollow Mining Corp.", "ceo", "--on", day, *more)
        (answer,) = told.get("answers", [told])
        return answer.get("name") or answer.get("answer"), answer["certainty"]

    assert ceo("2021-07-12", "--known", "2021-07-13") == ("John Smythe", "stated")
    assert ceo("2021-07-14") == ("Jane Roe", "stated")
    name, certainty = ceo("2021-07-12")
    assert (name, certainty) != ("John Smythe", "stated")


def test_an_update_adds_and_takes_nothing_away(built) -> None:  # type: ignore[no-untyped-def]
    ask = built(first_txt=release(), more_txt=release(day="July 13, 2021", ounces="31,300", head="UPDATE: "))
    assert linked(ask, "corrects") == linked(ask, "copyOf") == []
    assert linked(ask, "updates") == [("more.txt", "first.txt")]
    assert len(ask("sparql", open_figures())) == 2


def at(document: str, day: str, text: str, issuer: str = "org/copper-hollow-mining-corp") -> Told:
    return Told(published=day, issuer=issuer, document=document, file=document, sketch=sketch(text), notice=notice(text))


def test_a_repeat_may_come_weeks_later_and_a_copy_only_days() -> None:
    first, later = release(), release(head="/R E P E A T -- Copper Hollow Mining Corp./\n\n")
    assert [(one.document, one.original) for one in copies([at("a", "2021-07-12", first), at("b", "2021-07-30", later)])] == [("b", "a")]
    assert copies([at("a", "2021-07-12", first), at("b", "2021-07-30", first)]) == []
    assert copies([at("a", "2021-07-12", first), at("b", "2021-09-30", later)]) == []


def test_a_release_that_lost_its_day_is_a_copy_of_the_one_that_has_it(built) -> None:  # type: ignore[no-untyped-def]
    whole = release()
    bare = whole.replace("TORONTO, July 12, 2021 - ", "")
    ask = built(a_txt=bare, b_txt=whole, c_txt=bare + "Back to news\n", d_txt=bare.replace("31,200", "34,800").replace("412,000", "428,000"))
    assert linked(ask, "copyOf") == [("a.txt", "b.txt"), ("c.txt", "b.txt")]
    produced = ask("query", "production-by-period", "--of", "Redstone")
    assert sorted((row["document"], row["value"]) for row in produced) == [("b", 31200), ("d", 34800)]


def test_an_update_is_of_the_same_company_and_the_latest_release_that_is_alike() -> None:
    first, more = release(), release(ounces="31,300", head="UPDATE: ")
    old = at("a", "2021-07-12", first)
    assert [(one.document, one.updated) for one in updates([at("c", "2021-07-14", more), at("b", "2021-07-13", first), old])] == [("c", "b")]
    assert updates([old, at("c", "2021-07-14", more, "org/other-mining-corp")]) == []
    assert updates([old, at("c", "2021-07-14", "UPDATE: Copper Hollow hires a driller for its new project in Nevada.\n")]) == []
    assert updates([old, at("c", "2021-07-14", first)]) == []
