"""A path, or standard input, to bytes."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from briefing.errors import SourceNotFoundError, SourceUnreadableError

__all__ = ["STDIN", "read_file", "read_stdin"]

STDIN = "-"
"""The name under which standard input is given."""


def read_file(path: Path, name: str) -> bytes:
    """Read the whole file at `path`; messages call it `name`.

    Raises:
        SourceNotFoundError: If nothing is there.
        SourceUnreadableError: If it is a directory, or the system does not let us read it.
    """
    try:
        if path.is_dir():
            raise SourceUnreadableError(
                f"{name} is a directory", hint="read its files with load_all, or name one of them"
            )
        return path.read_bytes()
    # ValueError: a path with a NUL, which no system can hold.
    except (FileNotFoundError, NotADirectoryError, ValueError) as error:
        raise SourceNotFoundError(
            f"there is no file {name}", hint="check the path, and the folder you are in"
        ) from error
    except PermissionError as error:
        raise SourceUnreadableError(
            f"no permission to read {name}", hint="ask its owner for the right to read it"
        ) from error
    except OSError as error:
        raise SourceUnreadableError(f"cannot read {name}: {_reason(error)}") from error


def read_stdin() -> bytes:
    """Read standard input to its end.

    Raises:
        SourceUnreadableError: If it is closed, or cannot be read.
    """
    # None where the program was started without one, as by pythonw or a closed descriptor.
    if sys.stdin is None:
        raise SourceUnreadableError(
            "standard input is closed", hint="pipe a text into it, or name a file"
        )
    try:
        return sys.stdin.buffer.read()
    except (OSError, ValueError) as error:
        reason = _reason(error) if isinstance(error, OSError) else str(error)
        raise SourceUnreadableError(f"cannot read standard input: {reason}") from error


def _reason(error: OSError) -> str:
    return os.strerror(error.errno) if error.errno else str(error)
