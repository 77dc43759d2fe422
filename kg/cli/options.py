"""What all commands share: where the store is, how much to say, and in which format to print."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any, TextIO, TypeVar

import click
from click.shell_completion import CompletionItem

from kg.errors import StoreError

if TYPE_CHECKING:  # opening a store is not needed to print help
    from kg.store import Store

Decorated = TypeVar("Decorated", bound=Callable[..., Any])
ROW_FORMATS = ("table", "csv", "tsv", "json", "jsonl", "md", "srj")


@dataclass(frozen=True)
class Settings:
    """The options that stand before or after the command's name."""

    store: str | None = None
    quiet: bool = False
    verbose: bool = False


def settings(context: click.Context) -> Settings:
    """The settings of the running command."""
    return context.obj if isinstance(context.obj, Settings) else Settings()


def open_store(context: click.Context) -> Store:
    """The store that the options or KG_STORE name, opened once and closed when the command ends; one line where there is none."""
    from kg.store.reader import Store

    path = store_path(context)
    if path not in context.meta:
        context.meta[path] = context.with_resource(Store.open(path))
    store: Store = context.meta[path]
    return store


def store_path(context: click.Context) -> str:
    """The directory named by -s/--store or KG_STORE; a StoreError tells how to name one."""
    path = settings(context).store
    if not path:
        raise StoreError("no store named: add --store DIR, or set KG_STORE; 'kg build PATH --store DIR' makes one")
    return path


def say(context: click.Context, message: str) -> None:
    """A remark to standard error, unless -q."""
    if not settings(context).quiet:
        click.echo(message, err=True)


def shared(command: Decorated) -> Decorated:
    """Adds -s/--store, -q and -v; what stands after the command's name wins over what stands before it."""
    for option in (
        click.option("-v", "--verbose", is_flag=True, default=None, help="Say more; show the traceback of an internal error.", **_HANDLED),
        click.option("-q", "--quiet", is_flag=True, default=None, help="Print data and errors only.", **_HANDLED),
        click.option("-s", "--store", metavar="DIR", help="The store's directory.  [env: KG_STORE]", **_HANDLED),
    ):
        command = option(command)
    return command


def _set(context: click.Context, parameter: click.Parameter, value: Any) -> None:
    if value is not None and parameter.name:
        context.obj = replace(settings(context), **{parameter.name: value})


_HANDLED: dict[str, Any] = {"expose_value": False, "callback": _set}


class OneOf(click.ParamType[str]):
    """One of some words that the library knows; it is loaded only when one is given or completed."""

    def __init__(self, name: str, words: Callable[[], Sequence[str]]) -> None:
        self.name = name
        self._words = words

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        if value not in self._words():
            self.fail(f"no {self.name} '{value}'; choose one of {', '.join(self._words())}", param, ctx)
        return value

    def shell_complete(self, ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
        return [CompletionItem(word) for word in self._words() if word.startswith(incomplete)]


class _Day(click.ParamType[date]):
    """A day written YYYY-MM-DD."""

    name = "date"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        if isinstance(value, date):
            return value
        try:
            day = date.fromisoformat(value)
            if day.isoformat() != value:  # "20120312" and "2012-W11-1" are days, too
                raise ValueError
            return day
        except ValueError:
            self.fail(f"'{value}' is not a day written YYYY-MM-DD", param, ctx)


DAY = _Day()


def row_format(*formats: str, default: str | None = None) -> Callable[[Decorated], Decorated]:
    """Adds -f/--format and -o/--output. Without -f: what the output file's name ends in, else `default`, else a table on a terminal and
    CSV in a pipe; the command gets `format` and `output`."""
    known = formats or ROW_FORMATS
    usual = default or "table on a terminal, csv in a pipe"

    def add(command: Decorated) -> Decorated:
        output = click.option("-o", "--output", metavar="FILE", default="-", help="Write to FILE (its ending implies the format).  [default: stdout]")
        form = click.option("-f", "--format", type=click.Choice(known), help=f"How to print.  [default: {usual}]")
        return form(output(command))

    return add


def on_terminal(out: TextIO) -> bool:
    """Whether what is written goes to a terminal."""
    return out is sys.stdout and sys.stdout.isatty()


def styled(out: TextIO) -> bool:
    """Whether bold and the like may be written: on a terminal, unless NO_COLOR is set."""
    return on_terminal(out) and not os.environ.get("NO_COLOR")


def chosen_format(given: str | None, output: str, known: tuple[str, ...] = ROW_FORMATS, default: str | None = None) -> str:
    """The format that -f, the output file's name, the command or the terminal decides, in this order."""
    ending = os.path.splitext(output)[1].lstrip(".").lower()
    implied = ending if output != "-" and ending in known else None
    return given or implied or default or ("table" if output == "-" and sys.stdout.isatty() else "csv")
