"""The command line: `kg COMMAND`. Each command parses its arguments, calls one function of the library, and prints.

Exit codes, everywhere: 0 answered, or conforms; 1 no answer, or does not conform; 2 wrong usage, or failure; 141, as of other programs, where
the reader of the pipe has gone. Data go to standard output, everything else to standard error; a failure is one line that says what, where,
and what to do.
"""

from __future__ import annotations

import contextlib
import os
import sys
import traceback
from collections.abc import Sequence
from io import TextIOWrapper

import click

from kg.cli.entities import Ambiguous
from kg.cli.root import kg
from kg.errors import KgError

ANSWERED, NO_ANSWER, FAILED = 0, 1, 2
PIPE_CLOSED = 141  # 128 + SIGPIPE; not 0, which would say that all was answered or conforms

__all__ = ["ANSWERED", "FAILED", "NO_ANSWER", "kg", "main"]


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one command and returns its exit code; never raises, and prints no traceback unless -v asks for it."""
    given = list(sys.argv[1:] if arguments is None else arguments)
    _write_utf8()
    try:
        code = _run(given)
        sys.stdout.flush()
    except BrokenPipeError:  # the reader of the pipe has seen enough, as `head` does: nobody to tell
        code = PIPE_CLOSED
    except KeyboardInterrupt:
        code = _fail("interrupted; nothing was changed")
    except OSError as error:
        code = _fail(f"{error.filename or 'cannot write the output'}: {error.strerror or error}")
    if code in (FAILED, PIPE_CLOSED):
        _silence_stdout()
    return code


def _run(arguments: list[str]) -> int:
    """The command's own exit code; every failure that a user can cause or meet as one line."""
    try:
        if "_KG_COMPLETE" in os.environ:
            from click.shell_completion import shell_complete

            return shell_complete(kg, {}, "kg", "_KG_COMPLETE", os.environ["_KG_COMPLETE"])
        return _invoke(arguments)
    except click.exceptions.Exit as done:
        return done.exit_code
    except click.exceptions.NoArgsIsHelpError as error:
        click.echo(error.format_message(), err=True)
        return FAILED
    except click.UsageError as error:
        return _fail(_usage(error))
    except click.ClickException as error:
        return _fail(error.format_message())
    except Ambiguous as error:  # its candidates stand on lines of their own
        click.echo(f"kg: {error}", err=True)
        return FAILED
    except KgError as error:
        return _fail(str(error))
    except click.Abort:
        raise KeyboardInterrupt from None
    except (KeyboardInterrupt, OSError):
        raise
    except UnicodeEncodeError:
        return _fail("an argument is not text in UTF-8; check the shell's locale")
    except MemoryError:
        return _fail("out of memory; try fewer --jobs, or a smaller question")
    except Exception as error:  # a defect of this program: the user gets a line, who wants to know more gets all
        if _wants_details(arguments):
            traceback.print_exc()
        return _fail(f"internal error: {type(error).__name__}: {error}; please report it with what 'kg -v {' '.join(arguments[:1])} ...' prints")


def _invoke(arguments: list[str]) -> int:
    """The command's own exit code; a graph that proves damaged while it is read is the store's failure, not a defect."""
    try:
        with kg.make_context("kg", arguments) as context:
            result = kg.invoke(context)
    except click.exceptions.Exit:  # a RuntimeError, too
        raise
    except (RuntimeError, OSError) as error:
        from kg.store.layout import damage_told

        with damage_told():
            raise error
    return result if isinstance(result, int) else ANSWERED


def _usage(error: click.UsageError) -> str:
    """The message of a usage error, and where its help is."""
    message = error.format_message().strip().rstrip(".")
    path = error.ctx.command_path if error.ctx else "kg"
    return f"{message[:1].lower()}{message[1:]} (see '{path} --help')"


def _wants_details(arguments: list[str]) -> bool:
    return "-v" in arguments or "--verbose" in arguments


def _fail(message: str) -> int:
    line = " ".join(message.split())
    with contextlib.suppress(OSError, ValueError):
        sys.stderr.write(f"kg: {line}\n")
        sys.stderr.flush()
    return FAILED


def _write_utf8() -> None:
    """Data are UTF-8 with plain line feeds in a pipe, whatever the locale; a terminal keeps its encoding and shows ? for what it lacks."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            if stream.isatty():
                stream.reconfigure(errors="replace")
            else:
                stream.reconfigure(encoding="utf-8", errors="backslashreplace", newline="\n")


def _silence_stdout() -> None:
    """Lets the interpreter's last flush of a closed pipe or a full disk succeed, so that it prints nothing of its own."""
    try:
        sys.stdout.flush()
    except (OSError, ValueError):
        with contextlib.suppress(OSError, ValueError, AttributeError):
            handle = os.open(os.devnull, os.O_WRONLY)
            os.dup2(handle, sys.stdout.fileno())
            os.close(handle)
