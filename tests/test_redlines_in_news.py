"""Red lines in the ordinary wording of news agencies, and what reads like them and is none."""

from __future__ import annotations

import re

import pytest

from briefing.brief import Form
from briefing.language.redlines import Candidate, red_line_candidates


def shown(text: str) -> tuple[str, str | None, str | None, Form]:
    candidate = only(text)
    return (
        candidate.issuer.of(text),
        candidate.trigger.of(text) if candidate.trigger else None,
        candidate.consequence.of(text) if candidate.consequence else None,
        candidate.form,
    )


def only(text: str) -> Candidate:
    candidates = red_line_candidates(text)
    assert len(candidates) == 1
    return candidates[0]


LINES: list[tuple[str, str, str | None, str | None, Form]] = [
    (
        "Rice growers would not accept a deal that opened the ports, their lead negotiator, Aya "
        "Sato, told the council late on Sunday.",
        "Aya Sato",
        "a deal that opened the ports",
        None,
        "prohibition",
    ),
    (
        "“Any bank that helps the junta should expect to lose its dollar accounts,” Treasury "
        "official Ann Reed said.",
        "Ann Reed",
        "Any bank that helps the junta",
        "lose its dollar accounts",
        "conditional",
    ),
    (
        "Rebels who attack convoys can expect no mercy, army chief General Idris Bello said.",
        "Idris Bello",
        "Rebels who attack convoys",
        "can expect no mercy",
        "conditional",
    ),
    (
        "Employers who hide accidents will lose their licences, Labour Minister Carl Voss warned.",
        "Carl Voss",
        "Employers who hide accidents",
        "will lose their licences",
        "conditional",
    ),
    (
        "Countries which do not sign the pact will face visa curbs, Interior Minister Lea Brandt "
        "said.",
        "Lea Brandt",
        "Countries which do not sign the pact",
        "will face visa curbs",
        "conditional",
    ),
    (
        "The right of return is non-negotiable, Foreign Minister Samir Haddad said.",
        "Samir Haddad",
        "The right of return",
        None,
        "prohibition",
    ),
    (
        "President Nuri Aksoy said on Monday that the river was “a red line for all of us”.",
        "Nuri Aksoy",
        "the river",
        None,
        "prohibition",
    ),
    (
        "Turkey warns Greece of consequences if it extends territorial waters",
        "Turkey",
        "it extends territorial waters",
        "consequences",
        "conditional",
    ),
    (
        "Manila vows “strong” response to ramming of supply boat",
        "Manila",
        "ramming of supply boat",
        "“strong” response",
        "retaliation",
    ),
    (
        "Ankara vows ‘stinging’ response to shelling of consulate",
        "Ankara",
        "shelling of consulate",
        "‘stinging’ response",
        "retaliation",
    ),
    (
        "Zambia's miners' union warned on Friday of a national strike if Glencore cuts jobs.",
        "Zambia's miners' union",
        "Glencore cuts jobs",
        "a national strike",
        "conditional",
    ),
    (
        "“Another incursion would compel Poland to close the border,” Defence Minister Jan Kos "
        "said.",
        "Jan Kos",
        "Another incursion",
        "close the border",
        "conditional",
    ),
    (
        "Another strike on the plant would leave Seoul with no choice but to respond, President "
        "Lee Min said.",
        "Lee Min",
        "Another strike on the plant",
        "would leave Seoul with no choice but to respond",
        "conditional",
    ),
    (
        "A spokesman for the group said hostages would be killed if the army tried to storm the "
        "building.",
        "A spokesman for the group",
        "the army tried to storm the building",
        "hostages would be killed",
        "conditional",
    ),
    (
        "The United States will revoke the visas of officials who take part in the crackdown, "
        "Secretary of State Mark Reed said.",
        "Mark Reed",
        "officials who take part in the crackdown",
        "The United States will revoke the visas",
        "conditional",
    ),
    (
        "The Free Party will not back a budget which cuts pensions, its leader, Ola Lund, said.",
        "Ola Lund",
        "a budget which cuts pensions",
        None,
        "prohibition",
    ),
    (
        "Manila will treat any attempt to tow away the ship as an act of aggression, the coast "
        "guard said.",
        "the coast guard",
        "any attempt to tow away the ship",
        "as an act of aggression",
        "conditional",
    ),
    (
        "Paula Reis met the tenants. If the council went ahead with the sale, she added, there "
        "would be “consequences”.",
        "Paula Reis",
        "the council went ahead with the sale",
        "there would be “consequences”",
        "conditional",
    ),
    (
        "OSLO - Norway will hit Russian trawlers with fees in response to the boarding, Fisheries "
        "Minister Kari Dal said.",
        "Kari Dal",
        "the boarding",
        "Norway will hit Russian trawlers with fees",
        "retaliation",
    ),
    (
        "The nurses gave the minister until Friday to raise pay, saying they would otherwise "
        "strike.",
        "The nurses",
        "raise pay",
        "strike",
        "ultimatum",
    ),
    (
        "The tribunal gave the bank ten days to open its books, warning that its directors would "
        "be fined if it failed to do so.",
        "The tribunal",
        "open its books",
        "its directors would be fined",
        "ultimatum",
    ),
    (
        "Slovenia will not accept any change to the border, government spokeswoman Eva Zupan "
        "said, adding that Ljubljana would block the accession talks.",
        "Eva Zupan",
        "any change to the border",
        "Ljubljana would block the accession talks",
        "prohibition",
    ),
    (
        "Bosnia's envoy threatened to sack officials who defy the constitutional court.",
        "Bosnia's envoy",
        "officials who defy the constitutional court",
        "sack",
        "conditional",
    ),
    (
        "Jordan will regard any expulsion of Palestinians into its land as a declaration of war, "
        "its prime minister said.",
        "its prime minister",
        "any expulsion of Palestinians into its land",
        "as a declaration of war",
        "conditional",
    ),
    (
        "The rebels' chief said any foreign troops on Yemeni soil would be legitimate targets.",
        "The rebels' chief",
        "any foreign troops on Yemeni soil",
        "would be legitimate targets",
        "conditional",
    ),
    (
        "Denmark's prime minister said Greenland was not for sale.",
        "Denmark's prime minister",
        "Greenland",
        None,
        "prohibition",
    ),
    (
        "Hungary warns Brussels: no budget without farm aid",
        "Hungary",
        "without farm aid",
        "no budget",
        "conditional",
    ),
]


@pytest.mark.parametrize(("text", "issuer", "trigger", "consequence", "form"), LINES)
def test_a_line_in_an_agencys_wording_is_found_with_its_parts(
    text: str, issuer: str, trigger: str | None, consequence: str | None, form: Form
) -> None:
    assert shown(text) == (issuer, trigger, consequence, form)


TRAPS = {
    "what customers may expect": "Customers can expect higher bills if the price of gas rises, "
    "the regulator said.",
    "a delay to expect": "Passengers should expect delays if the strike goes ahead, the line said.",
    "a place in the table": "Teams that finish below fourth will lose their place in the cup, the "
    "league said.",
    "loss without an act": "Companies that fail to innovate will lose customers, analyst Jim Roe "
    "said.",
    "a reward": "Lima would cut duties on fruit if a treaty is signed, Trade Minister Jose Paz "
    "said.",
    "a burden taken away": "Berlin would end border checks if an accord is reached, Interior "
    "Minister Ulf Kern said.",
    "how one's own party fares": "The mayor, Eva Lund, has said she will quit if her list wins "
    "fewer than ten seats.",
    "history": "In 1956, Eisenhower warned London that he would sell sterling if troops were not "
    "withdrawn.",
    "what a drought forces": "The drought would force farmers to sell cattle, the minister said.",
    "what a court forces": "The court's decision would force the city to put voters back on the "
    "rolls, Mayor Ann Bell said.",
    "an answer to the weather": "Mayor vows swift response to flood damage",
    "an offer answered": "Pakistan said it would respond to the offer of talks within a week.",
    "an appeal": "The club will appeal to the tribunal if the points deduction is upheld, its "
    "chairman said.",
    "a strike called off": "The union said it would call off the strike if the offer was improved.",
    "as customers wish": "The group said it would stop selling fur if customers wanted it.",
    "advice to drivers": "The ministry warned drivers of fines for parking on pavements.",
    "bags": "Bags that are left in the hall will be removed, the station master said.",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
def test_what_reads_like_such_a_line_is_none(text: str) -> None:
    assert red_line_candidates(text) == []


ADDRESSED = [
    ("Turkey warns Greece of sanctions if it extends territorial waters", "Greece"),
    (
        "The doctors' union has issued an ultimatum to the federal government to pay arrears.",
        "the federal government",
    ),
    (
        "Israel will not allow armed groups to return to the river, Major General Eyal Dan said.",
        "armed groups",
    ),
    (
        "She will vote against the bill unless ministers publish the advice, Senator Ada Obi said.",
        "ministers",
    ),
    (
        "The rebels will be treated as legitimate targets as long as they shell the port, Colonel "
        "Jean Kabasele said.",
        "The rebels",
    ),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSED)
def test_the_addressee_is_who_is_warned_or_barred_or_would_have_to_act(
    text: str, addressee: str
) -> None:
    found = only(text).addressee
    assert found is not None
    assert found.of(text) == addressee


def test_whose_jets_they_are_tells_nobody_to_be_the_addressee() -> None:
    text = (
        "Now that Turkish jets have bombed the town, Iraq will shut the pipeline, its envoy said."
    )
    assert only(text).addressee is None


@pytest.mark.parametrize("text", [row[0] for row in LINES], ids=range(len(LINES)))
def test_a_text_that_breaks_off_is_read_all_the_same(text: str) -> None:
    for cut in re.finditer(r"[“”\"‘’',]\s?\w*", text):
        red_line_candidates(text[: cut.end()])


@pytest.mark.parametrize(
    "text", ['Iran vows "crushing', "Manila vows “ramming", "war will Iran threatened attack", ""]
)
def test_a_text_that_is_hardly_one_is_read_all_the_same(text: str) -> None:
    assert red_line_candidates(text) == []
