"""A folder to the files in it that are sources."""

from __future__ import annotations

from pathlib import Path
from typing import Final

from briefing.errors import SettingsError, SourceEmptyError, SourceUnreadableError

__all__ = ["files_in"]

_SUFFIXES: Final = frozenset(".txt .text .md .markdown .html .htm .xhtml .pdf .docx .eml".split())


def files_in(folder: Path, glob: str | None) -> list[Path]:
    """The files that `glob` matches, in the order of their names.

    Without one these are all files of a kind that is read, at any depth. Files and folders
    whose name begins with a dot are passed over.

    Raises:
        SettingsError: If `glob` is no relative pattern.
        SourceEmptyError: If there is none.
        SourceUnreadableError: If the folder may not be read.
    """
    try:
        if ".." in Path(glob or "").parts:
            raise ValueError("it leads out of it")
        found = sorted(
            path
            for path in folder.glob(glob or "**/*")
            if path.is_file()
            and (glob or path.suffix.lower() in _SUFFIXES)
            and not any(part.startswith(".") for part in path.relative_to(folder).parts)
        )
    except (ValueError, NotImplementedError, IndexError) as error:
        raise SettingsError(
            f"--glob {glob!r} is no pattern inside a folder: {error}",
            hint="give a pattern such as '*.md' or '**/*.pdf'",
        ) from error
    except OSError as error:
        raise SourceUnreadableError(
            f"cannot read the folder {folder}: {error.strerror or error}",
            hint="ask its owner for the right to read it",
        ) from error
    if not found:
        wanted = f"that --glob {glob!r} matches" if glob else "of a kind that is read"
        raise SourceEmptyError(
            f"there is no file {wanted} in the folder {folder}",
            hint="give another --glob, such as '**/*.txt'",
        )
    return found
