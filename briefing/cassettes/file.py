"""The file of a cassette: recorded calls as YAML that a person can read and review.

JSON bodies stand under `parsed` as YAML; texts of several lines keep their lines.
"""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from contextlib import suppress
from itertools import takewhile
from pathlib import Path
from typing import Literal

import yaml
from pydantic import BaseModel, ConfigDict, JsonValue, ValidationError

from briefing.errors import CassetteError

__all__ = [
    "Body",
    "Exchange",
    "RecordedRequest",
    "RecordedResponse",
    "read_cassette",
    "require_writable",
    "write_cassette",
]

_WIDTH = 100
_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_BREAKS = frozenset("\r\x85\u2028\u2029")
"""Line breaks of YAML 1.1 that a literal block does not give back as they were."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Body(_Frozen):
    """The body of a request or a response.

    Attributes:
        content_type: As in the header; None where there was none.
        parsed: The body, where it is a JSON object or array.
        raw: The body, where it is anything else: text, else bytes.
    """

    content_type: str | None = None
    parsed: JsonValue = None
    raw: str | bytes | None = None

    @property
    def content(self) -> bytes:
        """The body for the wire: JSON equal to what was recorded, not the same bytes."""
        if self.parsed is not None:
            return json.dumps(self.parsed).encode()
        return self.raw.encode() if isinstance(self.raw, str) else self.raw or b""

    @classmethod
    def of(cls, content: bytes, content_type: str | None) -> Body:
        """The body in the most readable form that loses nothing."""
        if not content:
            return cls(content_type=content_type)
        try:
            parsed = json.loads(content)
            if isinstance(parsed, dict | list) and _survives(parsed):
                return cls(content_type=content_type, parsed=parsed)
        except (ValueError, RecursionError):
            pass
        with suppress(UnicodeDecodeError):
            text = content.decode()
            if _survives(text):
                return cls(content_type=content_type, raw=text)
        return cls(content_type=content_type, raw=content)


class RecordedRequest(_Frozen):
    """A request; `uri` comes without user, password and query."""

    method: str
    uri: str
    body: Body

    def as_yaml(self) -> str:
        """The request as it stands in the file."""
        return _dump(self.model_dump(exclude_defaults=True))


class RecordedResponse(_Frozen):
    """A response.

    Attributes:
        status: By HTTP.
        date: As in the header, since the body may not say when it was made.
        body: Decompressed.
    """

    status: int
    date: str | None = None
    body: Body


class Exchange(_Frozen):
    """A request, and what was answered."""

    request: RecordedRequest
    response: RecordedResponse


class _Cassette(_Frozen):
    version: Literal[1] = 1
    exchanges: tuple[Exchange, ...]


def read_cassette(path: Path) -> tuple[Exchange, ...] | None:
    """Read what was recorded; None where there is no file, or nothing but comments in it.

    Raises:
        CassetteError: If the file cannot be read or is no cassette.
    """
    try:
        content = yaml.load(path.read_text(encoding="utf-8"), _LOADER)
        if content is None:
            return None
        return _Cassette.model_validate(content).exchanges
    except FileNotFoundError:
        return None
    except OSError as error:
        raise CassetteError(f"cannot read {path}: {error.strerror}") from error
    except ValidationError as error:
        first = error.errors()[0]
        place = ".".join(map(str, first["loc"])) or "the whole"
        raise _no_cassette(path, f"{place}: {first['msg']}") from None
    except (ValueError, RecursionError, yaml.YAMLError) as error:
        raise _no_cassette(path, " ".join(str(error).split())[:200]) from None


def write_cassette(path: Path, exchanges: Sequence[Exchange]) -> None:
    """Replace what the file holds, except for the comments that it begins with.

    The file is replaced as a whole or not at all.

    Raises:
        CassetteError: If it cannot be written.
    """
    cassette = _Cassette(exchanges=tuple(exchanges))
    text = _comments(path) + _dump({"version": 1} | cassette.model_dump(exclude_defaults=True))
    target = path.resolve()
    partial = target.with_name(f".{target.name}.{os.getpid()}")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        partial.write_text(text, encoding="utf-8", newline="\n")
        partial.replace(target)
    except OSError as error:
        with suppress(OSError):
            partial.unlink(missing_ok=True)
        raise CassetteError(f"cannot write {path}: {error.strerror}") from error


def require_writable(path: Path) -> None:
    """Make sure, before a model is paid for its answers, that they can be kept.

    Raises:
        CassetteError: If `write_cassette` could not create the file.
    """
    parent = next(folder for folder in path.resolve().parents if folder.exists())
    if not os.access(parent, os.W_OK):
        raise CassetteError(f"cannot write {path}: no permission in {parent}")


def _no_cassette(path: Path, why: str) -> CassetteError:
    return CassetteError(
        f"{path} is no cassette of ours: {why}",
        hint="name another file with --cassette, or delete this one and record it again",
    )


def _comments(path: Path) -> str:
    if not path.is_file():
        return ""
    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
    return "".join(takewhile(lambda line: line.startswith("#"), lines))


def _survives(content: object) -> bool:
    """Whether YAML gives back what it is given."""
    try:
        return bool(yaml.load(_dump(content), _LOADER) == content)
    except (ValueError, RecursionError, yaml.YAMLError):
        return False


def _dump(content: object) -> str:
    text: str = yaml.dump(
        content, Dumper=_Dumper, allow_unicode=True, sort_keys=False, width=_WIDTH
    )
    return text


class _Dumper(yaml.SafeDumper):
    """Writes texts of several lines as such, and the same text twice as often as it occurs."""

    def ignore_aliases(self, data: object) -> bool:
        return True


def _represent_text(dumper: yaml.SafeDumper, text: str) -> yaml.ScalarNode:
    style = "|" if "\n" in text and _BREAKS.isdisjoint(text) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", text, style=style)


_Dumper.add_representer(str, _represent_text)
