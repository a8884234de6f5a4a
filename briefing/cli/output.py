"""What the command line prints: briefs to stdout or a file, all else to stderr."""

from __future__ import annotations

import contextlib
import os
import shutil
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

from briefing.document import Document
from briefing.errors import BriefingError, SettingsError
from briefing.packs.contents import source_name

__all__ = ["complain", "keep_texts", "note", "progress", "refuse_terminal", "write"]


def refuse_terminal(what: str, path: Path | None) -> None:
    """See to it that bytes do not go to a terminal, before anything is done for them.

    Raises:
        SettingsError: If they would.
    """
    if path is None and sys.stdout.isatty():
        raise SettingsError(
            f"{what} is not for a terminal", hint="write it with -o FILE, or pipe it on"
        )


def write(text: str | bytes, path: Path | None, option: str = "-o") -> None:
    """Write bytes as they are, text as UTF-8; to `path` whole or not at all.

    Raises:
        SettingsError: If `path` cannot be written.
    """
    data = text if isinstance(text, bytes) else text.encode("utf-8", "replace")
    if path is None:
        _end_progress()
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
        return
    try:
        _replace(path, data)
    except OSError as error:
        raise SettingsError(
            f"cannot write {path}: {error.strerror or error}",
            hint=f"give another path to {option}",
        ) from error


def keep_texts(documents: Sequence[Document], folder: Path) -> None:
    """Write the text of each document to ``folder/D1.txt``, …; offsets in a brief are into it.

    Markdown stays Markdown, so that its front matter is told from its text again.

    Raises:
        SettingsError: If it cannot be written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
        for document in documents:
            _replace(folder / source_name(document), document.text.encode())
    except OSError as error:
        raise SettingsError(
            f"cannot write to {folder}: {error.strerror or error}", hint="give another --keep"
        ) from error


def _replace(path: Path, data: bytes) -> None:
    if path.exists() and not path.is_file():  # a device or a pipe, such as /dev/stdout
        path.write_bytes(data)
        return
    mode = path.stat().st_mode & 0o777 if path.exists() else 0o666 & ~_umask()
    handle, name = tempfile.mkstemp(dir=path.resolve().parent, prefix=f".{path.name}.")
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(data)
        temporary = Path(name)
        temporary.chmod(mode)
        temporary.replace(path.resolve())
    except BaseException:
        with contextlib.suppress(OSError):
            Path(name).unlink()
        raise


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask


def note(line: str) -> None:
    """Tell the user something, on stderr."""
    _say(f"briefing: {line}")


def progress(line: str) -> None:
    """Tell how far the work is: on a terminal in one line that the next one replaces."""
    if not sys.stderr.isatty():
        note(line)
        return
    width = _width()
    shown = f"\r{_printable(f'briefing: {line}')[:width]:<{width}}\r"
    print(shown, end="", file=sys.stderr, flush=True)


def _end_progress() -> None:
    """Leave nothing of it beside what is printed next."""
    if sys.stderr.isatty():
        print(f"\r{'':<{_width()}}\r", end="", file=sys.stderr, flush=True)


def _width() -> int:
    return shutil.get_terminal_size().columns - 1


def complain(error: BriefingError) -> None:
    """Tell the user what failed and what to do, on stderr."""
    _say(f"briefing: {error.message}")
    if error.hint:
        _say(f"  {error.hint}")


def _say(text: str) -> None:
    _end_progress()
    print(_printable(text), file=sys.stderr)


def _printable(text: str) -> str:
    """The text for stderr; what a source or a service said cannot steer the terminal."""
    from briefing.render.markdown import visible

    encoding = sys.stderr.encoding or "utf-8"
    return visible(text).encode(encoding, "backslashreplace").decode(encoding)
