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
    (
        "Japan recalled its ambassador from Seoul in protest at the court ruling.",
        "Japan",
        "the court ruling",
        "Japan recalled its ambassador from Seoul",
        "retaliation",
    ),
    (
        "Brussels slaps tariffs on Chinese glass in retaliation for rare earth curbs",
        "Brussels",
        "rare earth curbs",
        "Brussels slaps tariffs on Chinese glass",
        "retaliation",
    ),
    (
        "Norway to shut ports to Russian trawlers in response to cod dispute",
        "Norway",
        "cod dispute",
        "Norway to shut ports to Russian trawlers",
        "retaliation",
    ),
    (
        "The foreign ministry in Lima said it was recalling its envoy from Quito over the raid.",
        "The foreign ministry in Lima",
        "the raid",
        "it was recalling its envoy from Quito",
        "retaliation",
    ),
    (
        "Delhi will levy duties on Turkish marble, the trade ministry said on Monday, in "
        "response to the port fees.",
        "the trade ministry",
        "the port fees",
        "Delhi will levy duties on Turkish marble",
        "retaliation",
    ),
    (
        "Ankara will answer the new duties with curbs of its own, the trade ministry said.",
        "the trade ministry",
        "the new duties",
        "Ankara will answer the new duties with curbs of its own",
        "retaliation",
    ),
    (
        "The airline will withdraw its offer as a consequence of the walkout, its chief, "
        "Jan Bos, said.",
        "Jan Bos",
        "the walkout",
        "The airline will withdraw its offer",
        "retaliation",
    ),
    (
        "The consortium said it would seek damages from the union for any further stoppage.",
        "The consortium",
        "any further stoppage",
        "it would seek damages from the union",
        "conditional",
    ),
    (
        "“Should the other side insist on wider curbs, Lima will take all necessary "
        "measures,” the ministry said.",
        "the ministry",
        "the other side insist on wider curbs",
        "Lima will take all necessary measures",
        "conditional",
    ),
    (
        "“If one more patrol crosses from their side, we will destroy the post,” Colonel "
        "Ravi Sen said.",
        "Colonel Ravi Sen",
        "one more patrol crosses from their side",
        "we will destroy the post",
        "conditional",
    ),
    (
        "“We have said it before: we will strike whenever shells land here,” Major Ola Berg said.",
        "Ola Berg",
        "shells land here",
        "we will strike",
        "conditional",
    ),
    (
        "“Tough steps” would follow, trade chief Lin Mei added, if the works went on.",
        "Lin Mei",
        "the works went on",
        "“Tough steps” would follow",
        "conditional",
    ),
    (
        "Unless the council drops the plan, Mayor Eva Holm warned, her party will quit "
        "the coalition.",
        "Eva Holm",
        "Unless the council drops the plan",
        "her party will quit the coalition",
        "conditional",
    ),
    (
        "Farmers will bring the capital to a standstill unless the tax is dropped, their "
        "leader, Jan Bos, said.",
        "Jan Bos",
        "unless the tax is dropped",
        "Farmers will bring the capital to a standstill",
        "conditional",
    ),
    (
        "The company will lose its licence if it drills again, Energy Minister Paulo Sa said.",
        "Paulo Sa",
        "it drills again",
        "The company will lose its licence",
        "conditional",
    ),
    (
        "“If the drones come again, we will shoot them down,” Defence Minister Arvo Lepik said.",
        "Arvo Lepik",
        "the drones come again",
        "we will shoot them down",
        "conditional",
    ),
    (
        "“If the trucks keep coming, they will find us on the bridge,” village head Rosa Paz said.",
        "Rosa Paz",
        "the trucks keep coming",
        "they will find us on the bridge",
        "conditional",
    ),
    (
        "“If Rome shuts us out, our ports are closed to its fleet,” the minister, Karl Vik, said.",
        "Karl Vik",
        "Rome shuts us out",
        "our ports are closed to its fleet",
        "conditional",
    ),
    (
        "The ministers will hand in their resignations if the cap is scrapped, party "
        "leader Bo Dahl said.",
        "Bo Dahl",
        "the cap is scrapped",
        "The ministers will hand in their resignations",
        "conditional",
    ),
    (
        "The ministry said in a statement that any landing on the islet would be treated "
        "as an act of aggression.",
        "The ministry",
        "any landing on the islet",
        "would be treated as an act of aggression",
        "conditional",
    ),
    (
        "LIMA, May 3 - Peru's navy said on Friday that Chilean trawlers crossing the "
        "line would be seized.",
        "Peru's navy",
        "Chilean trawlers crossing the line",
        "would be seized",
        "conditional",
    ),
    (
        "Minsk must understand that any provocation will be answered, Defence Minister "
        "Karol Zima said.",
        "Karol Zima",
        "any provocation",
        "will be answered",
        "conditional",
    ),
    (
        "“Whoever strikes our ports will find us at theirs,” said the commander, Yusuf Karim.",
        "Yusuf Karim",
        "Whoever strikes our ports",
        "will find us at theirs",
        "conditional",
    ),
    (
        "“Whoever shells our farms digs his own grave,” General Ana Brink said.",
        "Ana Brink",
        "Whoever shells our farms",
        "digs his own grave",
        "conditional",
    ),
    (
        "American tariffs on our steel would be met with tariffs of our own, Trade "
        "Minister Ana Cruz said.",
        "Ana Cruz",
        "American tariffs on our steel",
        "would be met with tariffs of our own",
        "conditional",
    ),
    (
        "A single foreign crew on the quay would mean a strike in all ports, union head "
        "Jo Maas said.",
        "Jo Maas",
        "A single foreign crew on the quay",
        "would mean a strike in all ports",
        "conditional",
    ),
    (
        "Strikes on power plants “will not be forgiven”, Prime Minister Denys Bondar said.",
        "Denys Bondar",
        "Strikes on power plants",
        "will not be forgiven",
        "conditional",
    ),
    (
        "Chad said it would treat any incursion as a declaration of war.",
        "Chad",
        "any incursion",
        "as a declaration of war",
        "conditional",
    ),
    (
        "“One more week like this and the ferries stop,” harbour chief Ida Moe said.",
        "Ida Moe",
        "One more week like this",
        "the ferries stop",
        "conditional",
    ),
    (
        "“There is no room for Russian troops at this base,” President Nino Beridze said.",
        "Nino Beridze",
        "Russian troops at this base",
        None,
        "prohibition",
    ),
    (
        "Armed bands hiding in the forest will never be accepted, Colonel Ravi Sen said.",
        "Colonel Ravi Sen",
        "Armed bands hiding in the forest",
        None,
        "prohibition",
    ),
    (
        "“Holding drivers at the gate is a crime and it will not be tolerated,” police "
        "chief Ola Berg said.",
        "Ola Berg",
        "Holding drivers at the gate",
        None,
        "prohibition",
    ),
    (
        "The use of such loads was a breach of the treaty which Oslo cannot accept, the "
        "minister, Karl Vik, said.",
        "Karl Vik",
        "The use of such loads",
        None,
        "prohibition",
    ),
    (
        "“A robot at this desk is a line the owners will not cross,” union head Jo Maas said.",
        "Jo Maas",
        "A robot at this desk",
        None,
        "prohibition",
    ),
    (
        "The hiring of outsiders would be a mistake and would not be allowed, union head "
        "Jo Maas said.",
        "Jo Maas",
        "The hiring of outsiders",
        None,
        "prohibition",
    ),
    (
        "Kenya's president said the presence of foreign troops on the island was unacceptable.",
        "Kenya's president",
        "the presence of foreign troops on the island",
        None,
        "prohibition",
    ),
    (
        "Oslo said that raids on its trawlers were “unacceptable”.",
        "Oslo",
        "raids on its trawlers",
        None,
        "prohibition",
    ),
    (
        "This court will not permit foreign firms to act as if no law existed, Judge "
        "Renata Alves said.",
        "Renata Alves",
        "foreign firms to act as if no law existed",
        None,
        "prohibition",
    ),
    (
        "The union has given the port a week to rehire the men, or the cranes will stand still.",
        "The union",
        "rehire the men",
        "the cranes will stand still",
        "ultimatum",
    ),
    (
        "Ministers have until Monday to scrap the plan, otherwise we walk out, union "
        "leader Ida Holt said.",
        "Ida Holt",
        "scrap the plan",
        "we walk out",
        "ultimatum",
    ),
    (
        "“If the loudspeakers start again, the gate will close,” Major Lena Vik said.",
        "Lena Vik",
        "the loudspeakers start again",
        "the gate will close",
        "conditional",
    ),
    (
        "If the levy goes through, the ferries will not leave port, said Ada Obi of the crews.",
        "Ada Obi of the crews",
        "the levy goes through",
        "the ferries will not leave port",
        "conditional",
    ),
    (
        "Lima would review its part in the treaty in case the mine was opened, the foreign "
        "minister, Ana Paz, said.",
        "Ana Paz",
        "the mine was opened",
        "Lima would review its part in the treaty",
        "conditional",
    ),
    (
        "The truce would end on the day the army enters the camps, rebel leader Ali Noor said.",
        "Ali Noor",
        "the army enters the camps",
        "The truce would end",
        "conditional",
    ),
    (
        "“As long as our sailors are held, the water stays off,” the minister, Karl Vik, said.",
        "Karl Vik",
        "our sailors are held",
        "the water stays off",
        "conditional",
    ),
    (
        "The bank said it would seek to seize ships if Quito missed a payment.",
        "The bank",
        "Quito missed a payment",
        "to seize ships",
        "conditional",
    ),
    (
        "There would be further action in June if the ministry refused, Tom Reyes said.",
        "Tom Reyes",
        "the ministry refused",
        "There would be further action in June",
        "conditional",
    ),
    (
        "The governor told the firm that it would have to leave the valley if it drilled there.",
        "The governor",
        "it drilled there",
        "it would have to leave the valley",
        "conditional",
    ),
    (
        "“They fire one driver and the depot stands idle,” Ole Berg said.",
        "Ole Berg",
        "They fire one driver",
        "the depot stands idle",
        "conditional",
    ),
    (
        "Anyone found in the vault will be regarded as a thief, the curator said.",
        "the curator",
        "Anyone found in the vault",
        "will be regarded as a thief",
        "conditional",
    ),
    (
        "Banks that freeze its assets will never work in Lima again, Jose Paz said.",
        "Jose Paz",
        "Banks that freeze its assets",
        "will never work in Lima again",
        "conditional",
    ),
    (
        "Any reprisal by Oslo would be answered in kind, the commissioner, Ulf Kern, said.",
        "Ulf Kern",
        "Any reprisal by Oslo",
        "would be answered in kind",
        "conditional",
    ),
    (
        "An embargo on its oil would lead Norway to quit the pact, Trade Minister Per Dahl said.",
        "Per Dahl",
        "An embargo on its oil",
        "quit the pact",
        "conditional",
    ),
    (
        "“For every orchard they burn, two of their wells will not be filled,” Ravi Sen said.",
        "Ravi Sen",
        "every orchard they burn",
        "two of their wells will not be filled",
        "retaliation",
    ),
    (
        "Kenya will not put up with gunmen on its railway, Interior Minister Grace Njeri said.",
        "Grace Njeri",
        "gunmen on its railway",
        None,
        "prohibition",
    ),
    (
        "“Nobody will tell us who may fish here,” Premier Signe Holm said.",
        "Signe Holm",
        "tell us who may fish here",
        None,
        "prohibition",
    ),
    (
        "“We want the rota by May, or we are gone,” shop steward Neil Grant said.",
        "Neil Grant",
        "We want the rota by May",
        "we are gone",
        "ultimatum",
    ),
    (
        "Chemists have until Friday to return the vials or they will be struck off, the health "
        "board said.",
        "the health board",
        "return the vials",
        "they will be struck off",
        "ultimatum",
    ),
    (
        "Lima said the flights by drones must stop, or trade will suffer.",
        "Lima",
        "the flights by drones must stop",
        "trade will suffer",
        "ultimatum",
    ),
    (
        "“If a nurse is harmed there, we will hold Quito responsible,” Ana Paz, its envoy, said.",
        "Ana Paz",
        "a nurse is harmed there",
        "we will hold Quito responsible",
        "conditional",
    ),
    (
        "Further spying would carry a cost, Foreign Minister Eva Strand said.",
        "Eva Strand",
        "Further spying",
        "would carry a cost",
        "conditional",
    ),
    (
        "Ports would be paralysed if the state used troops as pilots, the crews' union said.",
        "the crews' union",
        "the state used troops as pilots",
        "Ports would be paralysed",
        "conditional",
    ),
    (
        "Canada threatens tolls on barges if milk duties return",
        "Canada",
        "milk duties return",
        "tolls",
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
    "weak sales": "The carmaker will cut 200 jobs in response to weak sales, its chief, Jan Bos, "
    "said.",
    "an answer to the weather that was given": "The airline cancelled 40 flights on Tuesday in "
    "response to the storm.",
    "an answer to a question": "The ministry will suspend the tests, it said, in response to a "
    "question from the Guardian.",
    "an answer with force, told": "The army shelled two posts in response to the raid.",
    "an answer long ago": "Oslo recalled its envoy from Minsk in 2012 in protest at the trial.",
    "a quarrel within": "The club suspended the striker over a row at training.",
    "a report": "The city introduced a levy on plastic bags in response to a report on litter.",
    "months that have passed": "“They have had months to find another supplier,” the minister, "
    "Karl Vik, said.",
    "a lighter penalty": "Firms that came forward would get lighter penalties, the minister, Karl "
    "Vik, said.",
    "what was not done": "“If they had stayed at the table, we would close the case,” the envoy, "
    "Karl Vik, said.",
    "one's own soldiers": "The army said its own soldiers would face a court if they looted.",
    "the back pay": "If nurses accept the offer, they will receive the back pay in May, the "
    "minister, Karl Vik, promised.",
    "an offer accepted": "The union said it would accept the offer if the back pay was included.",
    "duties withdrawn": "Oslo said its duties would be withdrawn if Washington lifted its own.",
    "no return of a rule": "There will be no return to curfews, Health Minister Ed Moss said.",
    "a criticism in the past": "The delays at the border were “unacceptable”, the minister said.",
    "a club's answer to a ruling": "The bank raised its prices in response to the new tariffs.",
    "an order kept": "People who were not registered will not be able to vote, the board said.",
    "advice to drivers": "The ministry warned drivers of fines for parking on pavements.",
    "a lack of rain": "“If the storm turns north, the ferries will not sail,” Mayor Ann Lee said.",
    "a business that goes ahead": "The club said it would close its shop if the sale went ahead.",
    "what nobody knows yet": "“We won't know until the votes are counted,” clerk Omar Sy said.",
    "to listen": "“If they come to the table, we will listen,” Foreign Minister Ali Noor said.",
    "to stay": "“We will stay if there is a school,” said Rosa Paz, a mother of three.",
    "tariffs that end": "Kern said tariffs would come off the day Quito opened its markets.",
    "tolls that end": "Lima said tolls would come off the day Quito opened its markets.",
    "a strike that ends": "The strike will end if the offer is accepted, the union said.",
    "a catastrophe": "“A new war would be a catastrophe for both,” the envoy, Rita Okoro, said.",
    "not to say": "Holt declined to speculate on what he would do if he was not able to win them.",
    "to fight for voters": "Senator Ada Obi promised that if voters supported her, she would fight "
    "for them.",
    "no issuer but a pronoun": "Asked whether the president had wanted more, a source said only "
    "that “he would deport whoever came”.",
    "boats that turn back": "He said crews would turn back whenever the swell put them at risk, "
    "Captain Jan Bos added.",
    "loss as a forecast": "Cod could lose its label if the states fail to agree, the fund said.",
    "a dealer": "“If it breaks $90, the sellers will get punished,” a dealer said.",
    "bags": "Bags that are left in the hall will be removed, the station master said.",
}


@pytest.mark.parametrize("text", TRAPS.values(), ids=TRAPS)
def test_what_reads_like_such_a_line_is_none(text: str) -> None:
    assert red_line_candidates(text) == []


ADDRESSED = [
    ("“A dam there is a line the owners must not cross,” Mayor Eva Lund said.", "the owners"),
    ("“Any change is unacceptable, and Oslo knows it,” the minister, Karl Vik, said.", "Oslo"),
    ("“Threats from any senator are unacceptable,” Judge Ada Obi said.", "any senator"),
    ("Oslo said it would take countermeasures against the union if work stopped.", "the union"),
    ("Firms that pay the toll will lose their licences, Mayor Eva Lund said.", "Firms"),
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
        "Minsk must know that any provocation will be answered, the minister, Karl Vik, said.",
        "Minsk",
    ),
    (
        "“If Oslo shuts us out, our ports are closed to its fleet,” the minister, Karl Vik, told "
        "the council.",
        "Oslo",
    ),
    (
        "Cairo will not allow control of the river by any other state, the minister, Aly Naguib, "
        "said.",
        "any other state",
    ),
    (
        "Any release of water will be met with steps that Addis Ababa will regret, Cairo's "
        "minister, Aly Naguib, said.",
        "Addis Ababa",
    ),
    (
        "The Central Bank of Oman has given Harbour Trust Bank 30 days to raise capital.",
        "Harbour Trust Bank",
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


CONTINUED = [
    (
        "“Soldiers on the ridge are unacceptable to us,” Colonel Ravi Sen told reporters. “If one "
        "shot is fired, we will answer with artillery.”",
        "Ravi Sen",
    ),
    (
        "The trade ministry in Lima met the envoy. It said in a statement that any new duty would "
        "be met with a ban on wine.",
        "The trade ministry in Lima",
    ),
    (
        "“We have told Quito that the raids are something Lima will not tolerate,” the minister, "
        "Ana Cruz, said.",
        "Ana Cruz",
    ),
    ("Liberals will quit the coalition if the cap is dropped, leader says", "leader"),
]


@pytest.mark.parametrize(("text", "issuer"), CONTINUED)
def test_the_issuer_is_who_spoke_before_where_the_words_go_on(text: str, issuer: str) -> None:
    assert issuer in red_line_candidates(text)[-1].issuer.of(text)


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
