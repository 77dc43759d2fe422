"""How much slower extraction is than reading: ratios within one run, so that they mean much the same on any machine.

    python benchmarks/throughput.py [PATH...] [--rounds N]

Each stage is timed N times over all files, and the fastest round counts.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

from kg import __version__
from kg.build import build, read_document
from kg.emit import emit
from kg.extract import extract
from kg.ingest import find_files, read
from kg.text import reading, sections
from kg.text.header import header

EXAMPLES = Path(__file__).resolve().parent.parent / "examples"


def fastest(rounds: int, work: Callable[[], object]) -> float:
    """The seconds of the fastest round."""
    times = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        times.append(time.perf_counter() - started)
    return min(times)


def measure(paths: list[Path], rounds: int) -> tuple[int, int, dict[str, float]]:
    """The number of files and characters, and the seconds of each stage over all of them."""
    files, _ = find_files(paths)
    documents = [read(path) for path in files]
    extractions = [(document, extract(document)) for document in documents]  # also warms up what is made once: tables, patterns
    stated = [(document, found) for document, found in extractions if not isinstance(found, str)]
    with tempfile.TemporaryDirectory() as folder:
        store = Path(folder) / "bench.store"
        stages: dict[str, Callable[[], object]] = {
            "reading and decoding": lambda: [read(path) for path in files],
            "text: wraps, sections, header": lambda: [header(sections.sections(reading.read(document))) for document in documents],
            "extraction (text and all facts)": lambda: [extract(document) for document in documents],
            "quads of what was extracted": lambda: [emit(document, found.published, found.mentions, __version__) for document, found in stated],
            "extraction, quads and validation": lambda: [read_document(document) for document in documents],
            "the whole build, one process": lambda: build(paths, store),
        }
        seconds = {name: fastest(rounds, work) for name, work in stages.items()}
    return len(files), sum(len(document.text) for document in documents), seconds


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("paths", nargs="*", type=Path, default=[EXAMPLES], metavar="PATH", help="files and folders  [default: examples/]")
    parser.add_argument("--rounds", type=int, default=5, help="rounds of each stage  [default: 5]")
    arguments = parser.parse_args()
    count, characters, seconds = measure(arguments.paths, arguments.rounds)
    base = next(iter(seconds.values()))
    print(f"{count} files, {characters:,} characters")
    print(f"{'stage':<34}{'characters/s':>14}{'× reading':>12}")
    for name, time_taken in seconds.items():
        print(f"{name:<34}{characters / time_taken:>14,.0f}{time_taken / base:>12,.1f}")


if __name__ == "__main__":
    main()
