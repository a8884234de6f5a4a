"""DOCX: the text as it reads with every change accepted, one paragraph a line.

Left out is what a reader does not see: deleted and moved-away text, hidden text (by itself
or by its style), field codes and comments; white text and text under two points, as far as
the run itself sets them. Footnotes and endnotes come after the text. Headers and footers are
not read, and colours that come from a style or a theme are not looked at.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, Final

from briefing.errors import SourceUnreadableError
from briefing.load.article import Article

if TYPE_CHECKING:
    from docx.document import Document as WordDocument

__all__ = ["is_docx", "read_docx"]

_UNPACKED: Final = 100_000_000
"""Bytes that all parts together may have once unpacked."""
_PARTS: Final = 5000
_W: Final = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK: Final = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_UNSEEN: Final = frozenset(
    f"{_W}{tag}"
    for tag in ("del", "moveFrom", "delText", "instrText", "delInstrText", "rPr", "pPr", "tblPr")
) | {_FALLBACK}
"""What holds no text to be read; the fallback repeats what stands beside it for old programs."""
_OFF: Final = ("0", "false", "off")
_SMALLEST: Final = 4
"""Half-points, in which Word sets its sizes."""


def is_docx(data: bytes) -> bool:
    """Whether it is an archive with a Word document in it."""
    if not data.startswith(b"PK\x03\x04"):
        return False
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            return "word/document.xml" in archive.namelist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return b"word/document.xml" in data


def read_docx(data: bytes, name: str) -> Article:
    """Read a Word document; its title and author are those of its properties.

    Its date is when it was made or saved, not published, and is not taken.

    Raises:
        SourceUnreadableError: If it is broken, encrypted, or unpacks to more than is sane.
    """
    import docx
    from docx.opc.exceptions import OpcError
    from lxml.etree import LxmlError

    try:
        _check_size(data, name)
        document = docx.Document(io.BytesIO(data))
        hidden = _hidden_styles(document)
        paragraphs = [
            text
            for part in (document.element.body, *_notes(document))
            for text in _paragraphs(part, hidden)
        ]
    # What zipfile, python-docx and lxml raise on damaged files, a KeyError for a missing part.
    except (
        zipfile.BadZipFile,
        zipfile.LargeZipFile,
        OpcError,
        LxmlError,
        KeyError,
        ValueError,
        AttributeError,
        NotImplementedError,
        RuntimeError,
        EOFError,
        OSError,
    ) as error:
        raise SourceUnreadableError(
            f"{name} is a broken or encrypted Word document",
            hint="open it in a word processor and save it anew as .docx",
        ) from error
    properties = document.core_properties
    title = " ".join((properties.title or "").split())
    return Article(
        "\n".join(paragraphs),
        title=title or _headline(paragraphs),
        author=" ".join((properties.author or "").replace("python-docx", "").split()) or None,
    )


def _check_size(data: bytes, name: str) -> None:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        parts = archive.infolist()
    # What the archive says is what zipfile unpacks at most, true or not.
    if len(parts) > _PARTS or sum(part.file_size for part in parts) > _UNPACKED:
        raise SourceUnreadableError(
            f"{name} unpacks to more than {_UNPACKED // 1_000_000} MB",
            hint="take the pictures out, or save it as plain text",
        )


def _hidden_styles(document: WordDocument) -> frozenset[str]:
    """Ids of the styles that hide their text, by themselves or by the style they build on."""
    own: dict[str, bool | None] = {}
    base: dict[str, str] = {}
    for style in document.styles.element.iter(f"{_W}style"):
        id = style.get(f"{_W}styleId") or ""
        own[id] = _switch(style.find(f"{_W}rPr"), "vanish")
        based_on = style.find(f"{_W}basedOn")
        if based_on is not None:
            base[id] = based_on.get(f"{_W}val") or ""
    hidden = set()
    for id in own:
        at, seen = id, {id}
        while own.get(at) is None and base.get(at, at) not in seen:
            at = base[at]
            seen.add(at)
        if own.get(at):
            hidden.add(id)
    return frozenset(hidden)


def _notes(document: WordDocument) -> Iterator[Any]:
    """Each footnote and endnote; of another type are the lines that set them apart."""
    from docx.oxml import parse_xml

    for kind in ("footnote", "endnote"):
        for relation in document.part.rels.values():
            if relation.reltype.endswith(f"/{kind}s") and not relation.is_external:
                for note in parse_xml(relation.target_part.blob).iter(f"{_W}{kind}"):
                    if note.get(f"{_W}type", "normal") == "normal":
                        yield note


def _paragraphs(body: Any, hidden: frozenset[str]) -> Iterator[str]:
    """Each paragraph with text, in order; those of a table cell by cell."""
    for element in body.iter(f"{_W}p"):
        if any(outer.tag in _UNSEEN for outer in element.iterancestors()):
            continue
        style = _style(element.find(f"{_W}pPr"), "pStyle")
        text = "".join(_text(element, style in hidden, hidden))
        for line in text.split("\n"):
            if plain := line.strip():
                yield plain


def _text(element: Any, is_hidden: bool, hidden: frozenset[str]) -> Iterator[str]:
    for child in element:
        # Paragraphs of a text box come by themselves.
        if child.tag in _UNSEEN or child.tag == f"{_W}p":
            continue
        if child.tag == f"{_W}r":
            if not _is_unseen(child.find(f"{_W}rPr"), is_hidden, hidden):
                yield from _run(child)
        elif isinstance(child.tag, str):
            yield from _text(child, is_hidden, hidden)


def _run(run: Any) -> Iterator[str]:
    for child in run:
        match str(child.tag).removeprefix(_W):
            case "t":
                yield child.text or ""
            case "tab" | "ptab":
                yield "\t"
            case "br" | "cr":
                yield "\n"
            case "noBreakHyphen":
                yield "\u2011"


def _is_unseen(properties: Any, is_hidden: bool, hidden: frozenset[str]) -> bool:
    if properties is None:
        return is_hidden
    own = _switch(properties, "vanish")
    if own is None:
        own = is_hidden or _style(properties, "rStyle") in hidden
    colour = _value(properties, "color").lower()
    size = _value(properties, "sz")
    is_shaded = any(properties.find(f"{_W}{tag}") is not None for tag in ("shd", "highlight"))
    return (
        own
        or bool(_switch(properties, "webHidden"))
        or (colour == "ffffff" and not is_shaded)
        or (size.isdigit() and int(size) < _SMALLEST)
    )


def _switch(properties: Any, name: str) -> bool | None:
    element = None if properties is None else properties.find(f"{_W}{name}")
    return None if element is None else element.get(f"{_W}val", "1") not in _OFF


def _style(properties: Any, name: str) -> str:
    return "" if properties is None else _value(properties, name)


def _value(properties: Any, name: str) -> str:
    element = properties.find(f"{_W}{name}")
    return "" if element is None else str(element.get(f"{_W}val") or "")


def _headline(paragraphs: list[str]) -> str | None:
    if len(paragraphs) < 2 or len(paragraphs[0]) > 200 or paragraphs[0].endswith((".", ";", ",")):
        return None
    return paragraphs[0]
