from __future__ import annotations

from pathlib import Path

import pytest

from briefing.brief import Finding
from briefing.check.belonging import check_belonging
from briefing.check.names import check_names
from briefing.check.numbers import check_numbers
from briefing.check.passages import Passage
from briefing.check.roles import check_roles
from briefing.document import Document, Span
from tests.conftest import ROOT, SEED, document

UNSC = ROOT / "tests" / "data" / "unsc"
SOURCES = [SEED, *sorted(UNSC.glob("*/*.txt"))]
PARAPHRASES: list[tuple[str, list[str], str]] = [
    (
        "seed",
        ["The confrontation between"],
        "The stand-off between NATO and Russia may be entering a new phase, the worst since "
        "Russia invaded Ukraine in February 2022.",
    ),
    (
        "seed",
        ["Russian President Vladimir"],
        "Putin has warned NATO that lifting the veto on long-range weapons would mean its "
        "countries are directly involved.",
    ),
    (
        "seed",
        ["Russian President Vladimir"],
        "The Russian president says Russia would enter an all-out war if Ukraine is allowed "
        "to strike Russian territory with long-range weapons.",
    ),
    (
        "seed",
        ["‘We will make appropriate"],
        "Vladimir Putin told the TASS agency that Russia will decide according to the threats"
        " it faces.",
    ),
    (
        "seed",
        ["In view of this", "NATO fears that"],
        "Putin says the nature of the conflict could change if the veto is lifted; NATO fears"
        " that drone strikes on Moscow prompted his statement.",
    ),
    (
        "seed",
        ["In addition, the Russian"],
        "President Putin said that aid from NATO to Ukraine can only be used by troops from "
        "NATO countries.",
    ),
    (
        "seed",
        ["He further clarified"],
        "According to Putin, Ukraine has carried out attacks on Russian soil only with the "
        "help of European Union and American satellites.",
    ),
    (
        "seed",
        ["These declarations follow"],
        "Lavrov claims that Kiev's permission to use the weapon was decided a long time ago.",
    ),
    (
        "seed",
        ["Meanwhile, in Kiev"],
        "In Kiev, Zelensky praised the support of key partners at a meeting with Antony "
        "Blinken, the American secretary of state, and the UK's David Lammy.",
    ),
    (
        "seed",
        ["Meanwhile, in Kiev"],
        "Ukraine's president praised the “firm and strong support” of partners in a joint "
        "meeting with Blinken and Lammy.",
    ),
    (
        "seed",
        ["During the meeting Zelensky"],
        "President Zelensky will seek permission to attack Russian soil, something he has "
        "asked of NATO for months.",
    ),
    (
        "seed",
        ["Indeed, Rustem Umerov"],
        "Ukraine's defense minister Rustem Umerov confirmed that Russian airfields would be "
        "in range of long-range missiles.",
    ),
    (
        "seed",
        ["Antony Blinken assured", "At the same time, he"],
        "US Secretary of State Antony Blinken said the United States provides intelligence "
        "data to Ukraine and blamed Putin for any escalation.",
    ),
    (
        "seed",
        ["At the same time, he"],
        "Blinken reiterated that the US provides Ukraine with intelligence.",
    ),
    (
        "seed",
        ["In the same vein"],
        "William Courtney of the RAND Corporation, a former American ambassador, said ATACMS "
        "could hit any target.",
    ),
    (
        "seed",
        ["In the same vein"],
        "Courtney, an adjunct fellow at RAND, said that ATACMS missiles “could reach any "
        "target and beyond”.",
    ),
    (
        "russian_federation",
        ["It is a secret to no one"],
        "Russia will vote against the draft resolution.",
    ),
    (
        "russian_federation",
        ["We can not go along"],
        "Russia rejects the resolution's assumption that the referendum planned for March 16 "
        "is illegal.",
    ),
    (
        "russian_federation",
        ["In that context, it is useful"],
        "Crimea was part of the Russian Federation until 1954.",
    ),
    (
        "russian_federation",
        ["After the fall of the Soviet"],
        "For over 20 years Crimea tried to exercise its right to self-determination after the"
        " Soviet Union fell.",
    ),
    (
        "russian_federation",
        ["After the fall of the Soviet"],
        "Crimea has tried to exercise self-determination for more than two decades.",
    ),
    (
        "russian_federation",
        ["In January 1991"],
        "A referendum held in Crimea in January 1991 led Ukraine to adopt a law establishing "
        "an autonomous Crimea.",
    ),
    (
        "russian_federation",
        ["In 1992, the constitution", "However, in 1995"],
        "The Crimean constitution of 1992 was annulled in 1995 by the Ukrainian authorities "
        "and Ukraine's president.",
    ),
    (
        "russian_federation",
        ["We set out a number"],
        "Russia says it argued for the legality of the Crimean referendum at the Council's 13"
        " March meeting.",
    ),
    (
        "russian_federation",
        ["In conclusion, we wish"],
        "Russia will respect the will of the people of Crimea in the 16 March referendum.",
    ),
    (
        "united_states",
        ["It is the seventh time"],
        "This is the Security Council's 7th meeting on the crisis in Ukraine.",
    ),
    (
        "united_states",
        ["We have heard, for example"],
        "The speaker recalled Hungarian democrats in 1956 and the crushed dreams of the "
        "Czechs in 1968.",
    ),
    (
        "united_states",
        ["Under the Charter"],
        "The UN Charter gives Russia the power to veto a draft resolution of the Security Council.",
    ),
    (
        "united_states",
        ["It recalled specifically"],
        "The draft recalled the Helsinki Final Act of 1975 and the Budapest Memorandum of 1994.",
    ),
    (
        "united_states",
        ["It recalled specifically"],
        "In 1975 and 1994 Russia and other signatories reaffirmed commitments to respect "
        "Ukraine's territorial integrity.",
    ),
    (
        "luxembourg",
        ["The decision taken on 1 March"],
        "The Russian Federation Council's decision of March 1 to authorise the use of Russian"
        " armed forces in Ukraine violated international law.",
    ),
    (
        "luxembourg",
        ["Those actions violate"],
        "Russia broke commitments to Ukraine under the 1994 Budapest Memorandum and a treaty "
        "signed in 1997.",
    ),
    ("luxembourg", ["For its part, Luxembourg"], "Luxembourg will not give up hope."),
    (
        "luxembourg",
        ["Today, the Russian veto prevented the Security Council from assuming"],
        "Russia's veto kept the Council from acting for peace in Ukraine and Europe.",
    ),
    (
        "ukraine",
        ["I received a call 40"],
        "The Ukrainian representative said that he had got a call forty minutes earlier.",
    ),
    (
        "ukraine",
        ["Russian troops entered"],
        "Ukraine says that Russian troops have entered the mainland from Crimea.",
    ),
    ("ukraine", ["It is awful"], "The fifth guarantor, Russia, violated its own obligations."),
    (
        "ukraine",
        ["I would like to particularly"],
        "Ukraine thanked the guarantors that backed it: the US, the UK, France and China.",
    ),
    (
        "ukraine",
        ["I am confident that when"],
        "Reform of the Security Council is to be discussed next week with Ambassador Tanin.",
    ),
    (
        "united_king",
        ["On Thursday, we heard"],
        "Ukraine's Prime Minister said on Thursday that the country was willing to talk to Russia.",
    ),
    (
        "united_king",
        ["Russia alone backs", "Russia alone is prepared"],
        "Britain said that only Russia backs the referendum and is ready to disregard the "
        "Charter of the UN.",
    ),
    (
        "united_king",
        ["If Russia fails"],
        "The UK warned of further consequences for Russia if it spurns Ukraine's outstretched"
        " hand.",
    ),
    (
        "lithuania",
        ["On 31 May 1997"],
        "Boris Yeltsin, then Russia's president, declared Ukraine independent on May 31, 1997"
        " in Kiev.",
    ),
    (
        "lithuania",
        ["On 31 May 1997"],
        "On a visit to Ukraine in May 1997, the late Russian President Boris Yeltsin called "
        "Ukraine an independent country.",
    ),
    (
        "lithuania",
        ["My delegation is profoundly"],
        "Lithuania is troubled by the Russian veto of draft resolution S/2014/189.",
    ),
    (
        "lithuania",
        ["Let me quote"],
        "Aksyonov, Crimea's self-proclaimed Prime Minister, said that Crimea should join Russia.",
    ),
    (
        "lithuania",
        ["The historical inhabitants"],
        "The Crimean Tartars said that they would boycott the vote.",
    ),
    (
        "argentina",
        ["It is not for the Security"],
        "Argentina holds that defining the situation is not the task of the Security Council.",
    ),
    (
        "jordan",
        ["Jordan confirms"],
        "Jordan cited the Budapest Memorandum (1994) and the Treaty on Friendship (1997) in "
        "support of Ukrainian sovereignty over Crimea.",
    ),
    (
        "jordan",
        ["Moreover, it calls"],
        "Jordan called for adherence to the Charter, above all its Article 1.",
    ),
    (
        "republic_of_korea",
        ["The Republic of Korea voted"],
        "Korea voted for draft resolution S/2014/189 because it wants Ukrainians to decide "
        "Ukraine's future.",
    ),
]
"""Source, where each cited sentence begins, and what is truly said of them."""


def _source(name: str) -> Document:
    path = SEED if name == "seed" else next(UNSC.glob(f"*/*-{name}*"))
    return document(path.read_text(encoding="utf-8"))


def _cited(source: Document, *starts: str) -> list[Passage]:
    places = [source.text.index(start) for start in starts]
    return [
        Passage(source, sentence.span)
        for sentence in source.sentences
        if any(sentence.start <= place < sentence.end for place in places)
    ]


def _codes(said: str, text: str, cited: str | None = None) -> list[str]:
    source = document(text)
    passages = _cited(source, cited) if cited else [Passage(source, Span(0, len(text)))]
    return [finding.code for finding in _found(said, passages)]


def _found(said: str, passages: list[Passage]) -> list[Finding]:
    return [
        finding
        for rule in (check_names, check_roles, check_belonging)
        for finding in rule(said, passages, "summary[0].text")
    ]


@pytest.mark.parametrize("path", SOURCES, ids=lambda path: path.stem)
def test_a_sentence_that_cites_itself_has_no_finding(path: Path) -> None:
    source = document(path.read_text(encoding="utf-8"))
    for sentence in source.sentences:
        passage = Passage(source, sentence.span)
        assert _found(passage.text, [passage]) == []


@pytest.mark.parametrize(("name", "starts", "said"), PARAPHRASES)
def test_a_true_paraphrase_has_no_finding(name: str, starts: list[str], said: str) -> None:
    passages = _cited(_source(name), *starts)
    assert _found(said, passages) + check_numbers(said, passages, "text") == []


TALKS = (
    "Foreign Minister Anna Berg met Defence Minister Karl Holm in Geneva. "
    "She said the talks had failed. Berg blamed the World Health Organization. "
    "The Security Council met in Oslo. The Council adjourned."
)


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("Anna Berg said the talks had failed.", "She said"),
        ("Foreign Minister Berg said the talks had failed.", "She said"),
        ("Anna Berg blamed the WHO.", "Berg blamed"),
        ("Karl Holm, the defense minister, met Berg.", "Foreign Minister"),
        ("Berg's talks failed.", "She said"),
        ("The Security Council adjourned.", "The Council"),
        ("Officials say that the talks had failed.", "She said"),
    ],
)
def test_another_way_to_name_the_same_one_stands(said: str, cited: str) -> None:
    assert _codes(said, TALKS, cited) == []


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("Russia's army advanced.", "The Russian army advanced."),
        ("French ships left.", "Ships from France left."),
        ("The Russian-backed group left.", "The group, backed by Russia, left."),
        ("The US and the UK agree.", "The United States and the United Kingdom agree."),
        ("American troops left.", "U.S. troops left."),
        ("The UN Charter holds.", "The Charter of the United Nations holds."),
        ("Erdogan spoke.", "Erdoğan spoke."),
        ("Volodymyr Zelenskyy spoke.", "Volodimir Zelensky spoke."),
        ("NATO ships left.", "NATO SHIPS LEAVE PORT"),
        ("Ukrainians fled.", "A Ukrainian family fled."),
        ("The Republicans won.", "The GOP won."),
        ("Westerners left.", "Western tourists left."),
        ("Most Member States agree.", "The majority of Member States agree."),
        ("Only Russia agrees.", "Russia alone agrees."),
        ("The Department of Homeland Security paid.", "DHS paid."),
        ("He was there, Also he left.", "He was there and left."),
    ],
)
def test_peoples_acronyms_and_spellings_are_the_same_name(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == []


@pytest.mark.parametrize(
    ("said", "cited", "code"),
    [
        ("Karl Holm said the talks had failed.", "She said", "name-not-in-evidence"),
        ("The Security Council met in Geneva.", "The Security", "name-not-in-evidence"),
        ("The Security Council met in Vienna.", "The Security", "name-unsupported"),
        ("Anna Holm met the minister.", "Foreign Minister", "name-not-in-evidence"),
        ("The Kremlin blamed the World Health Organization.", "Berg blamed", "name-unsupported"),
        ("Prime Minister Anna Berg met Karl Holm.", "Foreign Minister", "role-unsupported"),
        ("Defence Minister Anna Berg met Karl Holm.", "Foreign Minister", "role-unsupported"),
    ],
)
def test_another_name_or_role_is_found(said: str, cited: str, code: str) -> None:
    assert _codes(said, TALKS, cited) == [code]


def test_the_role_of_another_person_of_the_sentence_is_found() -> None:
    source = _source("seed")
    passages = _cited(source, "Meanwhile, in Kiev")
    said = "Zelensky praised Foreign Secretary Antony Blinken."
    (finding,) = check_roles(said, passages, "text")
    assert finding.code == "role-unsupported"
    assert "US Secretary of State" in finding.message


def test_the_speaker_of_a_whole_text_may_be_named_as_the_one_who_says_it() -> None:
    text = "Statement by Lithuania\n\nThe referendum is illegal. It threatens Poland."
    assert _codes("Lithuania says that the referendum is illegal.", text, "The ref") == []
    assert _codes("It threatens Lithuania.", text, "It threatens") == ["name-not-in-evidence"]


def test_only_english_is_held() -> None:
    source = document("Berlin schweigt.", language="de")
    passages = [Passage(source, Span(0, len(source.text)))]
    assert check_names("Wien schweigt.", passages, "text") == []


STAND_INS = (
    "Senator Anna Berg of Norway answered the Oslo Herald on Monday. "
    "The senator denied the report. Her son Erik Berg was silent. "
    '"I know nothing," was the reply. The newspaper printed it. It was late. '
    "Ms Berg lives in Norway."
)


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("Berg denied the report.", "The senator"),
        ("Anna Berg said that she knew nothing.", '"I know'),
        ("Anna Berg's son was silent.", "Her son"),
        ("The Oslo Herald printed it.", "The newspaper"),
    ],
)
def test_a_description_stands_for_the_last_one_of_its_kind(said: str, cited: str) -> None:
    assert _codes(said, STAND_INS, cited) == []


@pytest.mark.parametrize(
    ("said", "cited"),
    [
        ("The Oslo Herald denied the report.", "The senator"),
        ("Anna Berg printed it.", "The newspaper"),
        ("Anna Berg was late.", "It was late"),
    ],
)
def test_a_description_stands_for_no_one_of_another_kind(said: str, cited: str) -> None:
    assert _codes(said, STAND_INS, cited) == ["name-not-in-evidence"]


def test_the_turn_of_a_transcript_is_its_speakers() -> None:
    text = "JOHN HOLM: I have heard from many people.\n\nANNA BERG: So have I. We all did."
    assert _codes("Holm said that he had heard from many people.", text, "I have heard") == []


def test_a_given_name_stands_for_the_surname() -> None:
    text = "Tameka Holm spoke in Oslo. Erik Berg listened. Tameka shared her recipes."
    assert _codes("Holm shared recipes.", text, "Tameka shared") == []
    assert _codes("Berg shared recipes.", text, "Tameka shared") == ["name-not-in-evidence"]


def test_bodies_that_differ_in_the_middle_of_their_names_are_two() -> None:
    text = "The American Medical Association met. The American Nurses Association voted."
    said = "The American Medical Association voted."
    assert _codes(said, text, "The American Nurses") == ["name-not-in-evidence"]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        (
            "The Ukrainian referendum is illegal.",
            "The referendum in Crimea in no way helps Ukraine.",
        ),
        ("Israel's flag flew.", "The Norwegian flag flew over the war in Israel."),
        ("Talks with France failed.", "France said that talks with Syria failed."),
    ],
)
def test_what_is_another_place_s_in_the_evidence_is_found(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == ["name-unsupported"]


@pytest.mark.parametrize(
    ("said", "evidence"),
    [
        ("The Crimean referendum is illegal.", "The referendum in Crimea is illegal."),
        ("A meeting in Kiev was held.", "In Kiev a meeting with US officials was held."),
        ("Russia's veto fell.", "Russia spoke of its veto, not of the French veto."),
        ("The city of Mosul fell.", "In Mosul, unlike the city of Tikrit, the army fell."),
    ],
)
def test_what_may_be_the_same_place_s_stands(said: str, evidence: str) -> None:
    assert _codes(said, evidence) == []


def test_where_somebody_else_is_from_is_another_name() -> None:
    source = document(
        "Ohio delegate Ada Rey called the vote unfair. Oleg Lund, a delegate from Iowa, left early."
    )
    first = Passage(source, source.sentences[0].span)
    found = check_names("Ada Rey, a delegate from Iowa, called the vote unfair.", [first], "text")
    assert [one.code for one in found] == ["name-not-in-evidence"]
