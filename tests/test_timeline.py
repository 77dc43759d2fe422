"""`kg timeline`: rows from hand-made histories, and what is drawn of them as lines, SVG, page and JSON."""

from __future__ import annotations

import json
import re
import unicodedata
from collections import Counter
from datetime import date, timedelta
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path
from xml.etree import ElementTree

import pytest
from command_line import Captured, one_line, run, spawn
from histories import (
    COMPANY,
    DAY_0,
    DAYS,
    Said,
    appointed,
    former,
    is_holder,
    left,
    person,
    random_histories,
    serves_until,
    will_not_start,
    will_start,
    world,
)
from hypothesis import given
from hypothesis import strategies as st

from kg.draw import page, svg, text
from kg.draw.markup import cells, cut, escape
from kg.draw.scale import Scale
from kg.errors import QueryError
from kg.lookup.chronicle import Chronicle
from kg.lookup.timeline import Row, TimelineView, entity_timeline
from kg.time import held_on

SVG = "{http://www.w3.org/2000/svg}"
SUCCESSION = [
    is_holder("Ann", "2010-03-16"),
    is_holder("Ann", "2011-06-01"),
    left("Ann", "2012-08-31", "2012-09-05"),
    appointed("Ben", "2012-12-10", "2012-12-11"),
    is_holder("Ben", "2014-05-20"),
]


def rows_of(*history: Said, exclusive: bool = True, known: str | None = None) -> dict[str, Row]:
    view = entity_timeline(world(*history, exclusive=exclusive), COMPANY, "ceo", known)
    return {row.name: row for row in view.rows}


def stretches(row: Row) -> list[tuple[str | None, str | None, str]]:
    return [(str(one.first or ""), str(one.last or ""), one.certainty) for one in row.segments]


# ---- rows


def test_a_succession_with_a_gap() -> None:
    rows = rows_of(*SUCCESSION)
    assert list(rows) == ["Ann", "Ben"]
    assert stretches(rows["Ann"]) == [
        ("", "2010-03-15", "unknown"),
        ("2010-03-16", "2010-03-16", "stated"),
        ("2010-03-17", "2011-05-31", "implied"),
        ("2011-06-01", "2011-06-01", "stated"),
        ("2011-06-02", "2012-08-29", "implied"),
        ("2012-08-30", "2012-08-30", "stated"),
        ("2012-08-31", "2012-08-31", "implied"),
    ]
    assert stretches(rows["Ben"])[-1] == ("2014-05-21", "", "last-known")
    assert not any(word == "unknown" for _, _, word in stretches(rows["Ben"])), "the begin is stated, so there is no day on which he may have held"
    assert [(one.mark, str(one.day)) for one in rows["Ann"].sightings] == [("seen", "2010-03-16"), ("seen", "2011-06-01"), ("seen", "2012-08-30")]


def test_between_two_holders_either_may_have_held() -> None:
    rows = rows_of(is_holder("Ann", "2010-01-01"), is_holder("Ben", "2011-01-01"))
    assert ("2010-01-02", "2010-12-31", "unknown") in stretches(rows["Ann"])
    assert ("2010-01-02", "2010-12-31", "unknown") in stretches(rows["Ben"])
    assert stretches(rows["Ann"])[-1] == ("2010-01-02", "2010-12-31", "unknown"), "nothing after another was seen"


def test_what_is_announced_over_or_withdrawn_is_marked() -> None:
    rows = rows_of(
        former("Old", "2009-05-01"),
        is_holder("Ann", "2010-01-01"),
        will_start("Ben", "2010-06-01", "2010-02-01"),
        will_start("Cid", "2010-09-01", "2010-03-01"),
        will_not_start("Cid", "2010-04-01"),
    )
    assert [(one.mark, str(one.day)) for one in rows["Old"].sightings] == [("over", "2009-05-01")]
    assert rows["Old"].segments == ()
    assert [(one.mark, str(one.day)) for one in rows["Ben"].sightings] == [("announced", "2010-06-01")]
    assert [one.mark for one in rows["Cid"].sightings] == ["withdrawn", "announced"]
    assert rows["Cid"].spells == ()
    assert [spell.planned for spell in rows["Ben"].spells] == [True]


def test_two_in_one_post_on_one_day_are_disputed() -> None:
    rows = rows_of(is_holder("Ann", "2010-01-01"), is_holder("Ben", "2010-01-01"))
    for row in rows.values():
        assert ("2010-01-01", "2010-01-01", "disputed") in stretches(row)


def test_a_person_sees_companies_as_headings() -> None:
    view = entity_timeline(world(*SUCCESSION), person("Ben"))
    assert [(row.heading, row.name, row.iri) for row in view.rows] == [("acme-ltd", "ceo", COMPANY)]


def test_no_such_word_or_day() -> None:
    with pytest.raises(QueryError, match="nothing is known as 'chief cook'"):
        entity_timeline(world(*SUCCESSION), COMPANY, "chief cook")
    with pytest.raises(QueryError, match="not a day"):
        entity_timeline(world(*SUCCESSION), COMPANY, "ceo", "2012-13-01")


@pytest.mark.parametrize("known", ["2010-03-16", "2012-09-04", "2012-09-05", "2012-12-11", "2020-01-01"])
def test_as_known_on_a_day_is_as_of_the_documents_by_then(known: str) -> None:
    then = [said for said in SUCCESSION if said.pub <= date.fromisoformat(known)]
    assert [stretches(row) for row in rows_of(*SUCCESSION, known=known).values()] == [stretches(row) for row in rows_of(*then).values()]


@pytest.mark.parametrize("exclusive", [True, False])
def test_segments_are_the_answers_of_each_day(exclusive: bool) -> None:
    """Over random histories: whom `kg fact` names on a day, and nobody else, has a segment of that certainty; and none lie on each other."""
    days = [DAY_0 + timedelta(days=offset) for offset in range(-12, DAYS + 60, 3)]
    for history in random_histories(60, seed=4).values():
        graph = world(*history, exclusive=exclusive)
        view = entity_timeline(graph, COMPANY, "ceo")
        told = Chronicle(graph).told(view.rows[0].slot)
        for day in days:
            answers = held_on(told, exclusive, day)
            named = {(one.filler, one.certainty) for one in answers if one.filler}
            shown = [(row.iri, one.certainty) for row in view.rows for one in row.segments if holds(one.first, one.last, day)]
            assert {(iri, word) for iri, word in shown if word not in ("unknown", "disputed")} == named
            assert max(Counter(iri for iri, _ in shown).values(), default=0) <= 1
            assert any(word == "disputed" for _, word in shown) is any(one.certainty == "disputed" for one in answers)


def holds(first: date | None, last: date | None, day: date) -> bool:
    return (first or date.min) <= day <= (last or date.max)


def test_json_has_everything() -> None:
    data = json.loads(json.dumps(entity_timeline(world(*SUCCESSION), COMPANY, "ceo").to_json()))
    assert (data["entity_iri"], data["what"], data["known"]) == (COMPANY, "ceo", None)
    ann, ben = data["rows"]
    assert ann["segments"][1] == {"first": "2010-03-16", "last": "2010-03-16", "certainty": "stated"}
    assert ann["spells"][0]["to"] == {"earliest": "2012-08-30", "latest": "2012-08-31"}
    assert [one["document"] for one in ben["sightings"]] == ["ceo-3", "ceo-4"]
    assert ben["sightings"][0]["first"] == "2012-12-10"
    assert {"quote", "start", "end", "fact", "published", "mark", "percent"} <= set(ben["sightings"][0])


# ---- pictures


def drawn(view: TimelineView, *days: date | None) -> ElementTree.Element:
    return ElementTree.fromstring(svg(view, *days))


def of_class(root: ElementTree.Element, word: str) -> list[ElementTree.Element]:
    return [node for node in root.iter() if word in node.get("class", "").split()]


def test_the_picture_says_what_it_is_and_runs_nothing() -> None:
    view = entity_timeline(world(*SUCCESSION), COMPANY)
    root = drawn(view)
    assert root.tag == f"{SVG}svg"
    assert root.get("role") == "img"
    named = (root.get("aria-labelledby") or "").split()
    by_id = {node.get("id"): node for node in root.iter() if node.get("id")}
    assert [by_id[name].tag for name in named] == [f"{SVG}title", f"{SVG}desc"]
    assert "Ann: stated 2010-03-16" in (by_id[named[1]].text or "")
    assert not [node for node in root.iter() if node.tag.removeprefix(SVG) in {"script", "style", "image", "foreignObject", "use"}]
    assert not [key for node in root.iter() for key in node.attrib if key.startswith("on")]
    used = set(re.findall(r"url\(#([\w-]+)\)", svg(view)))
    assert used <= set(by_id), "every pattern that is used is there"
    assert svg(view) == svg(view)


def test_bars_look_as_they_are_certain() -> None:
    """Hatched exactly where implied, plain where stated, crossed where disputed, fading elsewhere."""
    history = [*SUCCESSION, is_holder("Cid", "2014-05-20")]
    view = entity_timeline(world(*history), COMPANY, "ceo")
    root = drawn(view)
    looks = {"stated": "stated", "implied": "implied", "disputed": "disputed", "last-known": "fading", "unknown": "fading"}
    for row, group in zip(view.rows, of_class(root, "row"), strict=True):
        bars = of_class(group, "bar")
        assert [bar.get("class") for bar in bars] == [f"bar {looks[one.certainty]}" for one in row.segments]
        for bar in bars:
            fill, look = bar.get("fill") or "", (bar.get("class") or "").split()[1]
            assert ("hatched" in fill) is (look == "implied")
            assert ("crossed" in fill) is (look == "disputed")
            assert ("fade" in fill) is (look == "fading")
            assert fill.startswith("#") is (look == "stated")
    assert of_class(root, "disputed")
    assert len(of_class(root, "cap")) == 2, "his begin and her end are told to the day"


def test_every_sighting_has_a_dot_with_a_link_and_words() -> None:
    history = [*SUCCESSION, former("Old", "2009-01-01"), will_start("Cid", "2015-01-01", "2014-06-01"), will_not_start("Cid", "2014-07-01")]
    view = entity_timeline(world(*history), COMPANY, "ceo")
    links = [node for node in drawn(view).iter() if node.tag == f"{SVG}a"]
    sightings = [one for row in view.rows for one in row.sightings]
    assert [link.get("href") for link in links] == [one.evidence.document_iri for one in sightings]
    for link, one in zip(links, sightings, strict=True):
        (mark,) = list(link)
        assert mark.get("class") == f"dot {one.mark}"
        assert f"({one.evidence.document}, {one.evidence.published})" in "".join(mark.itertext())


def test_documents_of_one_day_have_dots_of_their_own() -> None:
    view = entity_timeline(world(*[is_holder("Ann", "2010-01-01")] * 3), COMPANY, "ceo")
    places = {(dot.get("cx"), dot.get("cy")) for dot in of_class(drawn(view), "dot")}
    assert len(places) == 3


def test_nothing_is_drawn_outside_the_days_asked_for() -> None:
    view = entity_timeline(world(*SUCCESSION), COMPANY, "ceo")
    root = drawn(view, date(2011, 1, 1), date(2012, 1, 1))
    assert [mark.get("class") for mark in of_class(root, "dot")] == ["dot seen"]
    assert len(of_class(root, "row")) == 1
    for bar in of_class(root, "bar"):
        assert 262 <= float(bar.get("x", "")) <= float(bar.get("x", "")) + float(bar.get("width", "")) <= 1080.05


@given(st.dates(), st.integers(0, 200_000), st.floats(40, 3000))
def test_marks_of_the_axis_do_not_touch(first: date, days: int, width: float) -> None:
    last = date.fromordinal(min(date.max.toordinal(), first.toordinal() + days))
    scale = Scale(first, last, 10, width)
    marks = scale.ticks(6, 12)
    assert all(first <= mark.day <= last for mark in marks)
    assert all(scale.x(b.day) - scale.x(a.day) >= 6 * len(a.label) + 11 for a, b in pairwise(marks))
    assert all(scale.x(mark.day) + 6 * len(mark.label) <= 10 + width for mark in marks)


HOSTILE = '<script>alert("x")</script>]]>&amp;\u202egnp.exe\u2066\u0000\u0007\ud800' + "W" * 500


def test_hostile_names_are_text_and_short() -> None:
    view = TimelineView(HOSTILE, COMPANY, "ceo", None, tuple(rows_of(is_holder("Ann", "2010-01-01")).values()))
    row = view.rows[0]
    nasty = Row(row.slot, row.kind, row.key, HOSTILE, HOSTILE, row.iri, row.segments, row.spells, row.sightings)
    view = TimelineView(HOSTILE, COMPANY, "ceo", None, (nasty,))
    for content in (svg(view), page(view), text(view)):
        content.encode("utf-8")
        assert not [c for c in content if unicodedata.category(c) in ("Cf", "Cs") or (unicodedata.category(c) == "Cc" and c != "\n")]
    assert "<script" not in svg(view) + page(view)
    root = drawn(view)
    for node in root.iter(f"{SVG}text"):
        assert len("".join(node.itertext())) <= 90
    names = [node for node in of_class(root, "name") for node in node.iter(f"{SVG}title")]
    assert len(names[0].text or "") > 400, "the full name is in the title"
    assert all(cells(line) <= 100 for line in text(view).splitlines())


@given(st.text(max_size=80), st.integers(1, 60))
def test_any_text_is_cut_and_escaped(words: str, columns: int) -> None:
    assert cells(cut(words, columns)) <= columns
    assert ElementTree.fromstring(f'<a b="{escape(words)}">{escape(words)}</a>').text in (
        " ".join(words.split()) or None,
        *[cut(words, 10**6) or None],
    )


# ---- lines


def test_lines_read_without_colour() -> None:
    view = entity_timeline(world(*SUCCESSION, former("Old", "2009-01-01"), will_start("Cid", "2015-01-01", "2014-06-01")), COMPANY, "ceo")
    plain = text(view)
    assert "\x1b" not in plain
    by_name = {line.split()[0]: line for line in plain.splitlines() if line.startswith("  ") and line.split()[0] in ("Ann", "Ben", "Cid", "Old")}
    assert re.search(r"●╌+●╌+●.* 2010-03-16 2012-08-30$", by_name["Ann"])
    assert re.search(r"●╌+●·+ +2012-12-10 2014-05-20$", by_name["Ben"])
    assert "○" in by_name["Cid"]
    assert "×" in by_name["Old"]
    assert not re.search(r"\d{4}-\d\d-\d\d", by_name["Cid"]), "an announcement gives no certain day"
    coloured = text(view, colour=True)
    assert re.sub(r"\x1b\[\d*m", "", coloured) == plain


@pytest.mark.parametrize("width", [40, 60, 80, 100, 200])
def test_lines_fit(width: int) -> None:
    view = entity_timeline(world(*SUCCESSION, serves_until("A-name-of-a-great-many-long-words", "2015", "2015-12-31", "2014-06-01")), COMPANY)
    assert all(cells(line) <= width for line in text(view, width=width).splitlines())


# ---- the page


class Anchors(HTMLParser):
    """The ids, the links and the elements of a page."""

    def __init__(self, content: str) -> None:
        super().__init__()
        self.ids: list[str] = []
        self.links: list[str] = []
        self.tags: set[str] = set()
        self.feed(content)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.ids += [value or "" for key, value in attrs if key == "id"]
        self.links += [value or "" for key, value in attrs if key == "href"]


def test_dots_of_the_page_lead_to_its_table() -> None:
    view = entity_timeline(world(*SUCCESSION), COMPANY)
    found = Anchors(page(view))
    inside = [link[1:] for link in found.links if link.startswith("#")]
    assert sorted(inside) == ["s1", "s2", "s3", "s4", "s5"]
    assert set(inside) <= set(found.ids)
    assert len(found.ids) == len(set(found.ids))
    assert not found.tags & {"script", "img", "iframe", "link", "object"}
    assert "default-src 'none'" in page(view)


# ---- the command


@pytest.fixture(autouse=True)
def _examples(examples_store: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KG_STORE", str(examples_store))


def test_the_ending_of_the_file_decides(capsys: Captured, tmp_path: Path) -> None:
    for ending, begin in (("svg", "<svg "), ("html", "<!DOCTYPE html>"), ("json", "{")):
        path = tmp_path / f"t.{ending}"
        assert run(capsys, "timeline", "Argent Ridge", "-o", str(path)) == (0, "", "")
        assert path.read_text("utf-8").startswith(begin)


def test_pictures_of_the_examples_have_a_quote_at_every_dot(capsys: Captured) -> None:
    code, out, _ = run(capsys, "timeline", "Argent Ridge", "-f", "svg")
    data = json.loads(run(capsys, "timeline", "Argent Ridge", "-f", "json")[1])
    sightings = [one for row in data["rows"] for one in row["sightings"]]
    links = [node for node in ElementTree.fromstring(out).iter() if node.tag == f"{SVG}a"]
    assert code == 0
    assert len(links) == len(sightings) > 10
    for link, one in zip(links, sightings, strict=True):
        assert link.get("href") == f"{one['document_iri']}#offset_{one['start']}_{one['end']}"
        assert " ".join(one["quote"].split()) in "".join(link.itertext())
    headings = ["".join(node.itertext()) for node in of_class(ElementTree.fromstring(out), "heading")]
    assert headings[0].startswith("CEO")
    assert any(name.startswith("Owner of") for name in headings)


def test_links_may_lead_to_the_files(capsys: Captured) -> None:
    _, out, _ = run(capsys, "timeline", "Argent Ridge", "ceo", "-f", "svg", "--sources", "../releases/")
    assert set(re.findall(r'href="([^"]+)"', out)) == {"../releases/06-argent-ridge-ceo-succession.txt"}


def test_only_what_is_asked_for(capsys: Captured) -> None:
    data = json.loads(run(capsys, "timeline", "Argent Ridge", "tickers", "-f", "json")[1])
    assert {(row["heading"], row["name"]) for row in data["rows"]} == {("TSX", "ARG"), ("NYSE MKT", "AGRS")}
    data = json.loads(run(capsys, "timeline", "Cobalt Creek", "-f", "json")[1])
    assert "Owner" in {row["heading"] for row in data["rows"]}


def test_exit_codes(capsys: Captured) -> None:
    code, out, err = run(capsys, "timeline", "Argent Ridge", "ceo", "--known", "1990-01-01")
    assert (code, out) == (1, "")
    assert "nothing in documents published by 1990-01-01 is called 'Argent Ridge'" in err
    code, out, err = run(capsys, "timeline", "Argent Ridge", "status")
    assert (code, err) == (1, "")
    assert "no document that has a day tells" in out
    code, out, err = run(capsys, "timeline", "Argent Ridge", "-o", "picture.pdf")
    assert (code, out) == (2, "")
    assert one_line(err)
    assert "no format 'pdf'" in err
    code, out, err = run(capsys, "timeline", "Argent Ridge", "--from", "2010-01-01", "--to", "2009-01-01")
    assert (code, out) == (2, "")
    assert one_line(err)
    code, _, err = run(capsys, "timeline", "Argent Ridge", "chief cook")
    assert code == 2
    assert one_line(err)


def test_the_same_bytes_whatever_the_hash_seed(tmp_path: Path) -> None:
    pages = []
    for seed in ("1", "2"):
        path = tmp_path / f"{seed}.html"
        assert spawn("timeline", "Argent Ridge", "-o", str(path), env={"PYTHONHASHSEED": seed}).returncode == 0
        pages.append(path.read_bytes())
    assert pages[0] == pages[1]
