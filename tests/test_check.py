"""What stands, what is withheld, and why."""

from __future__ import annotations

from typing import Any

import pytest

from briefing.brief import (
    Brief,
    Draft,
    DraftActor,
    DraftClaim,
    DraftQuestion,
    DraftRedLine,
    Run,
)
from briefing.check import check_brief, check_draft
from briefing.document import Document
from briefing.draft import Drafted
from briefing.findings import CODES
from briefing.pipeline import make_brief
from briefing.settings import now
from tests.conftest import document, documents

TEXT = (
    "Talks fail in Geneva\n\n"
    "Foreign Minister Anna Berg said on Monday that the talks had failed. "
    "“If they close the strait, we will respond with force,” Berg said. "
    "She did not name a date.\n"
)
FAILED = DraftClaim(text="Anna Berg said that the talks had failed.", evidence=["D1.2"])
SILENT = DraftClaim(text="Berg did not name a date.", evidence=["D1.4"])
RED_LINE = DraftRedLine(
    issuer="Anna Berg",
    addressee=None,
    trigger="they close the strait",
    consequence="we will respond with force",
    form="conditional",
    quote='"If they close the strait, we will respond with force," Berg said.',
    evidence=["D1.3"],
)


def draft(**parts: Any) -> Draft:
    empty: dict[str, Any] = {
        "bottom_line": FAILED,
        "summary": [],
        "key_actors": [],
        "red_lines": [],
        "open_questions": [],
    }
    return Draft(**{**empty, **parts})


class Says:
    """A drafter that proposes what it was given."""

    def __init__(self, said: Draft) -> None:
        self._said = said

    def draft(self, documents: object) -> Drafted:
        run = Run(
            engine="embedded",
            model="none",
            prompt=None,
            prompt_sha256=None,
            tokens=None,
            cost_usd=None,
            seconds=None,
            created=now(),
        )
        return Drafted(self._said, run)


@pytest.fixture
def source() -> Document:
    return document(TEXT)


def test_a_claim_is_cited_with_the_exact_characters_of_its_sentence(source: Document) -> None:
    checked = check_draft(draft(), [source])
    assert checked.bottom_line is not None
    (citation,) = checked.bottom_line.citations
    assert source.text[citation.start : citation.end] == citation.quote
    assert citation.quote.startswith("Foreign Minister Anna Berg said")
    assert citation.sentence == "D1.2"


def test_citations_come_in_reading_order_and_once(source: Document) -> None:
    said = DraftClaim(text="Berg spoke.", evidence=["D1.4", "D1.2", "D1.4"])
    checked = check_draft(draft(bottom_line=said), [source])
    assert checked.bottom_line is not None
    assert [citation.sentence for citation in checked.bottom_line.citations] == ["D1.2", "D1.4"]


@pytest.mark.parametrize(
    ("item", "code"),
    [
        (DraftClaim(text="It rained.", evidence=["D1.9"]), "evidence-unknown"),
        (DraftClaim(text="It rained.", evidence=["D1.2", "nonsense"]), "evidence-unknown"),
        (DraftClaim(text="It rained.", evidence=[]), "evidence-missing"),
        (DraftClaim(text=" … ", evidence=["D1.2"]), "text-empty"),
        (DraftClaim(text="Berg spoke of “a last chance”.", evidence=["D1.2"]), "quote-not-found"),
        (DraftClaim(text="“We will answer,” she said.", evidence=["D1.2"]), "quote-not-found"),
    ],
)
def test_a_claim_that_does_not_stand_is_withheld_with_its_reason(
    source: Document, item: DraftClaim, code: str
) -> None:
    checked = check_draft(draft(summary=[SILENT, item]), [source])
    assert [claim.text for claim in checked.summary] == [SILENT.text]
    (withheld,) = checked.withheld
    assert withheld.item == item
    assert withheld.section == "summary"
    assert code in [finding.code for finding in withheld.findings]
    assert withheld.findings[0].path.startswith("summary[1]")


def test_a_red_line_quote_comes_back_in_the_characters_of_the_source(source: Document) -> None:
    checked = check_draft(draft(red_lines=[RED_LINE]), [source])
    (red_line,) = checked.red_lines
    assert red_line.quote == "“If they close the strait, we will respond with force,” Berg said."
    assert red_line.quote in red_line.citations[0].quote


@pytest.mark.parametrize(
    "quote",
    [
        "If they close the strait, we will not respond with force",
        "If they close the port, we will respond with force",
        "Foreign Minister Anna Berg said on Monday that the talks had failed.",  # not cited
        "",
    ],
)
def test_a_red_line_with_another_quote_is_withheld(source: Document, quote: str) -> None:
    proposed = RED_LINE.model_copy(update={"quote": quote})
    checked = check_draft(draft(red_lines=[proposed]), [source])
    assert checked.red_lines == ()
    assert [finding.code for finding in checked.withheld[0].findings] == ["quote-not-found"]


WHOLE = (
    "“If they close the strait, we will respond with force,” Berg said. She did not name a date."
)


def test_a_quote_may_run_over_cited_sentences_that_follow_each_other(source: Document) -> None:
    proposed = RED_LINE.model_copy(
        update={
            "quote": WHOLE,
            "evidence": ["D1.4", "D1.3"],
        }
    )
    checked = check_draft(draft(red_lines=[proposed]), [source])
    assert checked.red_lines[0].quote == WHOLE


def test_a_quote_is_not_stitched_from_two_documents() -> None:
    sources = documents(["We will answer", "if they close it."])
    proposed = RED_LINE.model_copy(
        update={"quote": "We will answer if they close it", "evidence": ["D1.1", "D2.1"]}
    )
    bottom_line = DraftClaim(text="An answer.", evidence=["D1.1"])
    checked = check_draft(draft(bottom_line=bottom_line, red_lines=[proposed]), sources)
    assert checked.red_lines == ()


def test_an_actor_stands_without_a_position_that_does_not(source: Document) -> None:
    position = DraftClaim(text="said “never”", evidence=["D1.2"])
    actor = DraftActor(
        name="Anna Berg", role="Foreign Minister", position=position, evidence=["D1.2"]
    )
    checked = check_draft(draft(key_actors=[actor]), [source])
    assert checked.key_actors[0].position is None
    assert checked.withheld[0].item == position
    assert checked.withheld[0].findings[0].path == "key_actors[0].position.text"


def test_an_actor_keeps_a_position_that_stands(source: Document) -> None:
    actor = DraftActor(name="Anna Berg", role="", position=FAILED, evidence=["D1.2"])
    checked = check_draft(draft(key_actors=[actor]), [source])
    assert checked.key_actors[0].position is not None
    assert checked.key_actors[0].position.text == FAILED.text


def test_counts_add_up(source: Document) -> None:
    lost = DraftQuestion(question="Who?", why="“Nobody” said so.", evidence=["D1.2"])
    brief = make_brief([source], drafter=Says(draft(summary=[SILENT], open_questions=[lost])))
    assert (brief.audit.proposed, brief.audit.shown, brief.audit.withheld) == (3, 2, 1)
    assert brief.audit.sentences == 4


def test_a_red_line_that_the_draft_leaves_out_is_reported(source: Document) -> None:
    silent = make_brief([source], drafter=Says(draft()))
    assert [citation.sentence for citation in silent.audit.uncovered] == ["D1.3"]
    complete = make_brief([source], drafter=Says(draft(red_lines=[RED_LINE])))
    assert complete.audit.uncovered == ()


@pytest.fixture
def brief(source: Document) -> Brief:
    return make_brief([source], drafter=Says(draft(red_lines=[RED_LINE])))


def test_a_brief_of_ours_has_no_findings_against_its_sources(
    brief: Brief, source: Document
) -> None:
    assert check_brief(brief, [source]) == []


def test_sources_are_told_by_their_text_not_by_their_order(brief: Brief, source: Document) -> None:
    other = document("Something else entirely.")
    assert check_brief(brief, [other, document(source.text, "D2")]) == []


def test_a_changed_source_is_found(brief: Brief) -> None:
    findings = check_brief(brief, [document(TEXT.replace("Monday", "Tuesday"))])
    assert "source-missing" in {finding.code for finding in findings}
    assert "citation-source" in {finding.code for finding in findings}


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"start": 0}, "citation-sentence"),
        ({"sentence": "D1.4"}, "citation-sentence"),
        ({"sentence": "D1.77"}, "citation-sentence"),
        ({"end": 10_000}, "citation-sentence"),
        ({"document": "D2"}, "citation-source"),
        ({"quote": "Foreign Minister Anna Berg said nothing."}, "citation-text"),
    ],
)
def test_a_forged_citation_is_found(
    brief: Brief, source: Document, change: dict[str, Any], code: str
) -> None:
    assert brief.bottom_line is not None
    citation = brief.bottom_line.citations[0].model_copy(update=change)
    claim = brief.bottom_line.model_copy(update={"citations": (citation,)})
    findings = check_brief(brief.model_copy(update={"bottom_line": claim}), [source])
    assert [finding.code for finding in findings] == [code]
    assert findings[0].path == "bottom_line.citations[0]"


def test_a_forged_quote_is_found(brief: Brief, source: Document) -> None:
    red_line = brief.red_lines[0].model_copy(update={"quote": "We will attack"})
    findings = check_brief(brief.model_copy(update={"red_lines": (red_line,)}), [source])
    assert [finding.code for finding in findings] == ["quote-not-found"]


def test_a_left_out_red_line_is_a_warning(brief: Brief, source: Document) -> None:
    findings = check_brief(brief.model_copy(update={"red_lines": ()}), [source])
    assert [(finding.code, finding.severity) for finding in findings] == [
        ("red-line-uncovered", "warning")
    ]


def test_every_code_is_lower_case_with_hyphens_and_has_a_meaning() -> None:
    for code, entry in CODES.items():
        assert code == code.lower().replace(" ", "-")
        assert entry.meaning
