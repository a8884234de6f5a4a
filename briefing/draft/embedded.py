"""The embedded engine: a brief drafted from the text itself, without a model.

All that it proposes is cut from the sources; only questions are put in words of its own.
"""

from __future__ import annotations

from collections.abc import Sequence

from briefing.brief import Draft, DraftClaim, DraftQuestion, DraftRedLine, Run
from briefing.document import Document
from briefing.draft import Drafted
from briefing.draft.actors import Cast, name_at, sentences_at
from briefing.draft.summary import Worded, choose, rank_sentences, worded
from briefing.errors import SourceEmptyError
from briefing.language.questions import open_points
from briefing.language.redlines import red_line_candidates
from briefing.settings import now

__all__ = ["EmbeddedDrafter"]

_SUMMARY = 4
_ACTORS = 8
_QUESTIONS = 4


class EmbeddedDrafter:
    """Drafts by rules; deterministic, and needs neither key nor network.

    Summaries are drafted of any language, the other sections of English text alone.
    """

    def draft(self, documents: Sequence[Document]) -> Drafted:
        """Propose a brief of the documents.

        Raises:
            SourceEmptyError: If no document has a sentence to show.
        """
        read: list[Worded] = []
        cast = Cast()
        red_lines: list[DraftRedLine] = []
        questions: list[DraftQuestion] = []
        # All that needs a document's parse is found while it is remembered.
        for document in documents:
            read.append(worded(document))
            if document.language == "en":
                cast.add(document)
                red_lines += _red_lines(document)
                if len(questions) < _QUESTIONS:
                    questions += _questions(document)
        ranked = rank_sentences(read)
        if not ranked:
            raise SourceEmptyError("the sources have no sentence of a length that tells anything")
        told = [
            DraftClaim(text=item.line, evidence=[item.sentence.id])
            for item in choose(ranked, _SUMMARY + 1)
        ]
        said = {id for claim in told for id in claim.evidence}
        said.update(id for red_line in red_lines for id in red_line.evidence)
        weights = {item.sentence.id: item.weight for item in ranked if item.sentence.id not in said}
        draft = Draft(
            bottom_line=told[0],
            summary=told[1:],
            key_actors=cast.foremost(_ACTORS, weights),
            red_lines=red_lines,
            open_questions=questions[:_QUESTIONS],
        )
        run = Run(
            engine="embedded",
            model="en_core_web_sm",
            prompt=None,
            prompt_sha256=None,
            tokens=None,
            cost_usd=None,
            seconds=None,
            created=now(),
        )
        return Drafted(draft, run)


def _red_lines(document: Document) -> list[DraftRedLine]:
    """The red lines of a document; what its headline says is left to the text, if it says it."""
    text = document.text
    named = [
        (candidate, name_at(text, candidate.issuer)) for candidate in red_line_candidates(text)
    ]
    told = {issuer for candidate, issuer in named if candidate.span.of(text) != document.title}
    return [
        DraftRedLine(
            issuer=issuer,
            addressee=candidate.addressee.of(text) if candidate.addressee else None,
            trigger=candidate.trigger.of(text),
            consequence=candidate.consequence.of(text) if candidate.consequence else None,
            form=candidate.form,
            quote=candidate.span.of(text),
            evidence=sentences_at(document, candidate.issuer, candidate.span),
        )
        for candidate, issuer in named
        if candidate.trigger
        if candidate.span.of(text) != document.title or issuer not in told
    ]


def _questions(document: Document) -> list[DraftQuestion]:
    return [
        DraftQuestion(
            question=point.question,
            why=point.why,
            evidence=sentences_at(document, point.span),
        )
        for point in open_points(document.text)
    ]
