"""Parameters of query files: their names and types, and their values as serialised terms that no text can break out of."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal, InvalidOperation

import pyoxigraph as ox

from kg import terms
from kg.errors import QueryError

TYPES = {"": "string", "literal": "string", "iri": "iri", "number": "number", "integer": "integer", "xsd_date": "date"}
_PARAMETER = re.compile(r"\?(?P<lead>__?)(?P<name>[A-Za-z][A-Za-z0-9]*)(?:_(?P<suffix>literal|iri|number|integer|xsd_date))?", re.ASCII)


@dataclass(frozen=True)
class Param:
    """One parameter of a question; `type` is string, iri, number, integer or date."""

    name: str
    type: str
    required: bool
    help: str = ""
    default: str | None = None
    enum: tuple[str, ...] = ()


def is_parameter(variable: str) -> bool:
    """Whether a variable asks for a value: its name begins with an underscore."""
    return variable[1:].startswith("_")


def parameter_of(variable: str) -> Param:
    """What a variable such as `?_on_xsd_date` asks for; QueryError says how to write one that grlc would misread."""
    match = _PARAMETER.fullmatch(variable)
    if match:
        return Param(match["name"], TYPES[match["suffix"] or ""], required=match["lead"] == "_")
    if variable.startswith("$"):
        raise QueryError(f"parameter {variable}: write ?{variable[1:]}, the only form that grlc reads")
    words = [word for word in variable[1:].split("_") if word]
    if len(words) > 1 and words[-1].lower() == "date":
        raise QueryError(f"parameter {variable}: the suffix for a date is _xsd_date (grlc takes _date for a data type of that name)")
    if len(words) > 1:
        known = ", ".join(f"_{suffix}" for suffix in TYPES if suffix)
        raise QueryError(
            f"parameter {variable}: a name carries no underscore (grlc would read {words[-1]!r} as a language); "
            f"write ?_{''.join(words)}, or end with one of {known}"
        )
    raise QueryError(f"parameter {variable}: write ?_name (required) or ?__name (optional), letters and digits only")


def serialise(param: Param, value: object) -> str:
    """The value as one SPARQL token of the parameter's type; QueryError names the parameter where the value does not fit."""
    if param.enum and str(value) not in param.enum:
        raise QueryError(f"parameter {param.name!r}: {value!r} is not one of {', '.join(param.enum)}")
    try:
        return _WRITERS[param.type](value)
    except (ValueError, TypeError, InvalidOperation) as error:
        raise QueryError(f"parameter {param.name!r}: {value!r} is not {_WANTED[param.type]}") from error


def _string(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError
    value.encode("utf-8")  # a lone surrogate is no text
    escaped = value.translate(_ESCAPES)
    # Some engines (rdflib) expand \uXXXX before they read strings, even after an escaped backslash: a "u" there is itself escaped.
    safe = re.sub(r"(?<=\\\\)[uU]", lambda m: f"\\U{ord(m.group()):08x}", escaped)
    return f'"{safe}"'


def _iri(value: object) -> str:
    text = value.value if isinstance(value, ox.NamedNode) else value
    if not isinstance(text, str) or not re.fullmatch(r"[A-Za-z][A-Za-z0-9+.\-]*:[^<>\"{}|^`\\\x00-\x20]*", text):
        raise ValueError
    text.encode("utf-8")
    return str(ox.NamedNode(text))


def _number(value: object) -> str:
    number = Decimal(str(value))
    if isinstance(value, bool) or not number.is_finite() or abs(number.adjusted()) > 300:
        raise ValueError
    return format(number, "f")


def _integer(value: object) -> str:
    if isinstance(value, bool) or not re.fullmatch(r"[+-]?[0-9]{1,300}", str(value), re.ASCII):
        raise ValueError
    return str(int(str(value)))


def _date(value: object) -> str:
    if isinstance(value, datetime):
        raise TypeError
    text = value.isoformat() if isinstance(value, date) else value
    if not isinstance(text, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text, re.ASCII):
        raise ValueError
    return f'"{date.fromisoformat(text).isoformat()}"^^{terms.XSD_date}'


_ESCAPES = str.maketrans({'"': r"\"", "\\": r"\\", "\n": r"\n", "\r": r"\r", "\t": r"\t", "\b": r"\b", "\f": r"\f"})
_WRITERS: dict[str, Callable[[object], str]] = {"string": _string, "iri": _iri, "number": _number, "integer": _integer, "date": _date}
_WANTED = {
    "string": "text",
    "iri": "an IRI: a scheme, a colon, and no spaces or angle brackets",
    "number": "a number such as 12.5",
    "integer": "a whole number",
    "date": "a day written YYYY-MM-DD",
}
