"""`kg query`: the questions that ship with the package, and those in query files, each a command with its own options and help."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.cli.options import chosen_format, open_store, row_format, shared

if TYPE_CHECKING:
    from pyoxigraph import Store

    from kg.query import Param, Query, Rows

OWN = frozenset({"format", "output", "show", "none", "store", "quiet", "verbose", "help"})


class Questions(click.Group):
    """A group whose commands are questions; each parameter of a question is an option."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from kg.query import catalogue

        return [query.name for query in catalogue()]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from kg.query import load

        if ctx.resilient_parsing and cmd_name not in self.list_commands(ctx):  # completing a half-typed name
            return None
        return _command(load(cmd_name))

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        from kg.query import catalogue

        with formatter.section("Questions"):
            formatter.write_dl([(query.name, query.summary) for query in catalogue()])


@click.group(
    "query",
    cls=Questions,
    invoke_without_command=True,
    subcommand_metavar="[NAME|FILE.rq] [--PARAMETER VALUE]...",
    short_help="Ask a ready-made question.",
)
@row_format()
@shared
@click.pass_context
def command(context: click.Context, format: str | None, output: str) -> int:
    """Asks a question that ships with kg, or one in a query file of your own. Without a name: lists the questions. 'kg query NAME --help' tells
    what each asks and which parameters it takes; where a parameter is an entity, its name, ticker or IRI will do.

    \b
    Examples:
      kg query
      kg query holder-on-date --help
      kg query my-question.rq --on 2012-07-09 --store mine.store
    """
    if context.invoked_subcommand is None:
        from kg.cli.rows import write_rows

        write_rows(_catalogue(), chosen_format(format, output), output)
    return 0


def _catalogue() -> Rows:
    from kg.cli.rows import rows_from
    from kg.query import catalogue

    lines = ((query.name, query.summary, " ".join(_usage(param) for param in query.params)) for query in catalogue())
    return rows_from(("name", "question", "parameters"), lines)


def _usage(param: Param) -> str:
    return f"--{param.name}" if param.required and param.default is None else f"[--{param.name}]"


def _command(query: Query) -> click.Command:
    """A question as a command."""

    @click.option("-e", "--none", is_flag=True, help="Exit with 1 where there are no rows.")
    @click.option("--show", is_flag=True, help="Print the query with its values in place instead of running it.")
    @row_format()
    @shared
    @click.pass_context
    def ask(context: click.Context, /, format: str | None, output: str, show: bool, none: bool, **given: str | None) -> int:
        from kg.cli.rows import write_rows

        values = {param.name: value for param in query.params if (value := given[param.name.lower()]) is not None}
        bound = {param.name: _value(context, param, values[param.name]) for param in query.params if param.name in values}
        if show:
            click.echo(query.bind(bound))
            return 0
        rows = query.run(_graph(context, query), bound)
        inherited = context.parent.params.get("format") if context.parent else None
        write_rows(rows, chosen_format(format or inherited, output), output)
        return 1 if rows.boolean is False or (none and rows.boolean is None and not len(rows)) else 0

    text = "\n\n".join(part for part in (query.summary.rstrip(".") + ".", query.description, _example(query)) if part)
    made = click.command(query.name, help=text, short_help=query.summary)(ask)
    made.params[:0] = [_option(param) for param in query.params]
    return made


def _option(param: Param) -> click.Option:
    kind = click.Choice(param.enum) if param.enum else None
    names = {"date": "YYYY-MM-DD", "iri": "ENTITY", "integer": "N", "number": "NUMBER"}
    needed = param.required and param.default is None
    options: dict[str, Any] = {"required": True} if needed else {"default": param.default, "show_default": param.default is not None}
    return click.Option(
        [f"--{param.name}", param.name.lower()], type=kind, metavar=None if kind else names.get(param.type, "TEXT"), help=param.help, **options
    )


def _example(query: Query) -> str:
    """An example call, from the values with which the question is tested."""
    if not query.example:
        return ""
    words = [f'--{name} "{value}"' if " " in value else f"--{name} {value}" for name, value in query.example.items()]
    return "\b\nExample:\n  " + " \\\n    ".join([f"kg query {query.name} --store mine.store", *words])


def _value(context: click.Context, param: Param, value: str) -> str:
    """The value for the query; an entity by name, ticker or alias becomes its IRI, for which alone the store is needed."""
    if param.type != "iri" or "://" in value:
        return value
    from kg.cli.entities import the_entity

    return the_entity(context, open_store(context).graph, value)


def _graph(context: click.Context, query: Query) -> Store:
    """What the question is about: the facts, or for questions on quality the findings, which lie apart."""
    store = open_store(context)
    if "quality" not in query.tags:
        return store.graph
    from pyoxigraph import Store as Graph

    graph = Graph()
    graph.extend(store.findings())
    return graph
