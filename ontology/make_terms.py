"""Writes kg/terms.py, one constant a term, from ontology/mkg.ttl.

`python ontology/make_terms.py` writes the file; with `--check` it only says, by exit code 1, that the file is out of date.
"""

import sys
from collections.abc import Iterable
from pathlib import Path

import pyoxigraph as ox

HERE = Path(__file__).resolve().parent
SOURCE = HERE / "mkg.ttl"
TARGET = HERE.parent / "kg" / "terms.py"

HEAD = '''\
"""Every term of the graph as a constant.

Generated from ontology/mkg.ttl by `python ontology/make_terms.py`; not edited by hand.
"""

from typing import Final

from pyoxigraph import NamedNode
'''
RDF_TYPE = ox.NamedNode("http://www.w3.org/1999/02/22-rdf-syntax-ns#type")
ONTOLOGY = ox.NamedNode("http://www.w3.org/2002/07/owl#Ontology")


def read(source: Path) -> tuple[dict[str, str], list[str]]:
    """The prefixes of a Turtle file and the IRIs of the terms that it declares, both sorted."""
    parser = ox.parse(path=source, format=ox.RdfFormat.TURTLE)
    terms = {
        quad.subject.value for quad in parser if quad.predicate == RDF_TYPE and quad.object != ONTOLOGY and isinstance(quad.subject, ox.NamedNode)
    }
    return dict(sorted(parser.prefixes.items())), sorted(terms)


def split(iri: str, prefixes: dict[str, str]) -> tuple[str, str]:
    """The prefix and the local name of a term."""
    for prefix, namespace in prefixes.items():
        local = iri.removeprefix(namespace)
        if local != iri and local.isidentifier():
            return prefix, local
    raise SystemExit(f"{SOURCE}: no prefix for {iri}; declare one")


def lines(prefixes: dict[str, str], terms: Iterable[str]) -> Iterable[str]:
    """The lines of kg/terms.py."""
    own = prefixes["mkg"]
    base = own.removesuffix("ns#")
    yield HEAD
    yield f'NS: Final = "{own}"'
    yield f'ID: Final = "{base}id/"'
    yield f'GRAPH: Final = "{base}graph/"'
    yield ""
    yield "PREFIXES: Final[dict[str, str]] = {"
    for prefix, namespace in prefixes.items():
        yield f'    "{prefix}": "{namespace}",'
    yield "}"
    above = ""
    for prefix, local, iri in sorted((*split(iri, prefixes), iri) for iri in terms):
        if prefix != above:
            yield ""
        yield f'{prefix.upper().replace("-", "_")}_{local}: Final = NamedNode("{iri}")'
        above = prefix


def render(source: Path = SOURCE) -> str:
    """The text of kg/terms.py for a Turtle file."""
    return "\n".join(lines(*read(source))) + "\n"


def main(arguments: list[str]) -> int:
    if arguments not in ([], ["--check"]):
        print(__doc__, file=sys.stderr)
        return 2
    text = render()
    if not arguments:
        TARGET.write_text(text, encoding="utf-8", newline="\n")
        return 0
    if TARGET.exists() and TARGET.read_text(encoding="utf-8") == text:
        return 0
    print(f"{TARGET} is out of date: run python ontology/make_terms.py", file=sys.stderr)
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
