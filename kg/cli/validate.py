"""`kg validate`: a store, or any RDF file, against the shapes."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg.cli.options import chosen_format, open_store, settings, shared
from kg.errors import KgError

if TYPE_CHECKING:
    from kg.validate import Finding, Report

FORMATS = ("table", "ttl", "json")


@click.command("validate", short_help="Check a store, or any RDF file, against the shapes.")
@click.argument("file", required=False, metavar="[FILE]", type=click.Path(path_type=Path))
@click.option("-f", "--format", type=click.Choice(FORMATS), help="How to print; ttl is the SHACL report.  [default: table]")
@click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE (its ending implies the format).  [default: stdout]")
@shared
@click.pass_context
def command(context: click.Context, file: Path | None, format: str | None, output: str) -> int:
    """Checks the store, or FILE where one is given (Turtle, TriG, N-Triples, N-Quads, JSON-LD or RDF/XML), against the package's SHACL shapes.

    Exits with 0 where nothing violates a shape, 1 where something does, 2 where it could not be checked. Warnings and remarks are listed, but do
    not count. The violations that a build met are in the store's quarantine, and not among its facts.

    \b
    Examples:
      kg validate --store mine.store
      kg validate mine.ttl
      kg validate changed.trig -f ttl -o report.ttl
    """
    report = _validate(context, file)
    if report.conforms is None:
        raise KgError(f"nothing to check in {file or settings(context).store}: no shape speaks of anything in it")
    chosen = chosen_format(format, output, FORMATS, default="table")
    from kg.cli.rows import write_json, write_text

    if chosen == "json":
        write_json(_as_json(report), output)
    elif chosen == "ttl":
        write_text(lambda out: out.write(report.to_ttl()), output)
    else:
        write_text(lambda out: _write_table(report, out), output)
    return 0 if report.conforms else 1


def _validate(context: click.Context, file: Path | None) -> Report:
    from kg.validate import validate_file, validate_quads

    if file is None:
        if not settings(context).store:
            raise KgError("nothing to validate: name a FILE, or a store by --store DIR or KG_STORE")
        return validate_quads(open_store(context).quads())
    if file.is_dir():
        raise KgError(f"{file} is a directory; a store is validated by 'kg validate --store {file}'")
    return validate_file(file)


def _write_table(report: Report, out: TextIO) -> None:
    """A paragraph a finding, for a person; the verdict last."""
    from kg.validate.findings import short

    for finding in report.findings:
        value = f" = {short(finding.value)}" if finding.value is not None else ""
        about = f"{short(finding.path)}{value}" if finding.path is not None else value.removeprefix(" = ")
        out.write(f"{finding.severity.word.lower():<10}{short(finding.focus)}  {about}".rstrip() + "\n")
        out.write(f"          {' '.join(finding.message.split())}  ({short(finding.shape)})\n")
    counts = Counter(finding.severity.word.lower() for finding in report.findings)
    told = ", ".join(f"{counts[word]} {word}{'' if counts[word] == 1 else 's'}" for word in ("violation", "warning", "info") if counts[word])
    out.write(f"{'conforms' if report.conforms else 'does not conform'}: {told or 'no findings'}\n")


def _as_json(report: Report) -> dict[str, Any]:
    return {"conforms": report.conforms, "findings": [_finding(finding) for finding in report.findings]}


def _finding(finding: Finding) -> dict[str, Any]:
    def text(term: Any) -> str | None:
        return None if term is None else str(getattr(term, "value", term))

    return {
        "severity": finding.severity.word.lower(),
        "shape": text(finding.shape),
        "constraint": text(finding.component),
        "focus": text(finding.focus),
        "path": text(finding.path),
        "value": text(finding.value),
        "message": finding.message,
        "document": text(finding.document),
    }
