"""``briefing.toml`` as a file: read, held, and each error told with its line."""

from __future__ import annotations

import difflib
import os
import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

from pydantic import BaseModel, ValidationError

from briefing.deliver.headers import parse_mailbox
from briefing.deliver.lines import line_of
from briefing.deliver.settings import Config, Mail, Watch
from briefing.deliver.transport import parse_transport
from briefing.errors import SettingsError

__all__ = ["CONFIG_NAME", "ConfigFile", "read_config"]

CONFIG_NAME: Final = "briefing.toml"
_SECRET: Final = re.compile(r"passw|secret|token|key", re.IGNORECASE)
_SYNTAX: Final = re.compile(r" \(at (?:line (\d+), column \d+|end of document)\)$")

_WANTED: Final = {
    "string_type": "text in quotes",
    "int_type": "a whole number",
    "float_type": "a number",
    "bool_type": "true or false",
    "tuple_type": "a list in square brackets",
    "model_type": "a table",
    "dict_type": "a table",
}


@dataclass(frozen=True)
class ConfigFile:
    """A ``briefing.toml`` that holds what it must.

    Attributes:
        path: Where it was read, as it was given.
        config: What it says.
        text: The file itself.
    """

    path: Path
    config: Config
    text: str

    @property
    def folder(self) -> Path:
        """The folder that relative paths in it are from, absolute."""
        return self.path.absolute().parent

    def outbox(self, environment: Mapping[str, str] = os.environ) -> Path:
        """The file of the outbox: ``BRIEFING_OUTBOX``, else what ``outbox`` says."""
        return self.folder / (environment.get("BRIEFING_OUTBOX") or self.config.outbox)

    def watches(self, names: Sequence[str] = ()) -> tuple[Watch, ...]:
        """The watches of these names; all where none is given.

        Raises:
            SettingsError: If there is none of a name.
        """
        known = {watch.name: watch for watch in self.config.watch}
        for name in names:
            if name not in known:
                raise SettingsError(
                    f"there is no watch {name!r} in {self.path}", hint=f"it has {', '.join(known)}"
                )
        return tuple(known[name] for name in names or known)

    def error(
        self, place: Sequence[str | int], message: str, hint: str | None = None
    ) -> SettingsError:
        """An error that names the line of what stands at `place`."""
        return SettingsError(f"{self.path}:{line_of(self.text, place)}: {message}", hint=hint)

    @contextmanager
    def naming(self, *place: str | int) -> Iterator[None]:
        """Name the line of what stands at `place` in any error about settings."""
        try:
            yield
        except SettingsError as error:
            raise self.error(place, error.message, error.hint) from None


def read_config(path: Path) -> ConfigFile:
    """Read ``briefing.toml``.

    Raises:
        SettingsError: If it is not there or does not hold; with the line of what is wrong.
    """
    try:
        text = path.read_text("utf-8-sig")
        config = Config.model_validate(_tuples(tomllib.loads(text)))
    except OSError as error:
        raise SettingsError(
            f"cannot read {path}: {error.strerror or error}",
            hint="briefing init writes one to begin with; --config names another",
        ) from error
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is no text in UTF-8") from None
    except tomllib.TOMLDecodeError as error:
        raise _broken(path, text, error) from None
    except ValidationError as error:
        raise _refused(path, text, error) from None
    file = ConfigFile(path, config, text)
    _check(file)
    return file


def _tuples(value: Any) -> Any:
    """TOML's lists as tuples, which never change."""
    if isinstance(value, dict):
        return {key: _tuples(inner) for key, inner in value.items()}
    return tuple(_tuples(inner) for inner in value) if isinstance(value, list) else value


def _broken(path: Path, text: str, error: tomllib.TOMLDecodeError) -> SettingsError:
    place = _SYNTAX.search(str(error))
    line = place[1] if place and place[1] else len(text.splitlines()) or 1
    return SettingsError(f"{path}:{line}: this is no TOML: {_SYNTAX.sub('', str(error))}")


def _refused(path: Path, text: str, error: ValidationError) -> SettingsError:
    """The first that does not hold; values are not repeated, since one may be a secret."""
    problems = error.errors(include_url=False, include_input=False, include_context=False)
    first = problems[0]
    place = first["loc"]
    message, hint = _told(place, first["type"], first["msg"])
    if len(problems) > 1:
        more = f"{len(problems) - 1} more after this"
        hint = f"{hint}; {more}" if hint else more
    return SettingsError(f"{path}:{line_of(text, place)}: {message}", hint=hint)


def _told(place: tuple[str | int, ...], type: str, message: str) -> tuple[str, str | None]:
    key = str(place[-1]) if place else ""
    table = _table(place)
    if type == "missing":
        return f"{table} needs {key}" if len(place) > 1 else f"there is no {_header(key)}", None
    if type == "extra_forbidden":
        known = _known(place)
        near = difflib.get_close_matches(key, known, 1)
        hint = f"do you mean {near[0]}?" if near else f"{table} takes {', '.join(known)}"
        if _SECRET.search(key) and not near:
            hint = "secrets are not for files: set BRIEFING_SMTP_PASSWORD, or use the keyring"
        return f"{table} has no setting {key!r}", hint
    wanted = _WANTED.get(type)
    told = f"it must be {wanted}" if wanted else message.removeprefix("Value error, ")
    named = ".".join(str(step) for step in place if isinstance(step, str))
    named = re.sub(r"^(?:watch|mail)\.", "", named)
    return f"{named}: {told}" if named else told, None


def _header(key: str) -> str:
    return "[[watch]]" if key == "watch" else f"[{key}]"


def _table(place: tuple[str | int, ...]) -> str:
    return _header(str(place[0])) if len(place) > 1 else "the file"


def _known(place: tuple[str | int, ...]) -> list[str]:
    model: type[BaseModel] = Config
    if len(place) > 1:
        model = Watch if place[0] == "watch" else Mail
    return [field.alias or name for name, field in model.model_fields.items()]


def _check(file: ConfigFile) -> None:
    """What stands in no single setting, and what others hold."""
    mail, watches = file.config.mail, file.config.watch
    names = [watch.name for watch in watches]
    for number, name in enumerate(names):
        if name in names[:number]:
            raise file.error(("watch", number, "name"), f"there are two watches {name!r}")
    # A user without a password is met when something is sent.
    with file.naming("mail", "smtp"):
        parse_transport(mail.smtp, "-" if "@" in mail.smtp else None)
    for number, watch in enumerate(watches):
        readers = [parse_mailbox(reader).address.lower() for reader in watch.to]
        for place, reader in enumerate(readers):
            if reader in readers[:place]:
                raise file.error(("watch", number, "to", place), f"{reader} is named twice")
