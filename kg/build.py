"""The pipeline: files to documents, documents to facts, facts to quads, checked, derived from, and stored.

Each file is read by itself, by as many workers as are asked for; only states, labels and the store need all of them together.
"""

from __future__ import annotations

import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

import pyoxigraph as ox

from kg import __version__, terms
from kg.derive import Contribution, contribution, derive
from kg.document import Document
from kg.emit import document_iri, emit
from kg.errors import KgError, UnreadableDocument
from kg.extract import extract
from kg.identity.curated import Table
from kg.identity.links import Given, Whole, identify
from kg.identity.told import Told, told
from kg.ingest import SUFFIXES, Settings, Unread, find_files, read_file
from kg.ingest.named_days import tells_day
from kg.lookup.names import name_index
from kg.origin import Origin
from kg.reference import reference_quads
from kg.residue import percent, residue, said
from kg.store import DocumentEntry, StoreWriter
from kg.text.language import ENGLISH, language
from kg.validate import check_document, check_graph, default_rules
from kg.workers import Limits, Overrun, results

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Skipped:
    """A file left out, and why; `copied`: its bytes are in the store under another name, so nothing is lost."""

    path: Path
    reason: str
    copied: bool = False


@dataclass(frozen=True)
class BuildReport:
    """What a build did; `facts` counts by kind, `skipped` holds each file left out, `unnamed` the entities of the curated file that no
    document names. Of `items`, the figures, dates and names of the documents, `covered` stand in facts. `undated` are the files that tell no day of
    publication: what they say of their own day is placed nowhere in time."""

    documents: int
    facts: dict[str, int]
    quads: int
    findings: int
    quarantined: int
    skipped: tuple[Skipped, ...]
    seconds: float
    unnamed: tuple[str, ...] = ()
    items: int = 0
    covered: int = 0
    undated: tuple[str, ...] = ()

    @property
    def coverage(self) -> int | None:
        """How much of what the documents say stands in facts, in whole percent; None where they say nothing."""
        return percent(self.covered, self.items)

    @property
    def complete(self) -> bool:
        """Whether all that the files say is in the store."""
        return all(one.copied for one in self.skipped)


@dataclass(frozen=True)
class Read:
    """One file's way to quads: what is kept, what is set apart, and what it gives to the whole; or why it gives nothing."""

    path: Path
    reason: str = ""
    entry: DocumentEntry | None = None
    text: str = ""
    origin: Origin = field(default_factory=Origin)
    quads: bytes = b""
    quarantine: bytes = b""
    core: bytes = b""
    findings: bytes = b""
    contribution: Contribution = field(default_factory=lambda: Contribution((), (), (), (), ()))
    told: Told = field(default_factory=lambda: Told(""))
    copied: bool = False


def build(
    paths: Sequence[Path],
    store_dir: Path,
    jobs: int = 1,
    progress: Progress | None = None,
    identity: Path | None = None,
    ignore: Sequence[str] = (),
    settings: Settings | None = None,
    limits: Limits | None = None,
) -> BuildReport:
    """Builds a store of the releases among and below `paths`, replacing the one at `store_dir` when all is done.

    `identity` is the curated file that says what is one thing, `ignore` patterns of what to pass over in folders, `settings` how to read the
    files, `limits` what one document may take: what overruns is stopped and left out, if there are any.

    Files that cannot be read are left out and listed in the report; KgError where there is none to read or none that can be, and
    StoreError where the store cannot be written: then the old store stays.
    """
    started = time.monotonic()
    given = Given(Table.read(identity)) if identity else Given()
    files, unfound = find_files(paths, ignore)
    if not files:
        looked = ", ".join(map(str, paths)) + "".join(f"; {path}: {reason}" for path, reason in unfound)
        raise KgError(f"nothing to read in {looked}; a release is a file that ends in {', '.join(sorted(SUFFIXES))}")
    with StoreWriter(store_dir, __version__, name_index) as writer:
        read_one = partial(_read_path, table=given.table, settings=settings)
        files.sort(key=lambda path: not tells_day(path))
        reads = _read_all(files, jobs, limits or Limits(), progress, read_one)
        left_out, findings, whole = write(writer, _distinct(reads), given)
        skipped = [*(Skipped(path, reason) for path, reason in unfound), *left_out]
        if not writer.has_documents:
            raise KgError("nothing could be read: " + "; ".join(_reason(one) for one in skipped[:5]))
    manifest = writer.manifest
    return BuildReport(
        len(manifest.documents),
        manifest.facts,
        manifest.quads,
        findings,
        manifest.quarantined,
        tuple(skipped),
        time.monotonic() - started,
        whole.unnamed,
        manifest.items,
        manifest.covered,
        tuple(sorted(one.file for one in manifest.documents if one.published is None)),
    )


def _reason(one: Skipped) -> str:
    return one.reason if str(one.path) in one.reason else f"{one.path}: {one.reason}"


def read_document(document: Document, table: Table | None = None) -> Read:
    """One document's quads, checked; a pure function of the document and the curated table."""
    path = Path(document.name)
    if (spoken := language(document.text[document.origin.lead :])) != ENGLISH:
        return Read(path, f"in {spoken}; only English is read")
    extraction = extract(document)
    if isinstance(extraction, str):
        return Read(path, extraction)
    document = extraction.context.document  # led by the day of its file's name, where nothing else tells one
    quads = emit(document, extraction.published, extraction.mentions, __version__, table)
    kept, quarantined, findings = check_document(quads, default_rules())
    if ox.Quad(document_iri(document), terms.RDF_type, terms.MKG_Document, _facts_graph(document)) not in kept:
        return Read(path, f"what it says of itself violates a shape: {findings[0].message if findings else 'unknown'}")
    facts = Counter(
        quad.subject.value.split("/")[-2] for quad in kept if quad.predicate == terms.MKG_inDocument and isinstance(quad.subject, ox.NamedNode)
    )
    left = residue(extraction.context.reading, extraction.context.parts, extraction.published, said(kept))
    entry = DocumentEntry(
        document.key,
        document.stem,
        document.name,
        extraction.published.isoformat() if extraction.published else None,
        dict(sorted(facts.items())),
        items=left.total,
        covered=left.covered,
    )
    return gathered(
        path, entry, document.text, document.origin, kept, _lines(quarantined), _lines(quad for finding in findings for quad in finding.quads())
    )


def gathered(path: Path, entry: DocumentEntry, text: str, origin: Origin, kept: Sequence[ox.Quad], quarantine: bytes, findings: bytes) -> Read:
    """One document with what it gives to the whole, which depends on nothing but the quads that are kept of it."""
    return Read(
        path, "", entry, text, origin, _lines(kept), quarantine, _lines(_core(kept)), findings, contribution(kept), told(kept, text[origin.lead :])
    )


def _facts_graph(document: Document) -> ox.NamedNode:
    return ox.NamedNode(f"{terms.GRAPH}doc/{document.key}")


def _read_path(path: Path, table: Table, settings: Settings | None) -> Iterator[Read]:
    """The documents of one file, one by one: errors become reasons, so that one bad file cannot stop the others."""
    try:
        for found in read_file(path, settings):
            yield Read(path.joinpath(*found.members), found.reason) if isinstance(found, Unread) else _read_one(path, found, table)
    except UnreadableDocument as error:
        yield Read(path, str(error))
    except MemoryError:  # the machine's failure, or the bound's, not the document's
        raise
    except Exception as error:
        yield Read(path, _defect(error))
        return


def _read_one(path: Path, document: Document, table: Table) -> Read:
    """One document of a file."""
    where = path.joinpath(*document.origin.members)
    try:
        return replace(read_document(document, table), path=where)
    except MemoryError:
        raise
    except Exception as error:
        return Read(where, _defect(error))


def _defect(error: Exception) -> str:
    return f"internal error: {type(error).__name__}: {error}; please report it"


def _read_all(
    files: Sequence[Path], jobs: int, limits: Limits, progress: Progress | None, read_one: Callable[[Path], Iterator[Read]]
) -> Iterator[Read]:
    """What the files give, in their order; in processes of their own where several are to work or bounds are set."""
    if jobs == 1 and limits == Limits():
        found: Iterable[Iterable[Read | Overrun]] = map(read_one, files)
    else:
        found = results(read_one, files, jobs, limits)
    for done, (path, reads) in enumerate(zip(files, found, strict=True), 1):
        for one in reads:
            yield Read(path, f"{one.reason}; what follows in it is not read") if isinstance(one, Overrun) else one
        if progress:
            progress(done, len(files))


def _distinct(reads: Iterator[Read]) -> Iterator[Read]:
    """The same bytes under two names are one document: the first that is read stays, the others are said to be copies."""
    first: dict[str, Path] = {}
    for one in reads:
        if one.entry is not None and first.setdefault(one.entry.id, one.path) != one.path:
            yield Read(one.path, f"the same document as {first[one.entry.id]}, byte for byte", copied=True)
        else:
            yield one


def write(writer: StoreWriter, reads: Iterable[Read], given: Given) -> tuple[list[Skipped], int, Whole]:
    """Everything into the store as it is read; what was left out, the number of findings, and what is one thing. The store sorts, so the
    order of the files does not show."""
    skipped: list[Skipped] = []
    findings: set[bytes] = set()
    contributions: list[Contribution] = []
    documents: list[Told] = []
    core = ox.Store()
    for one in reads:
        if one.entry is None:
            skipped.append(Skipped(one.path, one.reason, one.copied))
            continue
        writer.add_document(one.entry, one.text, one.quads, one.origin)
        writer.add_quarantine(one.quarantine)
        findings.update(one.findings.splitlines(keepends=True))
        contributions.append(one.contribution)
        documents.append(one.told)
        core.bulk_load(one.core, format=ox.RdfFormat.N_QUADS)
    whole = identify(documents, given)
    derived = given.table.relabelled(derive(contributions, whole.canonical, whole.superseded))
    writer.add(derived)
    writer.add(whole.quads)
    writer.add(reference_quads())
    core.bulk_extend(derived)
    core.bulk_extend(whole.quads)
    about_all = check_graph(core, default_rules())
    findings.update(_lines(quad for finding in about_all for quad in finding.quads()).splitlines(keepends=True))
    writer.add_findings(b"".join(findings))
    return skipped, sum(line.split(b" ", 2)[1:] == _IS_FINDING for line in findings), whole


_IS_FINDING = [str(terms.RDF_type).encode(), f"{terms.MKG_Finding} <{terms.GRAPH}findings> .\n".encode()]

# What the shapes on states and labels look at, besides the derived graph itself.
_CORE = frozenset(
    {
        terms.RDF_type,
        terms.MKG_slot,
        terms.MKG_filler,
        terms.MKG_exclusive,
        terms.SCHEMA_name,
        terms.SCHEMA_alternateName,
        terms.ORG_postIn,
        terms.ORG_role,
        terms.MKG_issuer,
        terms.MKG_exchange,
        terms.MKG_site,
        terms.MKG_relation,
    }
)


def _core(quads: Iterable[ox.Quad]) -> Iterator[ox.Quad]:
    """What the whole is checked against: in no graph, so that what many documents say is held once; the rest need not stay in memory."""
    return (ox.Quad(quad.subject, quad.predicate, quad.object) for quad in quads if quad.predicate in _CORE)


def _lines(quads: Iterable[ox.Quad]) -> bytes:
    return ox.serialize(quads, format=ox.RdfFormat.N_QUADS) or b""
