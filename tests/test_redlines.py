from __future__ import annotations

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from briefing.brief import Form
from briefing.language.redlines import Candidate, red_line_candidates
from briefing.language.sentences import sentence_spans

ROOT = Path(__file__).parent.parent
SEED = ROOT / "seeds" / "putin-warns-nato-over-long-range-weapons.txt"
LABELS = ROOT / "tests" / "data" / "redlines" / "labels.jsonl"
SPEECHES = ROOT / "tests" / "data" / "unsc" / "2014_spv.7138"


def shown(text: str, candidate: Candidate) -> tuple[str, str | None, str | None, Form]:
    return (
        candidate.issuer.of(text),
        candidate.trigger.of(text) if candidate.trigger else None,
        candidate.consequence.of(text) if candidate.consequence else None,
        candidate.form,
    )


CONDITIONS = [
    (
        "The dockworkers' union said its members will walk out on Monday unless the port "
        "operator raises wages.",
        "The dockworkers' union",
        "unless the port operator raises wages",
        "its members will walk out on Monday",
    ),
    (
        "Gazprom said it would halt gas deliveries to Moldova on 1 January if Chisinau did not "
        "settle its debt.",
        "Gazprom",
        "Chisinau did not settle its debt",
        "it would halt gas deliveries to Moldova on 1 January",
    ),
    (
        "Mexico will impose tariffs on US corn should Washington go ahead with the levy, Economy "
        "Minister Marcelo Ebrard said.",
        "Marcelo Ebrard",
        "Washington go ahead with the levy",
        "Mexico will impose tariffs on US corn",
    ),
    (
        "Were Russia to use nuclear weapons, the United States would respond decisively, Jake "
        "Sullivan said.",
        "Jake Sullivan",
        "Russia to use nuclear weapons",
        "the United States would respond decisively",
    ),
    (
        "In the event of an attack on any member, the alliance will respond with force, "
        "Secretary-General Jens Stoltenberg said.",
        "Jens Stoltenberg",
        "an attack on any member",
        "the alliance will respond with force",
    ),
    (
        "“As long as the blockade continues, we will not return to the table,” union leader Mary "
        "Smith said.",
        "Mary Smith",
        "the blockade continues",
        "we will not return to the table",
    ),
    (
        "China warned Washington that any new tariffs would be met with countermeasures.",
        "China",
        "any new tariffs",
        "would be met with countermeasures",
    ),
    (
        "Attacks on civilian ships will not go unanswered, the Pentagon said.",
        "the Pentagon",
        "Attacks on civilian ships",
        "will not go unanswered",
    ),
    (
        "Venezuela's president, Nicolas Maduro, said an attempt to seize the oil fields would "
        "mean war.",
        "Nicolas Maduro",
        "an attempt to seize the oil fields",
        "would mean war",
    ),
    (
        "“If they close the strait, we will answer,” the admiral said.",
        "the admiral",
        "they close the strait",
        "we will answer",
    ),
    (
        "If the pipeline is cut, we will answer, the oil minister, Jan Dijk, said.",
        "Jan Dijk",
        "the pipeline is cut",
        "we will answer",
    ),
    (
        "Lisbon will recall its envoy if Angola expels the engineers, Portugal's foreign minister "
        "said.",
        "Portugal's foreign minister",
        "Angola expels the engineers",
        "Lisbon will recall its envoy",
    ),
    (
        "Porters at the market will lay down their trolleys the day the hall is sold, their union "
        "said.",
        "their union",
        "the hall is sold",
        "Porters at the market will lay down their trolleys",
    ),
    (
        "Ghana would recall its envoy were a single trawler seized, its government said.",
        "its government",
        "a single trawler seized",
        "Ghana would recall its envoy",
    ),
    (
        "Ghana has no choice but to cut supplies if the ban on cocoa stays, its ministry said.",
        "its ministry",
        "the ban on cocoa stays",
        "Ghana has no choice but to cut supplies",
    ),
    (
        "Any further arrest of our sailors would be a casus belli, the admiral told the crew.",
        "the admiral",
        "Any further arrest of our sailors",
        "would be a casus belli",
    ),
    (
        "There will be consequences for anyone who jams the radar, the air force chief said.",
        "the air force chief",
        "anyone who jams the radar",
        "There will be consequences",
    ),
    (
        "“Sink one more trawler and you will face our frigates,” the admiral said.",
        "the admiral",
        "Sink one more trawler",
        "you will face our frigates",
    ),
    (
        "Norway will blacklist any trader that buys the stolen cod, its fisheries minister said.",
        "its fisheries minister",
        "any trader that buys the stolen cod",
        "Norway will blacklist",
    ),
    (
        "A raid on the dam will be answered with every gun and not only ours, Togo's defence "
        "minister, Ada Mensah, cautioned.",
        "Ada Mensah",
        "A raid on the dam",
        "will be answered with every gun and not only ours",
    ),
    (
        "One more layoff and we walk out, the weavers' leader, Anna Novak, said.",
        "Anna Novak",
        "One more layoff",
        "we walk out",
    ),
    (
        "“Let them try to seize the tower and the city will rise,” said the mayor.",
        "the mayor",
        "Let them try to seize the tower",
        "the city will rise",
    ),
    (
        "The guild has made it plain to the mayor that a second market would end the truce.",
        "The guild",
        "a second market",
        "would end the truce",
    ),
    (
        "Weavers to Lagos: no amnesty, no vote",
        "Weavers",
        "no amnesty",
        "no vote",
    ),
    (
        "Teachers have threatened to strike if the government goes ahead with the cuts.",
        "Teachers",
        "the government goes ahead with the cuts",
        "strike",
    ),
]


@pytest.mark.parametrize(("text", "issuer", "trigger", "consequence"), CONDITIONS)
def test_a_threat_bound_to_anothers_act_gives_trigger_and_consequence_clause_by_clause(
    text: str, issuer: str, trigger: str, consequence: str
) -> None:
    [candidate] = red_line_candidates(text)
    assert shown(text, candidate) == (issuer, trigger, consequence, "conditional")


CONDITIONS += [
    (
        "Growers will hold back the crop for as long as the board hides its accounts, the cocoa "
        "union said.",
        "the cocoa union",
        "the board hides its accounts",
        "Growers will hold back the crop",
    ),
    (
        "Slovenia's premier, Ana Kos, warned that Ljubljana would cut the water to Trieste should "
        "Rome carry through its plan.",
        "Ana Kos",
        "Rome carry through its plan",
        "Ljubljana would cut the water to Trieste",
    ),
    (
        "Chad will reopen the road only if Niger returns the lorries, its president said.",
        "its president",
        "only if Niger returns the lorries",
        "Chad will reopen the road",
    ),
    (
        "Norway may close its ports to British trawlers if London extends the zone, its fisheries "
        "minister said.",
        "its fisheries minister",
        "London extends the zone",
        "Norway may close its ports to British trawlers",
    ),
    (
        "The app will leave Ruritania if lawmakers pass the bill, its founder, Jana Holm, said.",
        "Jana Holm",
        "lawmakers pass the bill",
        "The app will leave Ruritania",
    ),
    (
        "The company said it reserved the right to stop deliveries to Latvia if the bills were "
        "not paid.",
        "The company",
        "the bills were not paid",
        "stop deliveries to Latvia",
    ),
    (
        "The pilots' union has called a strike for Easter unless the airline improves its offer.",
        "The pilots' union",
        "unless the airline improves its offer",
        "a strike for Easter",
    ),
    (
        "The firm said it would rather close its shops in the city than pay the levy.",
        "The firm",
        "pay the levy",
        "it would rather close its shops in the city",
    ),
    (
        "“They take one more field and we will burn the harvest,” the farmers' leader said.",
        "the farmers' leader",
        "They take one more field",
        "we will burn the harvest",
    ),
    (
        "“Any harm to our crews and you will regret it,” the admiral said.",
        "the admiral",
        "Any harm to our crews",
        "you will regret it",
    ),
    (
        "Trawlers caught inside the zone will have their nets confiscated, the minister said.",
        "the minister",
        "Trawlers caught inside the zone",
        "will have their nets confiscated",
    ),
    (
        "Finland's border will stay shut until the pushing of migrants ends, its premier said.",
        "its premier",
        "until the pushing of migrants ends",
        "Finland's border will stay shut",
    ),
    (
        "The duties will remain as long as Oslo subsidises its smelters, the trade minister said.",
        "the trade minister",
        "Oslo subsidises its smelters",
        "The duties will remain",
    ),
    (
        "The moment a soldier sets foot there he becomes a target, the rebel commander said.",
        "the rebel commander",
        "a soldier sets foot there",
        "he becomes a target",
    ),
    (
        "Whoever voted for the bill would be refused communion, the bishops said.",
        "the bishops",
        "Whoever voted for the bill",
        "would be refused communion",
    ),
    (
        "Refusal to hand over the man would lead to the closure of the border, Peru's foreign "
        "minister said.",
        "Peru's foreign minister",
        "Refusal to hand over the man",
        "would lead to the closure of the border",
    ),
    (
        "The airline could shift its flights to Porto, its chief executive warned, if Lisbon "
        "raised the charge.",
        "its chief executive",
        "Lisbon raised the charge",
        "The airline could shift its flights to Porto",
    ),
    (
        "Ghana will outlaw the dealers if Lomé exempts them, its minister said.",
        "its minister",
        "Lomé exempts them",
        "Ghana will outlaw the dealers",
    ),
]


PROHIBITIONS = [
    (
        "“We will never accept the annexation of our territory,” President Volodymyr Zelensky "
        "said.",
        "Volodymyr Zelensky",
        "the annexation of our territory",
    ),
    (
        "India will not tolerate any attempt to change the border by force, Defence Minister "
        "Rajnath Singh said.",
        "Rajnath Singh",
        "any attempt to change the border by force",
    ),
    (
        "The government will not allow foreign companies to take over the grid, Energy Minister "
        "Teresa Ribera said.",
        "Teresa Ribera",
        "foreign companies to take over the grid",
    ),
    (
        "Hezbollah leader Hassan Nasrallah warned Cyprus against opening its airports to Israeli "
        "jets.",
        "Hassan Nasrallah",
        "opening its airports to Israeli jets",
    ),
    (
        "Colombia regards a new base on the river as unacceptable, its foreign minister said.",
        "its foreign minister",
        "a new base on the river",
    ),
    (
        "A second dam is something Laos could not accept, its foreign minister said.",
        "its foreign minister",
        "A second dam",
    ),
    (
        "“We will not stand for a toll on the bridge,” the ferrymen's president said.",
        "the ferrymen's president",
        "a toll on the bridge",
    ),
    (
        "Wage cuts are not up for negotiation, the weavers' union said.",
        "the weavers' union",
        "Wage cuts",
    ),
    (
        "The Liberal leader, Ines Roth, ruled out joining any coalition that loosens the brake.",
        "Ines Roth",
        "joining any coalition that loosens the brake",
    ),
    (
        "The language law is not a matter for bargaining, the Latvian premier said.",
        "the Latvian premier",
        "The language law",
    ),
    (
        "There can be no compromise on our waters, the fisheries minister said.",
        "the fisheries minister",
        "our waters",
    ),
    (
        "“There is no way we will let the merger go through,” the regulator said.",
        "the regulator",
        "the merger go through",
    ),
    (
        "Egypt's share of the river was untouchable, its president said.",
        "its president",
        "Egypt's share of the river",
    ),
    (
        "Manila will not give up one inch of its territory, its president said.",
        "its president",
        "one inch of its territory",
    ),
    (
        "Deploying missiles there would cross a red line, the Kremlin spokesman, Dmitry Peskov, "
        "said.",
        "Dmitry Peskov",
        "Deploying missiles there",
    ),
]


@pytest.mark.parametrize(("text", "issuer", "trigger"), PROHIBITIONS)
def test_what_a_party_will_not_accept_is_a_prohibition(
    text: str, issuer: str, trigger: str
) -> None:
    [candidate] = red_line_candidates(text)
    assert shown(text, candidate) == (issuer, trigger, None, "prohibition")


ULTIMATUMS = [
    (
        "The nurses gave the ministry 72 hours to withdraw the plan.",
        "The nurses",
        "withdraw the plan",
        None,
    ),
    (
        "The junta gave the French ambassador until Sunday to leave the country.",
        "The junta",
        "leave the country",
        None,
    ),
    (
        "The porters' federation gave the city until Friday to reopen the market, failing which "
        "they would block the bridge.",
        "The porters' federation",
        "reopen the market",
        "they would block the bridge",
    ),
    (
        "Chad's premier, Idriss Saleh, told Bangui that it had until Sunday to free the drivers.",
        "Idriss Saleh",
        "free the drivers",
        None,
    ),
    (
        "The rebels gave the guards six hours to leave the mine or be treated as enemies.",
        "The rebels",
        "leave the mine",
        "be treated as enemies",
    ),
    (
        "Kosovo's government must lift the ban or face consequences, Serbian President Aleksandar "
        "Vucic said.",
        "Aleksandar Vucic",
        "Kosovo's government must lift the ban",
        "face consequences",
    ),
    (
        "“The bombing must stop by midnight or else we will cut off the water,” the rebel "
        "commander Abdul Karim said.",
        "Abdul Karim",
        "The bombing must stop by midnight",
        "we will cut off the water",
    ),
]


@pytest.mark.parametrize(("text", "issuer", "trigger", "consequence"), ULTIMATUMS)
def test_a_demand_with_a_limit_or_an_or_else_is_an_ultimatum_whose_trigger_is_the_demand(
    text: str, issuer: str, trigger: str, consequence: str | None
) -> None:
    [candidate] = red_line_candidates(text)
    assert shown(text, candidate) == (issuer, trigger, consequence, "ultimatum")


ANSWERS = [
    (
        "The White House vowed to respond to the attack on its embassy.",
        "The White House",
        "the attack on its embassy",
    ),
    (
        "North Korea said it would respond with overwhelming force to any provocation.",
        "North Korea",
        "any provocation",
    ),
    (
        "Iran reserves the right to respond to any act of aggression, its ambassador said.",
        "Iran",
        "any act of aggression",
    ),
    (
        "In retaliation for the ban on its cocoa, Ghana will close its ports to Danish ships, its "
        "trade minister said.",
        "its trade minister",
        "the ban on its cocoa",
    ),
    (
        "Kenya would retaliate for every seized truck, its trade minister said.",
        "its trade minister",
        "every seized truck",
    ),
    (
        "Israel's defence minister, Yoav Gallant, said Hezbollah would pay a heavy price for the "
        "rocket attack.",
        "Yoav Gallant",
        "the rocket attack",
    ),
]


@pytest.mark.parametrize(("text", "issuer", "trigger"), ANSWERS)
def test_an_announced_answer_is_a_retaliation_whose_trigger_is_what_it_answers(
    text: str, issuer: str, trigger: str
) -> None:
    [candidate] = red_line_candidates(text)
    assert (candidate.issuer.of(text), candidate.form) == (issuer, "retaliation")
    assert candidate.trigger is not None
    assert candidate.trigger.of(text) == trigger


TRAPS = {
    "an analyst's if": "Analysts say Russia could retaliate if the West sends troops.",
    "a forecast": "The IMF warned that growth will slow if energy prices rise further.",
    "a forecast of harm": "The UN warned that thousands will die if aid is not delivered.",
    "a forecast about the enemy": "Ukrainian President Volodymyr Zelensky said Russia would attack "
    "other countries if Ukraine fell.",
    "the reporter's could": "The confrontation could lead to war if no deal is reached.",
    "a call": "The prime minister called on both sides to halt the fighting.",
    "a demand": "The union demanded a pay rise of 8 percent.",
    "a demand with must": "The president said the two sides must reach an agreement soon.",
    "a criticism": "The minister said the attack was unacceptable.",
    "a past hypothetical": "If the generals had crossed the line, we would have responded, former "
    "president Barack Obama wrote.",
    "an offer": "If Iran complies, the United States will lift the sanctions, Secretary of State "
    "Antony Blinken said.",
    "a promise": "“If we win the vote, we will cut taxes,” opposition leader Keir Starmer said.",
    "the weather": "Heavy rains threaten to flood the valley.",
    "a thing that threatens": "The strike threatens to disrupt flights across Europe.",
    "advice": "Doctors warned patients against mixing the drugs.",
    "a business plan": "The company said it would close three factories in Germany next year.",
    "a business condition": "The bank said it would cut 500 jobs if the merger goes ahead.",
    "the economy as condition": "The central bank will not cut rates unless inflation falls, its "
    "governor, Andrew Bailey, said.",
    "sport": "“If they press high, we will attack the space behind,” coach Pep Guardiola said.",
    "a question": "Would the alliance respond if it were attacked? the reporter asked.",
    "an indirect question": "The minister was asked how the alliance would respond to an attack.",
    "a refusal of an offer": "The ministry said it would not accept the offer.",
    "a thing that allows": "The minister said the budget would not allow new spending.",
    "an answer already given": "The army said it had retaliated for the rocket attack.",
    "a denied threat": "The spokesman denied that the government had threatened to cut off aid.",
    "a condition on oneself": "If he is elected, the general said, he will cut fuel taxes.",
    "a carrot": "If the parties sign, Norway will recall its observers, its minister said.",
    "help": "If the dam breaks, the army will evacuate the valley, the governor said.",
    "a promise of goods": "Ghana will send more rice if Togo asks for it, its president said.",
    "a lack of choice": "If the drought lasts, the city will have to cut supply, officials said.",
    "a price on the market": "The mill may raise its prices if wheat stays scarce, its owner said.",
    "a deadline that passed": "The court said most parties had passed the deadline to register.",
    "a rule of the house": "Visitors who arrive late will lose their seats, the theatre said.",
    "a captain at play": "If they sit deep, we will attack, the captain said of the match.",
    "to let oneself be drawn": "“We will not let ourselves be provoked,” the envoy said.",
    "a criticism of what happened": "Delays like these are unacceptable, the mayor said.",
    "a poll": "Asked by a paper, 60 percent of members said they would quit if the tax came.",
    "what merely happens": "The mill will shut if sales do not recover, its chief said.",
    "one's own condition, by a pronoun": "If Labour wins, it will scrap the tax, its chief said.",
    "a generic you": "If you lose the card, the bank will block it, its spokesman said.",
    "a tendency": "Discounters threaten to undercut the big chains.",
    "no consequences": "There would be no consequences if the men were spared, the general said.",
    "a promise to be kept if elected": "“If you elect me, I will not raise your taxes,” the "
    "mayor said.",
    "a promise of a party": "Labour will not raise the tax if it wins, its leader said.",
    "another's act foretold": "Paul Reyes said that Joan Ortiz would win the vote if they did not "
    "remove her.",
    "those who threaten each other": "People who threaten each other with lawsuits have no money.",
    "one who was threatened": "Hanan was beaten and threatened with torture, her lawyer said.",
    "what threatens to become of a thing": "The Lakeside Open is threatening to turn into a farce.",
    "one's own attack": "News that Mitchell will miss the start will hurt their bowling attack, "
    "the captain, Jo Root, said.",
    "what could not be turned down": "“It was something I could not turn down,” the actor said.",
    "what had not been": "“I'd never allowed that at any club I'd been at,” the owner said.",
    "what we expect": "“If there was an effect, we would expect to have seen it,” he said.",
    "any that is not": "It does not appear as though any of the plants will be banned, he said.",
    "one who would not be allowed": "Someone who wouldn't be allowed to teach was running the "
    "diocese, the cardinal said.",
    "a character in a play": "Dame Barbara announced that her character would be killed off.",
    "to pull off a trade": "Several teams are prepared to pull off a trade for Young from the "
    "Commanders.",
    "what nobody can do": "“No good officer can watch that without a wince,” the chief said.",
    "no gain": "“Marriage costs money and there are no legal advantages, no real pressure to "
    "get married,” the researcher said.",
    "not to be let": "“Facebook won't let him have more than that,” his mother, Diane Key, said.",
    "what you have": "“If you have a million people displaced, you now have a conflict,” the "
    "president said.",
    "a service": "If you are not satisfied, we will refund your money, the retailer said.",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS.keys())
def test_what_only_looks_like_a_red_line_is_none(text: str) -> None:
    assert red_line_candidates(text) == []


def test_the_seed_has_its_red_line_with_exact_spans_and_no_line_where_who_escalates_is_told() -> (
    None
):
    text = SEED.read_text(encoding="utf-8")
    candidates = red_line_candidates(text)
    warned = next(c for c in candidates if "has warned Atlantic" in c.span.of(text))
    assert warned.span == sentence_spans(text)[2]
    assert shown(text, warned) == (
        "Vladimir Putin",
        "they lift their veto on long-range weapons to allow Ukraine to attack Russian territory",
        "NATO countries will be directly involved and thus Russia would enter an all-out war",
        "conditional",
    )
    assert warned.addressee is not None
    assert warned.addressee.of(text) == "Atlantic Alliance countries"
    assert not [c for c in candidates if "escalating the conflict" in c.span.of(text)]
    assert {c.issuer.of(text) for c in candidates} == {"Vladimir Putin"}


def test_in_a_speech_the_speaker_in_the_title_issues_what_is_said_in_the_first_person() -> None:
    text = "Meeting 12: statement by Ruritania\n\nWe will respond to any violation of our border."
    [candidate] = red_line_candidates(text)
    assert shown(text, candidate) == (
        "Ruritania",
        "any violation of our border",
        "We will respond to any violation of our border",
        "retaliation",
    )


ADDRESSEES = [
    ("Ghana will close the port if dues are raised, its minister told Lomé.", "Lomé"),
    ("Ghana will close the port if Togo raises the dues, its minister told reporters.", "Togo"),
    ("In reply to Togo's ban on its cocoa, Ghana will shut the border, its minister said.", "Togo"),
    ("Ghana will sever its ties with Togo if the dues stay, its minister said.", "Togo"),
    ("Ghana's minister said its farmers would block the road if they were not paid.", None),
]


@pytest.mark.parametrize(("text", "addressee"), ADDRESSEES)
def test_the_addressee_is_who_is_told_or_acts_or_bears_what_follows_and_no_audience(
    text: str, addressee: str | None
) -> None:
    [candidate] = red_line_candidates(text)
    named = candidate.addressee.of(text).removesuffix("'s") if candidate.addressee else None
    assert named == addressee


def test_nobody_issues_the_reporters_own_sentence() -> None:
    assert red_line_candidates("If Russia invades, the United States will impose sanctions.") == []


def test_the_issuer_of_what_an_agency_reports_is_who_drew_the_line_and_not_the_agency() -> None:
    text = "Iran threatened to close the strait, the state news agency reported on Friday."
    [candidate] = red_line_candidates(text)
    assert candidate.issuer.of(text) == "Iran"


@pytest.mark.parametrize("path", sorted(SPEECHES.glob("*.txt")), ids=lambda path: path.stem)
def test_of_the_speeches_only_labelled_sentences_are_called_red_lines(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    rows = [json.loads(line) for line in LABELS.read_text(encoding="utf-8").splitlines()]
    lines = {row["text"][slice(*row["sentence"])] for row in rows if row["red_line"]}
    assert {candidate.span.of(text) for candidate in red_line_candidates(text)} <= lines


def test_the_labels_point_into_their_texts() -> None:
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        start, end = row["sentence"]
        assert 0 <= start < end <= len(row["text"])
        assert row["red_line"] == (row["form"] is not None) == (row["issuer"] is not None)
        for part in ("trigger", "consequence"):
            if row[part]:
                assert start <= row[part][0] < row[part][1] <= end


WORDS = (
    "Iran Moscow he we it will would must not never accept threatened to attack warned that if "
    "unless should said war consequences , . \" “ ” ' — \n \u200b 😀 or else face by"
)
words = st.sampled_from(WORDS.split(" "))


@settings(max_examples=60, deadline=None)
@given(st.one_of(st.lists(words, max_size=40).map(" ".join), st.text(max_size=120)))
def test_whatever_the_text_all_parts_lie_in_it_and_trigger_and_consequence_in_the_sentence(
    text: str,
) -> None:
    sentences = sentence_spans(text)
    candidates = red_line_candidates(text)
    assert candidates == red_line_candidates(text)
    for candidate in candidates:
        assert candidate.span in sentences
        assert 0 <= candidate.issuer.start < candidate.issuer.end <= len(text)
        for part in (candidate.trigger, candidate.consequence):
            if part is not None:
                assert part.start < part.end
                assert candidate.span.holds(part)


@pytest.mark.parametrize(
    "text",
    [
        "We will attack " + "Iran and " * 1500 + "Syria, he said.",
        "We will " + "attack and " * 1500 + "win, he said.",
        "He said that " * 500 + "we will retaliate.",
        "They threatened to resume " + "bombing " * 1000,
    ],
    ids=["nouns", "verbs", "sayings", "gerunds"],
)
def test_a_sentence_without_end_exhausts_no_stack(text: str) -> None:
    assert isinstance(red_line_candidates(text), list)


@pytest.mark.parametrize(
    "text",
    [
        "“There is no room for error,” President Ada Rey said.",
        "“Nobody will buy our cars this year,” said the minister, Ada Rey.",
    ],
)
def test_a_platitude_or_a_forecast_draws_no_line(text: str) -> None:
    assert red_line_candidates(text) == []


def test_a_text_may_break_off_in_a_condition() -> None:
    assert len(red_line_candidates("Would the alliance respond if it were")) <= 1
