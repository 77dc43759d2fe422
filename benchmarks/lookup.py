"""How long a look-up takes from the shell in a store of many releases, as a multiple of `python -c "import rdflib"`.

    python benchmarks/lookup.py [--releases N] [--cache DIR] [--rounds N] [--jobs N]

The releases are made from examples/: each is told again of other companies, people, sites and symbols, in eight years one after another, with
other people from time to time, so that entities, documents of an entity and successions grow with N. Names are drawn from a seed: the same N
gives the same files. Releases and store stay in the cache directory, and a store that is there is not built again.
"""

from __future__ import annotations

import argparse
import os
import random
import re
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from pyoxigraph import NamedNode, RdfFormat, parse

from kg import terms
from kg.build import build, read_document
from kg.ingest import read
from kg.store import Store

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"
YEARS = 8  # in which each release is told again
REIGN = 3  # of them that the same people serve
ONSETS = "b br c ch d dr f g gr h j k kl l m n p pr r s sk st t tr v w".split()
NUCLEI = "a e i o u ai ea ou".split()
CODAS = ["", "l", "n", "r", "s", "t", "nd", "rk", "ld", "m"]
GIVEN = "Adam Alice Anna Brian Carol Claire David Diane Emma Frank Grace Helen Ian Jane Kevin Laura Mark Nora Oscar Paul Rita Susan".split()
NAMES = dict.fromkeys(("org", "person", "site", "zone"), (terms.SCHEMA_name, terms.SCHEMA_alternateName)) | {"ticker": (terms.SKOS_notation,)}


@dataclass(frozen=True)
class Release:
    """An example with what may be told otherwise: the words of its people's and of its other names, and its symbols."""

    stem: str
    text: str
    given: frozenset[str]
    people: frozenset[str]
    names: frozenset[str]
    symbols: frozenset[str]


def examples() -> list[Release]:
    """The examples, with the words that stand in names only, and in those of one example only: not "Gold", "Mines" or "Lake"."""
    said = [(path, list(names_in(path))) for path in sorted(EXAMPLES.glob("*.txt"))]
    spread = Counter(word for _, names in said for word in {word for kind, name in names if kind != "ticker" for word in words(name)})
    written = " ".join(re.sub(r"\S+@\S+|\bwww\.\S+|https?:\S+", " ", path.read_text("utf-8")) for path, _ in said)
    plain = set(re.findall(r"\b[a-z]+\b", written))
    releases = []
    for path, names in said:
        found: defaultdict[str, set[str]] = defaultdict(set)
        for kind, name in names:
            own = [name] if kind == "ticker" else [word for word in words(name) if spread[word] == 1 and word.lower() not in plain]
            found[kind].update(own)
            if kind == "person":
                found["given"].update(own[:1] if name.split()[0] in own else [])
        given, people = frozenset(found["given"]), frozenset(found["person"] - found["given"])
        others = frozenset(found["org"] | found["site"] | found["zone"]) - people - given
        releases.append(Release(path.stem, path.read_text("utf-8"), given, people, others, frozenset(found["ticker"])))
    return releases


def names_in(path: Path) -> Iterator[tuple[str, str]]:
    """The kind and the name of all that a release names."""
    for quad in parse(read_document(read(path)).quads, format=RdfFormat.N_QUADS):
        if isinstance(quad.subject, NamedNode) and quad.subject.value.startswith(terms.ID):
            kind = quad.subject.value.removeprefix(terms.ID).partition("/")[0]
            if quad.predicate in NAMES.get(kind, ()):
                yield kind, quad.object.value  # type: ignore[union-attr]


def words(name: str) -> list[str]:
    return re.findall(r"[A-ZÀ-Þ][a-zà-ÿ]{3,}", name)


def word(draw: random.Random) -> str:
    """A word that could be a name."""
    return "".join(draw.choice(ONSETS) + draw.choice(NUCLEI) + draw.choice(CODAS) for _ in range(draw.choice((2, 2, 3)))).capitalize()


def told_again(release: Release, world: int, year: int) -> tuple[str, Callable[[str], str]]:
    """The release in another world and year, and what its names have become."""
    places, people = (random.Random(f"{release.stem} {world} {kind}") for kind in ("places", f"people {year // REIGN}"))
    other = {name: word(places) for name in sorted(release.names)}
    other |= {name: word(people) for name in sorted(release.people)} | {name: people.choice(GIVEN) for name in sorted(release.given)}
    other |= {symbol: "".join(places.choice("ABCDEFGHJKLMNPRSTVWXZ") for _ in symbol) for symbol in sorted(release.symbols) if symbol.isalpha()}
    other |= {name.upper(): new.upper() for name, new in other.items()}
    known = re.compile(r"\b(?:" + "|".join(sorted(map(re.escape, other), key=lambda text: (-len(text), text))) + r")\b")

    def renamed(text: str) -> str:
        return known.sub(lambda match: other[match[0]], text)

    later = re.sub(r"\b(?:19|20)\d\d\b", lambda match: str(int(match[0]) + year), renamed(release.text))
    return re.sub(r"\b(Feb(?:ruary|\.)?) 29\b", r"\1 28", later), renamed


def write_releases(folder: Path, count: int) -> None:
    """The first `count` of the releases that follow from the examples, world by world."""
    folder.mkdir(parents=True, exist_ok=True)
    releases = examples()
    for number in range(count):
        world, rest = divmod(number, len(releases) * YEARS)
        year, which = divmod(rest, len(releases))
        text, _ = told_again(releases[which], world, year)
        (folder / f"{number:06}-{releases[which].stem}.txt").write_text(text, encoding="utf-8", newline="")


def questions(count: int) -> dict[str, list[str]]:
    """What is asked, of a company in the midst of the worlds."""
    releases = {release.stem: release for release in examples()}
    release = releases["06-argent-ridge-ceo-succession"]
    renamed = told_again(release, count // (len(releases) * YEARS) // 2, 0)[1]
    company, symbol = renamed("Argent Ridge Silver Mines Inc."), renamed("ARG")
    return {
        "kg fact NAME ceo": ["fact", company, "ceo", "--on", "2014-02-19"],
        "kg fact ALIAS ceo": ["fact", renamed("Argent Ridge"), "ceo", "--on", "2014-02-19"],
        "kg fact TICKER ceo": ["fact", f"TSX:{symbol}", "ceo", "--on", "2014-02-19"],
        "kg fact NAME roles": ["fact", company, "roles", "--on", "2014-02-19"],
        "kg fact NAME ceo --known": ["fact", company, "ceo", "--on", "2014-02-19", "--known", "2014-12-31"],
        "kg find NAME": ["find", company],
        "kg find PART of a name": ["find", renamed("Argent").lower()[:5]],
        "kg show NAME": ["show", company],
    }


@dataclass(frozen=True)
class Taken:
    """The medians of some processes: seconds on the clock, and seconds of processor time, which other work of the machine delays less."""

    clock: float
    processor: float


def measure(commands: dict[str, list[str]], rounds: int, cache: Path) -> dict[str, Taken]:
    """What whole processes take, all commands in turn, so that a slow moment falls on all of them; a command that fails is an error."""
    environment = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    environment["PYTHONPYCACHEPREFIX"] = str(cache / "compiled")  # as an installed package is compiled
    measured: dict[str, list[tuple[float, float]]] = {name: [] for name in commands}
    for _ in range(rounds + 1):  # the first round compiles, and warms the disk's cache
        for name, command in commands.items():
            started, used = time.perf_counter(), processor_time()
            done = subprocess.run([sys.executable, *command], env=environment, capture_output=True, text=True, check=False)
            measured[name].append((time.perf_counter() - started, processor_time() - used))
            if done.returncode not in (0, 1):  # 1: asked, but nobody can be named
                raise SystemExit(f"{name}: exit {done.returncode}: {done.stderr}{done.stdout[:300]}")
    return {name: Taken(*map(statistics.median, zip(*pairs[1:], strict=True))) for name, pairs in measured.items()}


def processor_time() -> float:
    """The seconds of processor time of all processes that were started and have ended."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--releases", type=int, default=10_000, metavar="N", help="how many releases  [default: 10000]")
    parser.add_argument("--cache", type=Path, metavar="DIR", help="where releases and store are kept  [default: a temporary directory, removed]")
    parser.add_argument("--rounds", type=int, default=9, metavar="N", help="processes of each kind  [default: 9]")
    parser.add_argument("--jobs", type=int, default=2, metavar="N", help="worker processes of the build  [default: 2]")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory() as temporary:
        folder = (arguments.cache or Path(temporary)) / str(arguments.releases)
        store = folder / "bench.store"
        if not store.exists():
            write_releases(folder / "releases", arguments.releases)
            report = build([folder / "releases"], store, jobs=arguments.jobs)
            print(f"built in {report.seconds:,.0f} s; {len(report.skipped)} files left out, the first: {report.skipped[:1]}")
        with Store.open(store) as opened:
            print(f"{len(opened.manifest.documents):,} documents, {opened.manifest.quads:,} quads")
        asked = {name: ["-m", "kg", *words, "--store", str(store)] for name, words in questions(arguments.releases).items()}
        base = {"python": ["-c", "pass"], "import rdflib": ["-c", "import rdflib"], "kg --version": ["-m", "kg", "--version"]}
        taken = measure(base | asked, arguments.rounds, folder)
    rdflib = taken["import rdflib"]
    print(f"{'process':<28}{'milliseconds':>14}{'× import rdflib':>18}{'processor time ×':>18}")
    for name, one in taken.items():
        print(f"{name:<28}{1000 * one.clock:>14,.0f}{one.clock / rdflib.clock:>18.2f}{one.processor / rdflib.processor:>18.2f}")


if __name__ == "__main__":
    main()
