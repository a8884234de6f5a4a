from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.check.numbers import check_numbers
from briefing.check.passages import Passage
from briefing.document import Span
from briefing.language.numerals import numerals
from tests.conftest import ROOT, SEED, document

SOURCES = [SEED, *sorted((ROOT / "tests" / "data" / "unsc").glob("*/*.txt"))]


def _codes(
    said: str, *evidence: str, language: str = "en", published: str | None = None
) -> list[str]:
    source = document(" ".join(evidence), language=language)
    source = source.model_copy(update={"published": published})
    passages = [Passage(source, Span(0, len(source.text)))]
    return [finding.code for finding in check_numbers(said, passages, "summary[0].text")]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_sentence_that_cites_itself_has_no_finding(path: Path) -> None:
    source = document(path.read_text(encoding="utf-8"))
    for sentence in source.sentences:
        passage = Passage(source, sentence.span)
        assert check_numbers(passage.text, [passage], "text") == []


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("Two soldiers died.", "2 soldiers died."),
        ("Nearly six in ten voters agree.", "59 percent of the voters agree."),
        ("Berg leads by five points.", "Berg beat Lind 45 to 40 percent."),
        ("They met again 50 years on.", "They met again on its 50th anniversary."),
        ("A squadron of F-16s came.", "A squadron of the F-16 came."),
        ("A second boat sank.", "Another boat sank after the first."),
        ("Berg led 42 to 40 when the two met.", "Berg led Lind 42 to 40 percent."),
        ("It cost 3,500,000 dollars.", "It cost $3.5 million."),
        ("It cost $3.5 million.", "It cost three and a half million dollars."),
        ("Prices rose 5%.", "Prices rose by five per cent."),
        ("A dozen ships left.", "Twelve ships left."),
        ("Half of the voters agree.", "50 percent of the voters agree."),
        ("Two thirds agree.", "Two in three agree."),
        ("The 7th meeting was held.", "It was the seventh meeting."),
        ("They met on March 16.", "They met on 16 March 2014."),
        ("They met on 13 March.", "They met on 13 and 16 March."),
        ("They met in March.", "They met on Sunday, 16 March."),
        ("The talks lasted two days.", "The talks lasted 48 hours."),
        ("For 20 years they waited.", "They waited for two decades."),
        ("It lasted one year.", "It lasted a year."),
        ("The call came at 3 p.m.", "The call came at 15:00."),
        ("Prices rose between 5% and 7%.", "Prices rose from 5 to 7 percent."),
        ("About 500 people came.", "487 people came."),
        ("Nearly 500 people came.", "Some 487 people came."),
        ("More than 200,000 dollars came in.", "They raised $204,202."),
        ("At least 20 people died.", "Twenty people died."),
        ("Thousands fled.", "Some 12,000 people fled."),
        ("F-16 jets came.", "Six F-16s came: the F-16 flies fast."),
        ("The 1990s were hard.", "It was hard in the '90s."),
        ("The two ministers met.", "Blinken and Lammy met."),
        ("Both men came twice.", "The men came again and again."),
        ("One of them is the one who left.", "Of them the tallest left."),
        ("He first denied it.", "He denied it before he agreed."),
        ("Cruz, then 40, ran.", "Cruz was a 40-year-old lawyer."),
        ("They marched in May.", "May saw them march: in May they began."),
        ("It lasted an hour and a half.", "It lasted 90 minutes."),
        ("It lasted 71 straight months.", "It lasted 71 months."),
        ("The lead is nine points.", "The lead is 9 percentage points."),
        ("In the second episode they met.", "They met in Episode 2."),
        ("He scored in the 30th minute.", "He scored after 30 minutes."),
        ("They marked the 40th anniversary.", "They marked 40 years of it."),
        ("It cost £50 m.", "It cost 50 million pounds."),
        ("Two years later it rose.", "It was low in 2008. In 2010 it rose."),
        ("More than 40,000 acres burnt.", "At least 16,000 hectares - or 40,000 acres - burnt."),
        ("A second-half strike won it.", "A strike in the second half won it."),
        ("Holm has lived 73 years.", "Karl Holm, 73, lives here."),
    ],
)
def test_the_same_number_in_another_writing_stands(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == []


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("Three soldiers died.", "Two soldiers died on the third day."),
        ("3 soldiers died.", "Some 3.5 million soldiers fought."),
        ("It cost $3.5 million.", "It cost 3.5 million euros."),
        ("It cost $3.5 billion.", "It cost $3.5 million."),
        ("Prices rose 5%.", "Prices rose by 5 dollars."),
        ("20 rockets were fired.", "They flew 20 kilometres."),
        ("3 soldiers and 20 tanks were lost.", "20 soldiers and 3 tanks were lost."),
        ("One soldier died.", "Two soldiers died."),
        ("The eighth meeting was held.", "The seventh meeting was held by eight states."),
        ("About 500 people came.", "620 people came."),
        ("More than 500 people came.", "487 people came."),
        ("More than 20 people came.", "20 people came."),
        ("Nearly 480 people came.", "487 people came."),
        ("More than 20 people came.", "Fewer than 20 people came."),
        ("16 people came.", "They came on 16 March."),
        ("F-15 jets came.", "F-16 jets came."),
        ("Draft S/2014/188 fell.", "Draft S/2014/189 fell."),
        ("Dozens fled.", "Some 12,000 people fled."),
        ("It lasted an hour and a half.", "It lasted 80 minutes."),
        ("It lasted 71 straight months.", "It lasted 72 months."),
        ("He scored in the 31st minute.", "He scored after 30 minutes."),
        ("Three years later it rose.", "It was low in 2008. In 2010 it rose."),
        ("It measured 50 m.", "It measured 50 million pounds."),
    ],
)
def test_a_number_with_another_value_unit_or_bound_is_found(said: str, evidence: str) -> None:
    assert "number-unsupported" in _codes(said, evidence)


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("They met on 17 March.", "They met on 16 March with 17 men."),
        ("They met in April.", "They met in March."),
        ("They met on Friday.", "They met on Monday."),
        ("They met on 16 March 2015.", "They met on 16 March 2014."),
        ("They met on 16 March 2015.", "They met on 16 March."),
        ("The treaty of 1996 stands.", "The treaty of 1997 stands."),
        ("The call came at 4 p.m.", "The call came at 15:00."),
        ("The 1980s were hard.", "The 1990s were hard."),
        ("They meet next month.", "They meet tomorrow."),
        ("They meet tomorrow.", "They meet next week."),
        ("They met last year.", "They met this year."),
        ("They met last week.", "They met."),
        ("They met yesterday.", "They met two days ago."),
        ("They met this month.", "They met last year."),
        ("It rose last week.", "It rose last month."),
        ("They meet weekly.", "They meet ten times a day."),
        ("It went on for several weeks.", "It went on for several years."),
        ("They met the next year.", "They met the next day."),
    ],
)
def test_another_date_is_found(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == ["date-unsupported"]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("They meet tomorrow.", "The meeting is tomorrow."),
        ("They met a week ago.", "They met last week."),
        ("They met a fortnight ago.", "They met two weeks ago."),
        ("They met 14 days ago.", "They met two weeks ago."),
        ("They met this year.", "They met last month."),
        ("They met this week.", "They met on Monday."),
        ("They meet this weekend.", "They meet on Saturday."),
        ("They met last night.", "They met yesterday."),
        ("They met a day earlier.", "They met the day before."),
        ("They meet every week.", "They meet weekly."),
        ("They meet yearly.", "It is an annual meeting."),
        ("It went on for years.", "It went on for several years."),
        ("They met recently.", "They met a month ago."),
    ],
)
def test_the_same_time_in_other_words_stands(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == []


@pytest.mark.parametrize(
    ("said", "evidence", "same"),
    [
        ("They met on 16 March.", "They met yesterday.", True),
        ("They met yesterday.", "They met on 16 March.", True),
        ("They met yesterday.", "They met on Sunday.", True),
        ("They meet tomorrow.", "They met on Sunday.", False),
        ("They met last week.", "They met on 12 March 2014.", True),
        ("They met last year.", "They met in 2013.", True),
        ("They met last year.", "They met in 2012.", False),
        ("They met last month.", "They met in February.", True),
        ("They met on 15 March.", "They met yesterday.", False),
    ],
)
def test_the_day_of_publication_tells_what_a_relative_time_is(
    said: str, evidence: str, same: bool
) -> None:
    assert (_codes(said, evidence, published="2014-03-17") == []) is same


@settings(deadline=None, max_examples=30)
@given(
    st.integers(min_value=2, max_value=30),
    st.sampled_from(["day", "week", "month", "year"]),
    st.sampled_from(["ago", "from now"]),
)
def test_any_distance_agrees_with_itself_and_no_other(count: int, unit: str, way: str) -> None:
    said = f"They met {count} {unit}s {way}."
    assert _codes(said, said) == []
    assert "date-unsupported" in _codes(said, f"They met {count + 1} {unit}s {way}.")


def test_the_year_of_publication_completes_a_date() -> None:
    assert _codes("Met on 16 March 2014.", "They met on 16 March.", published="2014-03-17") == []


def test_digits_are_held_in_any_language() -> None:
    evidence = "Es kamen 3.500 Leute und 2,5 Tonnen."
    assert _codes("3500 kamen, 2,5 Tonnen", evidence, language="de") == []
    assert _codes("Es kamen 4.500 Leute.", evidence, language="de") == ["number-unsupported"]


def test_the_message_has_the_words_of_both_sides() -> None:
    source = document("Twenty soldiers died.")
    passages = [Passage(source, Span(0, len(source.text)))]
    (finding,) = check_numbers("30 soldiers died.", passages, "summary[0].text")
    assert "“30”" in finding.message
    assert "“Twenty”" in finding.message
    assert finding.path == "summary[0].text"


def test_a_statement_without_evidence_is_left_to_others() -> None:
    assert check_numbers("30 soldiers died.", [], "text") == []


@given(st.text(alphabet="0123456789.,½ -kmbn$%/:abpSthrsdeo\n", max_size=30))
def test_any_text_supports_its_own_numbers(text: str) -> None:
    assert _codes(text, text, language="und") == []


@given(st.integers(min_value=0, max_value=10**12))
def test_a_number_with_thousands_separators_is_the_number(value: int) -> None:
    (numeral,) = numerals(f"it was {value:,} then")
    assert numeral.values == (Fraction(value),)


def test_a_part_of_nothing_is_no_error_of_ours() -> None:
    assert _codes("Turnout fell for the 0th time.", "Turnout fell by 50 percent.") != []
