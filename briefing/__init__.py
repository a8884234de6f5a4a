"""One-page briefs from what was published and said, in which nothing is unsupported.

from briefing import load, make_brief, render

brief = make_brief([load("article.txt")])
print(render(brief))
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

# Bound here and not on demand: these functions have the names of their packages, and
# importing a package later would put it in the function's place.
from briefing.load import load, load_all, load_sources
from briefing.render import render

if TYPE_CHECKING:
    from briefing.brief import (
        Actor,
        Audit,
        Brief,
        Citation,
        Claim,
        Draft,
        DraftActor,
        DraftClaim,
        DraftQuestion,
        DraftRedLine,
        Finding,
        OpenQuestion,
        RedLine,
        Run,
        Source,
        TokenCount,
        Unread,
        Withheld,
    )
    from briefing.cassettes import recording
    from briefing.check import check_brief
    from briefing.check.quotes import locate
    from briefing.client import Client, OpenAIClient, ScriptedClient
    from briefing.document import Document, Sentence, Span
    from briefing.draft import Drafted, Drafter
    from briefing.draft.embedded import EmbeddedDrafter
    from briefing.draft.model import ModelDrafter
    from briefing.errors import BriefingError, ModelError, SettingsError, SourceError
    from briefing.language.attributions import Attribution, attributions
    from briefing.language.redlines import Candidate, red_line_candidates
    from briefing.load.documents import Loaded
    from briefing.load.reading import Reading, WebLimits
    from briefing.pipeline import make_brief
    from briefing.prompts import Prompt, load_prompt

_HOMES = {
    "briefing.brief": (
        "Actor Audit Brief Citation Claim Draft DraftActor DraftClaim DraftQuestion "
        "DraftRedLine Finding OpenQuestion RedLine Run Source TokenCount Unread Withheld"
    ),
    "briefing.cassettes": "recording",
    "briefing.check": "check_brief",
    "briefing.check.quotes": "locate",
    "briefing.client": "Client OpenAIClient ScriptedClient",
    "briefing.document": "Document Sentence Span",
    "briefing.draft": "Drafted Drafter",
    "briefing.draft.embedded": "EmbeddedDrafter",
    "briefing.draft.model": "ModelDrafter",
    "briefing.errors": "BriefingError ModelError SettingsError SourceError",
    "briefing.language.attributions": "Attribution attributions",
    "briefing.language.redlines": "Candidate red_line_candidates",
    "briefing.load.documents": "Loaded",
    "briefing.load.reading": "Reading WebLimits",
    "briefing.pipeline": "make_brief",
    "briefing.prompts": "Prompt load_prompt",
}
_HOME = {name: module for module, names in _HOMES.items() for name in names.split()}

__all__ = [
    "Actor",
    "Attribution",
    "Audit",
    "Brief",
    "BriefingError",
    "Candidate",
    "Citation",
    "Claim",
    "Client",
    "Document",
    "Draft",
    "DraftActor",
    "DraftClaim",
    "DraftQuestion",
    "DraftRedLine",
    "Drafted",
    "Drafter",
    "EmbeddedDrafter",
    "Finding",
    "Loaded",
    "ModelDrafter",
    "ModelError",
    "OpenAIClient",
    "OpenQuestion",
    "Prompt",
    "Reading",
    "RedLine",
    "Run",
    "ScriptedClient",
    "Sentence",
    "SettingsError",
    "Source",
    "SourceError",
    "Span",
    "TokenCount",
    "Unread",
    "WebLimits",
    "Withheld",
    "attributions",
    "check_brief",
    "load",
    "load_all",
    "load_prompt",
    "load_sources",
    "locate",
    "make_brief",
    "recording",
    "red_line_candidates",
    "render",
]


def __getattr__(name: str) -> Any:
    """Import a public name when it is first asked for, so that importing us costs nothing."""
    if name in _HOME:
        value = getattr(importlib.import_module(_HOME[name]), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
