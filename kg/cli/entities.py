"""Which entity the user means: one is taken, several are listed, and for none the nearest names are told."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

import click

from kg.cli.options import open_store
from kg.errors import KgError, QueryError

if TYPE_CHECKING:
    from pyoxigraph import Store


class Ambiguous(KgError):
    """A name that several entities bear; its message lists them, a line each."""


def the_entity(context: click.Context, graph: Store, text: str, known: date | None = None) -> str:
    """The IRI of the one entity that a name, alias, ticker, CURIE or IRI means, by documents published by `known`.

    Ambiguous (exit 2) where several fit; where none does, says so with the nearest names, and the command ends with 1: no answer.
    """
    from kg.lookup.names import NothingNamed, meant

    try:
        return meant(graph, text, index=open_store(context).names, known=known).iri
    except NothingNamed:
        where = f"in documents published by {known}" if known else "in the store"
        hint = "; other documents of the store name it" if known and _is_named(context, graph, text) else _nearest(graph, text)
        click.echo(f"kg: nothing {where} is called '{text}'{hint}", err=True)
        context.exit(1)
    except QueryError as error:
        raise Ambiguous(str(error)) from error


def _is_named(context: click.Context, graph: Store, text: str) -> bool:
    """Whether documents of whatever day, or of none, name what the text means."""
    from kg.lookup.names import find

    return bool(find(graph, text, index=open_store(context).names))


def _nearest(graph: Store, text: str) -> str:
    """Names that look like the text, for one who mistyped."""
    import difflib

    from kg import terms
    from kg.lookup.labels import labels

    names = {label.casefold(): label for _, label in sorted(labels(graph, terms.SCHEMA_name))}
    close = difflib.get_close_matches(text.casefold(), list(names), n=3)
    if not close:  # one word of a longer name, perhaps
        words = {word: name for name, label in names.items() for word in name.split()}
        close = [words[word] for word in difflib.get_close_matches(text.casefold(), list(words), n=3, cutoff=0.75)]
    told = " or ".join(f"'{names[name]}'" for name in dict.fromkeys(close))
    return f"; did you mean {told}?" if told else "; 'kg find' looks for a part of a name"
