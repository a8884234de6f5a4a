"""The registry's examples: each is caught by its code, or let pass by the whole check."""

from __future__ import annotations

import pytest

from briefing.brief import Draft, DraftClaim
from briefing.check import check_draft
from briefing.findings import CODES, Code, Example
from tests.conftest import document


def found(example: Example) -> set[str]:
    source = document(example.source)
    evidence = [sentence.id for sentence in source.sentences]
    draft = Draft(
        bottom_line=DraftClaim(text=example.said, evidence=evidence),
        summary=[],
        key_actors=[],
        red_lines=[],
        open_questions=[],
    )
    return {
        finding.code
        for entry in check_draft(draft, [source]).withheld
        for finding in entry.findings
    }


CAUGHT = [(code, entry) for code, entry in CODES.items() if isinstance(entry.catches, Example)]
PASSED = [(code, entry) for code, entry in CODES.items() if isinstance(entry.passes, Example)]


@pytest.mark.parametrize(("code", "entry"), CAUGHT, ids=[code for code, _ in CAUGHT])
def test_what_a_code_is_said_to_catch_is_caught(code: str, entry: Code) -> None:
    assert isinstance(entry.catches, Example)
    assert code in found(entry.catches)


@pytest.mark.parametrize(("code", "entry"), PASSED, ids=[code for code, _ in PASSED])
def test_what_a_code_is_said_to_let_pass_is_let_pass_by_all(code: str, entry: Code) -> None:
    assert isinstance(entry.passes, Example)
    assert found(entry.passes) == set()
