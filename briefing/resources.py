"""Where prompts and templates are found: the user's own folder first, then the package's."""

from __future__ import annotations

from pathlib import Path
from typing import Literal

from briefing.errors import SettingsError

__all__ = ["Folder", "find", "is_own", "packaged_folder"]

Folder = Literal["prompts", "templates"]

_PACKAGE = Path(__file__).resolve().parent


def find(folder: Folder, name: str) -> Path:
    """Find a prompt or template.

    Args:
        folder: Which of the two folders.
        name: A file's path, or the bare name of a file in `folder`. A bare name is looked
            up in the working directory's folder of that name, then in the package's.

    Raises:
        SettingsError: If there is no such file.
    """
    if Path(name).name != name:
        candidates = [Path(name)]
    else:
        candidates = [Path(folder) / name, packaged_folder(folder) / name]
    for candidate in candidates:
        if candidate.is_file():
            return candidate
    known = ", ".join(sorted(path.name for path in packaged_folder(folder).glob("*.*")))
    raise SettingsError(
        f"there is no file {name!r} in {folder}/",
        hint=f"the package brings {known}; give a path such as ./{name} for a file of your own",
    )


def is_own(folder: Folder, name: str) -> bool:
    """Whether a bare name leads to a file of the user's own, in place of the package's."""
    own = Path(folder) / name
    return own.is_file() and own.resolve() != (packaged_folder(folder) / name).resolve()


def packaged_folder(folder: Folder) -> Path:
    """The package's own folder: inside the wheel, or beside the package in a checkout."""
    installed = _PACKAGE / "_data" / folder
    return installed if installed.is_dir() else _PACKAGE.parent / folder
