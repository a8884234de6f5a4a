"""The embedded engine: what it proposes stands, of any text."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from briefing.check import check_brief, uncovered
from briefing.check.quotes import locate
from briefing.draft.embedded import EmbeddedDrafter
from briefing.errors import SourceEmptyError
from briefing.language import parsing
from briefing.language.questions import open_points
from briefing.load import load
from briefing.pipeline import make_brief
from tests.conftest import ROOT, SEED, document, documents

WIRE = (
    "Strait closed to tankers\n\n"
    "The government of Arvania closed the strait to foreign tankers on Monday, officials said. "
    "Prime Minister Olga Hansen told parliament that the closure might last until spring. "
    "Oil prices rose by four per cent after the closure of the strait was announced. "
    "“If our ships are touched, we will close the port as well,” Hansen said.\n"
)
UNSC = sorted((ROOT / "tests" / "data" / "unsc").rglob("*.txt"))


def test_all_that_is_proposed_of_the_seed_stands() -> None:
    brief = make_brief([load(SEED)])
    assert brief.withheld == ()
    assert brief.audit.uncovered == ()
    assert brief.run.engine == "embedded"


def test_several_speeches_make_one_brief_in_which_all_stands() -> None:
    sources = [load(path, id=f"D{number}") for number, path in enumerate(UNSC, start=1)]
    assert len(sources) == 17
    brief = make_brief(sources)
    assert brief.withheld == ()
    assert {finding.code for finding in check_brief(brief, sources)} <= {
        "document-uncited",
        "red-line-uncovered",
    }
    assert len({citation.document for claim in brief.summary for citation in claim.citations}) > 1


@pytest.mark.parametrize("path", [SEED, *UNSC], ids=lambda path: path.stem)
def test_a_position_leaves_no_word_out(path: Path) -> None:
    source = load(path)
    for actor in EmbeddedDrafter().draft([source]).draft.key_actors:
        if actor.position is None:
            continue
        text = actor.position.text
        passages = [source.sentence_by_id[id].span for id in actor.position.evidence]
        cue, mark, rest = text.partition("‘") if "‘" in text[:20] else ("", "", text)
        assert any(
            locate(mark + rest, source.text, within) and (not cue or cue.strip() in whole)
            for within in passages
            for whole in [within.of(source.text)]
        ), text


def test_a_saying_that_is_denied_is_nobodys_position() -> None:
    denied = document(
        "Prime Minister Olga Hansen spoke for an hour on Monday in the old parliament. "
        "It is not true that Hansen said the army would cross the border by spring."
    )
    (actor,) = EmbeddedDrafter().draft([denied]).draft.key_actors
    assert actor.position is None


def test_what_might_have_been_is_no_open_question() -> None:
    assert open_points("The situation could have been avoided by the two governments.") == []
    assert open_points("Ada Rey held talks, in which she could tell stories to the guests.") == []
    assert open_points("Ada Rey spoke well. She could tell a story or two to the guests.") == []


def test_the_same_text_makes_the_same_draft() -> None:
    assert EmbeddedDrafter().draft([document(WIRE)]).draft == (
        EmbeddedDrafter().draft([document(WIRE)]).draft
    )


def test_the_same_wire_text_is_told_once() -> None:
    draft = EmbeddedDrafter().draft(documents([WIRE, WIRE])).draft
    told = [draft.bottom_line.text, *(claim.text for claim in draft.summary)]
    assert len(told) == len(set(told))
    assert [actor.name for actor in draft.key_actors].count("Olga Hansen") == 1


def test_a_surname_here_and_the_whole_name_there_are_one_actor() -> None:
    sources = documents(
        [
            "Minister Hansen said on Monday that the port would be closed to tankers by spring. ",
            "Olga Hansen told parliament that the harbour of the capital was safe for all ships. ",
        ]
    )
    (actor,) = EmbeddedDrafter().draft(sources).draft.key_actors
    assert actor.name == "Olga Hansen"
    assert actor.role == "Minister"


def test_a_document_is_parsed_once_of_however_many_there_are(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    remembered = parsing.parse.cache_info().maxsize
    assert remembered
    sources = documents([f"{WIRE}Pier {number} stays open." for number in range(remembered + 6)])
    parses: Counter[str] = Counter()
    parsed = parsing._parsed

    def counted(text: str) -> object:
        parses[text] += 1
        return parsed(text)

    monkeypatch.setattr(parsing, "_parsed", counted)
    draft = EmbeddedDrafter().draft(sources).draft
    assert len(draft.red_lines) == len(sources)
    assert len(uncovered([], sources)) == len(sources)
    assert parses == dict.fromkeys([source.text for source in sources], 1)


def test_the_headline_is_not_a_summary() -> None:
    draft = EmbeddedDrafter().draft([document(WIRE, title="Strait closed to tankers")]).draft
    assert draft.bottom_line.text.startswith("The government of Arvania closed")


def test_an_open_question_is_a_question_about_what_is_undecided() -> None:
    points = open_points(WIRE)
    assert "Will the closure last until spring?" in [point.question for point in points]
    for point in points:
        assert point.question.startswith("Will ")
        assert point.question.endswith("?")
        assert point.why.endswith(".")


def test_a_text_in_another_language_gets_a_summary_and_no_english_rules() -> None:
    text = (
        "Die Regierung hat am Montag die Meerenge für fremde Tanker geschlossen. "
        "Der Kanzler sagte, die Sperrung könne bis zum Frühjahr dauern. "
    )
    draft = EmbeddedDrafter().draft([document(text, language="de")]).draft
    assert draft.bottom_line.text.startswith("Die Regierung")
    assert (draft.key_actors, draft.red_lines, draft.open_questions) == ([], [], [])


def test_a_text_with_nothing_to_tell_is_an_error_of_the_source() -> None:
    with pytest.raises(SourceEmptyError):
        EmbeddedDrafter().draft([document("Yes. No. Maybe.")])


@settings(deadline=None, max_examples=25, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from([*WIRE.split(), "“", "”", "‘", "\n\n", "—", "«", "'"]), min_size=9))
def test_of_a_jumble_of_words_nothing_is_printed_that_does_not_resolve(words: list[str]) -> None:
    source = document(" ".join(words))
    try:
        brief = make_brief([source])
    except SourceEmptyError:
        return
    findings = check_brief(brief, [source])
    assert {finding.code for finding in findings} <= {
        "document-uncited",
        "red-line-uncovered",
    }


@pytest.mark.parametrize(
    ("text", "name", "role"),
    [
        ("Ada Rey, his chief strategist, said the port would open.", "Ada Rey", "chief strategist"),
        ("Ada Rey, his mother, said the port would open.", "Ada Rey", ""),
    ],
)
def test_a_role_stands_by_itself(text: str, name: str, role: str) -> None:
    (actor,) = EmbeddedDrafter().draft([document(text)]).draft.key_actors
    assert (actor.name, actor.role) == (name, role)


@pytest.mark.parametrize(
    "text",
    [
        "“They left the port,” Ada Rey told. The ships were gone by noon, as she knew.",
        "The changes that Ada Rey wants include: tolls, docks and a new bridge in May.",
        "The plan, which Ada Rey vowed, would bring new docks, is dead by all accounts.",
    ],
)
def test_a_position_that_is_torn_out_is_none(text: str) -> None:
    assert all(
        actor.position is None
        for actor in EmbeddedDrafter().draft([document(text)]).draft.key_actors
    )


def test_a_question_names_all_that_it_asks_about() -> None:
    assert open_points("The council may push it along with new rules in the autumn.") == []
    assert open_points("The rulers asked what Rey could do to persuade the angry voters.") == []


def test_he_is_nobody_who_may_be_no_person() -> None:
    text = (
        "The senator praised a Winter House contender. But he told the Herald that the vote was "
        "a farce and that he would not go there again."
    )
    actors = EmbeddedDrafter().draft([document(text)]).draft.key_actors
    assert all(actor.position is None for actor in actors)


def test_a_pronoun_asks_only_about_whom_its_own_sentence_names() -> None:
    assert open_points("“He may win,” said Ada Orr. If he fails to win, the town will pay.") == []
    (point, *_) = open_points("Ada Orr said that she may close the whole port in May.")
    assert point.question.startswith("Will Ada Orr close")
