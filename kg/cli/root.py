"""The `kg` command and its sub-commands, each loaded only when it is used: a look-up must not pay for the build's libraries."""

from __future__ import annotations

import os
from dataclasses import replace
from importlib import import_module

import click

from kg import __version__
from kg.cli.options import settings, shared

COMMANDS = {
    "build": "kg.cli.build",
    "ingest": "kg.cli.ingest",
    "fetch": "kg.cli.fetch",
    "remove": "kg.cli.remove",
    "validate": "kg.cli.validate",
    "fact": "kg.cli.fact",
    "timeline": "kg.cli.timeline",
    "changes": "kg.cli.changes",
    "find": "kg.cli.find",
    "show": "kg.cli.show",
    "source": "kg.cli.source",
    "residue": "kg.cli.residue",
    "identity": "kg.cli.identity",
    "link": "kg.cli.link",
    "query": "kg.cli.query",
    "sparql": "kg.cli.sparql",
    "tables": "kg.cli.tables",
    "export": "kg.cli.export",
    "completion": "kg.cli.completion",
}


class LazyGroup(click.Group):
    """A group whose commands are the attribute `command` of a module each."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(COMMANDS[cmd_name]).command
        return command


@click.group(cls=LazyGroup, name="kg", context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(__version__, prog_name="kg", message="%(prog)s %(version)s")
@shared
@click.pass_context
def kg(context: click.Context) -> None:
    """Builds a knowledge graph from mining-company news releases, and answers questions from it, each answer with the sentence that
    says so.

    \b
      kg build examples --store mine.store
      kg fact "North American Palladium" ceo --on 2012-01-01 --store mine.store
      kg export ttl --store mine.store -o mine.ttl

    Set KG_STORE to name the store once. Exit codes: 0 answered or conforms; 1 no answer, or does not conform; 2 wrong usage or failure.
    """
    given = settings(context)
    context.obj = replace(given, store=given.store or os.environ.get("KG_STORE"))
