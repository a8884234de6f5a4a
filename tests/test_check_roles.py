from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.check.passages import Passage
from briefing.check.roles import check_role, check_roles
from briefing.document import Span
from briefing.language.offices import offices
from tests.conftest import document


def _passage(text: str, cited: str | None = None) -> Passage:
    source = document(text)
    if cited is None:
        return Passage(source, Span(0, len(text)))
    place = text.index(cited)
    return next(
        Passage(source, sentence.span)
        for sentence in source.sentences
        if sentence.start <= place < sentence.end
    )


def _codes(said: str, text: str, cited: str | None = None) -> list[str]:
    return [one.code for one in check_roles(said, [_passage(text, cited)], "summary[0].text")]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("Ukraine's Foreign Minister spoke.", "The Permanent Representative of Ukraine spoke."),
        ("The defence minister spoke.", "The foreign minister spoke."),
        ("The minister spoke.", "The prime minister spoke."),
        ("The Russian president spoke.", "The president of Ukraine spoke in a Russian town."),
        ("A spokeswoman ordered the search.", "A judge ordered the search."),
        ("The former governor spoke.", "The governor spoke."),
        ("The president spoke.", "The acting president spoke."),
        ("Three of the guards chose it.", "Three of the inmates chose it."),
        ("The top trade official spoke.", "The top official spoke."),
    ],
)
def test_an_office_that_nobody_holds_in_the_evidence_is_found(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == ["role-unsupported"]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("The Russian president spoke.", "The president of Russia spoke."),
        ("The minister spoke.", "The foreign minister spoke."),
        ("The premier spoke.", "The prime minister spoke."),
        ("The ex-governor spoke.", "The former governor spoke."),
        ("The leader of Norway spoke.", "The prime minister of Norway spoke."),
        ("The envoy left.", "The ambassador left."),
        ("The writer was paid.", "He writes for money."),
        ("She ran for president.", "She sought the White House."),
        ("The General Assembly met.", "The Assembly met."),
        ("The author doubts it.", "It is doubtful."),
    ],
)
def test_another_word_for_the_same_office_stands(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == []


MINISTERS = (
    "Norwegian Prime Minister Anna Berg met former Swedish Foreign Minister Karl Holm. "
    "Berg left early. A judge questioned Holm. His wife, Eva Holm, was there with her two sisters. "
    "He left."
)


@pytest.mark.parametrize(
    ("name", "role", "wrong"),
    [
        ("Anna Berg", "Prime Minister of Norway", False),
        ("Anna Berg", "Prime Minister of Sweden", True),
        ("Anna Berg", "Swedish Prime Minister", True),
        ("Anna Berg", "Norwegian Foreign Minister", True),
        ("Anna Berg", "acting Prime Minister of Norway", True),
        ("Karl Holm", "former foreign minister of Sweden", False),
        ("Karl Holm", "foreign minister of Sweden", True),
        ("Karl Holm", "judge", True),
        ("Eva Holm", "Holm's wife", False),
        ("Eva Holm", "Holm's sister", True),
        ("Anna Berg", "", False),
    ],
)
def test_an_actor_has_the_roles_of_the_document(name: str, role: str, wrong: bool) -> None:
    assert bool(check_role(name, role, [_passage(MINISTERS)], "role")) is wrong


def test_a_pronoun_has_the_offices_of_whom_it_stands_for() -> None:
    assert _codes("The former foreign minister left.", MINISTERS, "He left") == []
    assert _codes("The former finance minister left.", MINISTERS, "He left") != []


def test_the_message_has_the_words_of_both_sides() -> None:
    (finding,) = check_roles(
        "Foreign Minister Anna Berg left.", [_passage(MINISTERS, "Berg left")], "text"
    )
    assert "“Foreign Minister”" in finding.message
    assert "“Norwegian Prime Minister”" in finding.message


def test_only_english_is_held() -> None:
    source = document("Der Kanzler schweigt.", language="de")
    passages = [Passage(source, Span(0, len(source.text)))]
    assert check_roles("Der President schweigt.", passages, "text") == []


@given(st.text(alphabet="foreign primeMnst of UkraP’s-\n.", max_size=40))
def test_any_office_is_carried_by_itself(text: str) -> None:
    for office in offices(text):
        assert office.is_same(office)
        assert text[office.span.start : office.span.end].strip() != ""
