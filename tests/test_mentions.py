from __future__ import annotations

from pathlib import Path

import pytest

from briefing.language.mentions import Entity, entities

SEED = Path(__file__).parents[1] / "seeds" / "putin-warns-nato-over-long-range-weapons.txt"


def _named(text: str, name: str) -> Entity:
    (entity,) = [entity for entity in entities(text) if entity.name.of(text) == name]
    return entity


def _mentions(text: str, name: str) -> list[str]:
    return [mention.of(text) for mention in _named(text, name).mentions]


def _roles(text: str, name: str) -> list[str]:
    return [role.of(text) for role in _named(text, name).roles]


@pytest.mark.parametrize(
    ("name", "role"),
    [
        ("Vladimir Putin", "Russian President"),
        ("Sergey Lavrov", "Foreign Minister"),
        ("Volodimir Zelensky", "Ukrainian President"),
        ("Antony Blinken", "US Secretary of State"),
        ("David Lammy", "British Foreign Secretary"),
        ("Rustem Umerov", "the Ukrainian defence minister"),
        (
            "William Courtney",
            "former US ambassador and adjunct fellow at the RAND Corporation",
        ),
    ],
)
def test_the_people_of_the_seed_article_have_their_roles(name: str, role: str) -> None:
    text = SEED.read_text(encoding="utf-8")
    assert _named(text, name).kind == "person"
    assert role in _roles(text, name)


def test_a_title_stands_for_the_person_who_bears_it() -> None:
    text = SEED.read_text(encoding="utf-8")
    mentions = _mentions(text, "Vladimir Putin")
    assert "the Russian president" in mentions
    assert "the Russian leader" in mentions


def test_a_surname_before_and_after_the_full_name_is_the_same_person() -> None:
    text = "Okafor wins vote\nJohn Okafor won the vote on Monday. Okafor thanked his party."
    assert _mentions(text, "John Okafor") == ["Okafor", "John Okafor", "Okafor", "his"]


def test_a_pronoun_follows_the_gender_of_the_honorific() -> None:
    text = "Mr Brown met Mrs Clark on Friday. She said the talks went well. He agreed."
    assert _mentions(text, "Clark") == ["Clark", "She"]
    assert _mentions(text, "Brown") == ["Brown", "He"]


def test_an_object_pronoun_is_not_the_subject_of_its_own_verb() -> None:
    text = "Peter Novak met Paul Kramer. Novak told him the plan."
    assert "him" in _mentions(text, "Paul Kramer")
    assert "him" not in _mentions(text, "Peter Novak")


def test_an_apposition_and_a_title_are_roles_without_the_clause_that_follows() -> None:
    text = (
        "Anna Berg, the union's chief negotiator who joined last year, spoke to "
        "Finance Minister Olaf Lund."
    )
    assert _roles(text, "Anna Berg") == ["the union's chief negotiator"]
    assert _roles(text, "Olaf Lund") == ["Finance Minister"]


def test_a_name_with_particles_is_one_name() -> None:
    text = "Ursula von der Leyen spoke in Brussels. Ms. von der Leyen said Europe was ready."
    names = [entity.name.of(text) for entity in entities(text)]
    assert "Ursula von der Leyen" in names


def test_a_people_with_an_article_is_no_person() -> None:
    text = "The Houthis, who control the port, claimed the attack."
    assert _named(text, "Houthis").kind == "organisation"


def test_a_pronoun_before_its_name_waits_for_the_subject_of_the_sentence() -> None:
    text = "Sharon Graham spoke first. Asked whether he would resign, Mr Kishida said no."
    assert _mentions(text, "Kishida") == ["he", "Kishida"]
    assert _mentions(text, "Sharon Graham") == ["Sharon Graham"]


def test_entities_come_in_the_order_of_their_first_mention() -> None:
    text = SEED.read_text(encoding="utf-8")
    starts = [entity.mentions[0].start for entity in entities(text)]
    assert starts == sorted(starts)
    for entity in entities(text):
        assert entity.name in entity.mentions
        assert list(entity.mentions) == sorted(set(entity.mentions))


@pytest.mark.parametrize("text", ["", "\n\n", "He said.", "…", "THE AND OF", "the president"])
def test_a_text_without_names_has_no_entities(text: str) -> None:
    assert [entity for entity in entities(text) if entity.kind == "person"] == []


NAMESAKES = (
    "Hillary Rey filed the suit. Bill Rey left. Mrs. Rey spoke for an hour. Mr. Rey did not. "
    "President Rey had said so."
)


def test_of_two_namesakes_an_honorific_means_the_one_whom_it_fits() -> None:
    assert _mentions(NAMESAKES, "Hillary Rey")[1] == "Rey"
    assert _named(NAMESAKES, "Hillary Rey").mentions[1].start == NAMESAKES.index("Rey spoke")
    assert NAMESAKES.index("Rey did") in [m.start for m in _named(NAMESAKES, "Bill Rey").mentions]


def test_a_title_before_the_name_of_two_tells_which_of_them_by_nothing() -> None:
    assert _roles(NAMESAKES, "Hillary Rey") == _roles(NAMESAKES, "Bill Rey") == []


def test_an_office_s_bearer_is_not_what_is_named_for_him() -> None:
    text = "An aide in the Rey White House wrote it. President Rey agreed."
    assert _roles(text, "Rey") == ["President"]


def test_a_pronoun_stands_for_whom_the_given_name_lets_it() -> None:
    text = "Mark Rey met Angela Orr on Monday. She left early."
    assert _mentions(text, "Angela Orr") == ["Angela Orr", "She"]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("In a message to Ada Rey, Orr, head of the fund, thanked the donors.", "Ada Rey"),
        ("They wrote of a turn to Asia and Secretary Rey agreed.", "Rey"),
        ("Lund called the Ohio senator “the next Ada Rey” on Monday.", "Ada Rey"),
        (
            "They are deputy secretary Ada Rey, ambassador for women Ines Orr, and others.",
            "Ada Rey",
        ),
    ],
)
def test_a_role_is_not_taken_from_who_stands_beside(text: str, name: str) -> None:
    assert set(_roles(text, name)) <= {"deputy secretary", "Secretary"}


def test_headings_and_words_without_a_capital_name_nobody() -> None:
    text = "TAXES DIVIDE THE FIELD\n\nAda Rey, a lawyer and newbie, ran against Lund."
    assert [entity.name.of(text) for entity in entities(text)][-2:] == ["Ada Rey", "Lund"]
    assert not {"TAXES", "FIELD", "newbie"} & {entity.name.of(text) for entity in entities(text)}


def test_who_is_said_to_say_that_he_did_it_is_the_one_who_says_so() -> None:
    text = "Peter Novak met Paul Kramer. Novak, who knew that Kramer was ill, said he would wait."
    assert "he" in _mentions(text, "Peter Novak")


def test_who_spoke_last_goes_on_speaking() -> None:
    text = (
        "“The talks are over,” Peter Novak said. A letter to Paul Kramer had come that morning, "
        "with praise for Kramer and Kramer’s friends. “I read it all,” he said."
    )
    assert "he" in _mentions(text, "Peter Novak")


@pytest.mark.parametrize("name", ["Mexico City", "White House", "Norland Times"])
def test_a_seat_or_a_body_is_nobody(name: str) -> None:
    text = f"{name} shook its head on Monday. {name} is where it was."
    assert all(entity.kind != "person" for entity in entities(text))
