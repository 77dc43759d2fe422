"""Rows on standard output or in a file, in the formats that people, spreadsheets and programs read."""

from __future__ import annotations

import io
import json
import re
import sys
from collections.abc import Callable, Iterable, Sequence
from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any, TextIO

from kg.cli.options import on_terminal, styled

if TYPE_CHECKING:
    from kg.query import Rows, Value

WRAPPED, GAP = 24, 3  # a column narrower than this is not worth wrapping; rich sets columns this far apart


def write_rows(rows: Rows, format: str, output: str = "-") -> None:
    """Prints rows, or writes them to a file that appears whole or not at all."""
    write_text(lambda file: _WRITERS[format](rows, file), output)


def rows_from(columns: tuple[str, ...], lines: Iterable[Sequence[str | int | date | None]]) -> Rows:
    """Rows of plain values, for answers that are no query's."""
    from pyoxigraph import Literal

    from kg.query.rows import Rows

    def term(value: str | int | date | None) -> Literal | None:
        return None if value is None else Literal(value) if isinstance(value, int) else Literal(str(value))

    return Rows(columns, tuple(tuple(term(value) for value in line) for line in lines))


def write_json(data: Any, output: str = "-") -> None:
    """Prints any plain data as JSON, readable and with its letters unescaped."""
    write_text(lambda file: file.write(json.dumps(data, ensure_ascii=False, indent=2, default=to_json) + "\n"), output)


def write_text(write: Callable[[TextIO], object], output: str) -> None:
    """Hands a text file to `write`: standard output for "-", else one that appears whole or not at all."""
    if output == "-":
        write(sys.stdout)
        return
    from kg.export.whole_file import whole_file

    with whole_file(output) as binary:
        file = io.TextIOWrapper(binary, encoding="utf-8", newline="\n")
        write(file)
        file.flush()
        file.detach()


def to_json(value: object) -> Any:
    """Dates as text, decimals as numbers, for `json.dumps`."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return float(value)
    raise TypeError(f"{type(value).__name__} has no JSON form")


def to_text(value: Value) -> str:
    """A value in a cell: nothing for what is unbound, true and false as JSON has them."""
    if value is None:
        return ""
    return str(value).lower() if isinstance(value, bool) else str(value)


def _answer(rows: Rows) -> tuple[tuple[str, ...], list[tuple[Value, ...]]]:
    """Columns and rows; the answer of an ASK is one cell."""
    return (rows.columns, rows.values) if rows.boolean is None else (("answer",), [(rows.boolean,)])


def _cells(rows: Rows) -> Iterable[list[str]]:
    return ([to_text(value) for value in row] for row in _answer(rows)[1])


def _csv(rows: Rows, file: TextIO) -> None:
    import csv

    writer = csv.writer(file, lineterminator="\n")
    writer.writerow(_answer(rows)[0])
    writer.writerows(_cells(rows))


def _tsv(rows: Rows, file: TextIO) -> None:
    escapes = {"\\": "\\\\", "\t": "\\t", "\n": "\\n", "\r": "\\r"}
    for row in [list(_answer(rows)[0]), *_cells(rows)]:
        file.write("\t".join(re.sub(r"[\\\t\n\r]", lambda found: escapes[found.group()], cell) for cell in row) + "\n")


def _json(rows: Rows, file: TextIO) -> None:
    if rows.boolean is not None:
        file.write(f"{to_text(rows.boolean)}\n")
        return
    lines = [json.dumps(record, ensure_ascii=False, default=to_json) for record in rows.records()]
    file.write("[" + ",\n ".join(lines) + "]\n")


def _jsonl(rows: Rows, file: TextIO) -> None:
    columns, values = _answer(rows)
    for row in values:
        file.write(json.dumps(dict(zip(columns, row, strict=True)), ensure_ascii=False, default=to_json) + "\n")


def _md(rows: Rows, file: TextIO) -> None:
    columns = _answer(rows)[0]
    for row in [list(columns), ["---"] * len(columns), *_cells(rows)]:
        file.write("| " + " | ".join(" ".join(cell.replace("\\", "\\\\").replace("|", "\\|").split()) for cell in row) + " |\n")


def _srj(rows: Rows, file: TextIO) -> None:
    json.dump(rows.to_srj(), file, ensure_ascii=False, indent=1)
    file.write("\n")


def write_table(rows: Rows, file: TextIO) -> None:
    """Aligned columns; on a terminal too narrow for them, one block a row; elsewhere as wide as they need."""
    if rows.boolean is not None:
        file.write(f"{to_text(rows.boolean)}\n")
        return
    import shutil

    from rich.cells import cell_len

    cells = [[" ".join(cell.split()) for cell in row] for row in _cells(rows)]
    widths = [max(map(cell_len, column)) for column in zip(rows.columns, *cells, strict=True)]
    room = shutil.get_terminal_size().columns if on_terminal(file) else None
    if room is not None and sum(min(width, WRAPPED) + GAP for width in widths) > room:
        _write_blocks(rows.columns, cells, file)
    else:
        _write_columns(rows, cells, room, file)


def _write_blocks(columns: tuple[str, ...], cells: list[list[str]], file: TextIO) -> None:
    """A line for each value that there is."""
    label = max(map(len, columns), default=0)
    for number, row in enumerate(cells, 1):
        file.write(f"{'' if number == 1 else chr(10)}─── {number} of {len(cells)} ───\n")
        file.writelines(f"{name:<{label}}  {cell}\n" for name, cell in zip(columns, row, strict=True) if cell)


def _write_columns(rows: Rows, cells: list[list[str]], room: int | None, file: TextIO) -> None:
    from rich import box
    from rich.console import Console
    from rich.table import Table
    from rich.text import Text

    table = Table(box=box.SIMPLE_HEAD, pad_edge=False, show_edge=False, header_style="bold" if styled(file) else "")
    for position, name in enumerate(rows.columns):
        numbers = [row[position] for row in rows.values if row[position] is not None]
        right = bool(numbers) and all(isinstance(value, int | Decimal) and not isinstance(value, bool) for value in numbers)
        table.add_column(Text(name), justify="right" if right else "left", overflow="fold")
    for row in cells:
        table.add_row(*map(Text, row))
    if room is not None:
        Console(file=file, highlight=False).print(table)
        return
    text = io.StringIO()
    Console(file=text, width=100_000, highlight=False).print(table)
    file.writelines(line.rstrip() + "\n" for line in text.getvalue().splitlines())


_WRITERS: dict[str, Callable[[Rows, TextIO], None]] = {
    "table": write_table,
    "csv": _csv,
    "tsv": _tsv,
    "json": _json,
    "jsonl": _jsonl,
    "md": _md,
    "srj": _srj,
}
