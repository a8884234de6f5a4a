"""What ``briefing init`` writes: settings to edit, and prompts and templates to change."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Final

from briefing.deliver.config import CONFIG_NAME
from briefing.errors import SettingsError
from briefing.resources import Folder, packaged_folder

__all__ = ["write_starter"]

_FOLDERS: Final[tuple[Folder, ...]] = ("prompts", "templates")


def write_starter(folder: Path) -> Iterator[tuple[Path, bool]]:
    """Write the files that are not there yet.

    Yields:
        Each file, and whether it was written; False where it was there and is kept.

    Raises:
        SettingsError: If the folder cannot be written.
    """
    starter = packaged_folder("templates") / "starter"
    wanted = {
        Path(CONFIG_NAME): starter / CONFIG_NAME,
        # What the outbox knows of readers is not for a repository.
        Path(".briefing/.gitignore"): starter / "gitignore",
    }
    for name in _FOLDERS:
        for file in sorted(packaged_folder(name).iterdir()):
            if file.is_file():
                wanted[Path(name) / file.name] = file
    for place, source in wanted.items():
        path = folder / place
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            with path.open("xb") as new:
                new.write(source.read_bytes())
        except FileExistsError:
            yield path, False
        except OSError as error:
            raise SettingsError(
                f"cannot write {path}: {error.strerror or error}", hint="give another folder"
            ) from error
        else:
            yield path, True
