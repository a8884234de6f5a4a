"""The public API as a type checker sees it from outside; checked by mypy, never run."""

from __future__ import annotations

from briefing import (
    Attribution,
    Brief,
    Candidate,
    Document,
    Finding,
    Loaded,
    ModelDrafter,
    OpenAIClient,
    Reading,
    Span,
    attributions,
    check_brief,
    load,
    load_all,
    load_prompt,
    load_sources,
    locate,
    make_brief,
    red_line_candidates,
    render,
)

document: Document = load("article.txt")
documents: list[Document] = load_all(["article.txt", "-"])
loaded: Loaded = load_sources(["https://example.org/feed"], reading=Reading(limit=5))
brief: Brief = make_brief(documents)
brief = make_brief(loaded.documents, unread=loaded.unread)
brief = make_brief([document], drafter=ModelDrafter(OpenAIClient(model="m"), load_prompt()))
findings: list[Finding] = check_brief(brief, documents)
page: str = render(brief)
page = render(brief, "html", template="mine.html.jinja")
paper: bytes = render(brief, "pdf", paper="letter")
word: bytes = render(brief, "docx")
found: Span | None = locate("quote", document.text, within=Span(0, 10))
said: list[Attribution] = attributions(document.text)
candidates: list[Candidate] = red_line_candidates(document.text)
