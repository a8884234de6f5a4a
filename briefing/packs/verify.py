"""A pack held against itself: every byte, every citation, every statement. Offline."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from briefing.archive import write_archive
from briefing.brief import Brief, Finding, Source
from briefing.check import check_brief, stated_in, uncovered_message
from briefing.document import Document
from briefing.errors import BriefingError
from briefing.load.documents import read_text
from briefing.packs.contents import BRIEF, MANIFEST, RECORDING, Pack, PackedFile
from briefing.packs.make import PROGRAM, pages

__all__ = ["Verdict", "verify_pack"]


@dataclass(frozen=True)
class Verdict:
    """What was found in a pack, and what could not be compared."""

    findings: tuple[Finding, ...]
    notes: tuple[str, ...]


def verify_pack(pack: Pack) -> Verdict:
    """Hold a pack's files against its manifest, and its brief against its sources.

    What the brief itself says that it leaves out is no finding. The codes, besides those of
    the check:

        archive-differs   the archive has something in it besides its files
        audit-differs     the brief does not have as many statements or sources as it says
        file-changed      a file is not what the manifest says
        file-missing      the manifest lists a file that is not there
        file-unknown      a file that the manifest does not list, or that no pack has
        page-differs      a page is not what this version makes of the brief
        prompt-differs    the prompt is not the one that the brief was made with
        source-missing    a source of the brief is not there, or is not its text
    """
    documents = _documents(pack)
    findings = [
        *_archive(pack),
        *_files(pack),
        *_prompt(pack),
        *_audit(pack.brief),
        *(
            finding
            for finding in check_brief(pack.brief, documents)
            if (finding.code, finding.message) not in _told(pack.brief)
        ),
    ]
    differing = _differing_pages(pack, documents)
    if pack.manifest.made_by == PROGRAM and not pack.manifest.own_templates:
        findings += [
            _finding("page-differs", name, "it is not what brief.json says") for name in differing
        ]
        return Verdict(tuple(findings), ())
    by = "templates of its maker's own" if pack.manifest.own_templates else pack.manifest.made_by
    notes = [f"not checked: {name}, which was made by {by}; brief.json was" for name in differing]
    return Verdict(tuple(findings), tuple(notes))


def _archive(pack: Pack) -> Iterator[Finding]:
    if write_archive(pack.files) != pack.data:
        yield _finding(
            "archive-differs",
            "the archive",
            "it was packed anew, or something was put into it between the files",
        )


def _files(pack: Pack) -> Iterator[Finding]:
    listed = pack.manifest.files
    for name, content in pack.files.items():
        if name == MANIFEST:
            continue
        if name not in listed or not _belongs(name, pack):
            yield _finding("file-unknown", name, "it does not belong to the pack")
        elif PackedFile.of(content) != listed[name]:
            yield _finding("file-changed", name, "its hash or size is not that of the manifest")
    for name in listed:
        if name not in pack.files:
            yield _finding("file-missing", name, "the manifest lists it, and it is not there")


def _belongs(name: str, pack: Pack) -> bool:
    fixed = ("brief.html", "brief.md", BRIEF, RECORDING, pack.manifest.prompt)
    return name in fixed or any(name in _source_names(source) for source in pack.brief.sources)


def _prompt(pack: Pack) -> Iterator[Finding]:
    wanted, name = pack.brief.run.prompt_sha256, pack.manifest.prompt
    if wanted is None and name is None:
        return
    if name is None or name not in pack.files:
        yield _finding("prompt-differs", "brief.json", "the prompt of the brief is not there")
    elif sha256(pack.files[name]).hexdigest() != wanted:
        yield _finding("prompt-differs", name, "the brief was made with another prompt")


def _audit(brief: Brief) -> Iterator[Finding]:
    counted = len(list(stated_in(brief))), len(brief.withheld), len(brief.sources)
    audit = brief.audit
    if counted != (audit.shown, audit.withheld, audit.documents):
        yield _finding(
            "audit-differs",
            "audit",
            f"it counts {audit.shown} statements, {audit.withheld} withheld and "
            f"{audit.documents} sources, where there are {counted[0]}, {counted[1]} "
            f"and {counted[2]}",
        )


def _told(brief: Brief) -> set[tuple[str, str]]:
    """The warnings that stand in the brief's own foot."""
    return {
        *((warning.code, warning.message) for warning in brief.audit.warnings),
        *(
            ("red-line-uncovered", uncovered_message(citation))
            for citation in brief.audit.uncovered
        ),
    }


def _documents(pack: Pack) -> list[Document]:
    """The sources as documents; one that is no text is none, and the check misses it."""
    documents = []
    for source in pack.brief.sources:
        for name in _source_names(source):
            try:
                text = pack.files[name].decode()
                documents.append(read_text(text, source, is_markdown=not name.endswith(".txt")))
            except (KeyError, UnicodeDecodeError):
                continue
    return documents


def _source_names(source: Source) -> list[str]:
    return [f"sources/{source.id}{suffix}" for suffix in (".txt", ".md", ".markdown")]


def _differing_pages(pack: Pack, documents: list[Document]) -> list[str]:
    try:
        made = pages(pack.brief, documents)
    except BriefingError:
        return ["brief.html", "brief.md"]
    return [name for name, page in made.items() if pack.files.get(name, page) != page]


def _finding(code: str, path: str, message: str) -> Finding:
    return Finding(code=code, severity="error", path=path, message=message)
