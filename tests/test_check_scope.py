"""What is denied, left open or said of a part: ordinary wordings stand, and what says else not.

Each row is a text, what may be said of it, what may not, and the code of that.
"""

from __future__ import annotations

import pytest

from tests.conftest import withheld

ROWS = {
    # Negation.
    "to keep from doing is to prevent": (
        "The storm kept the ferry from leaving the harbour on Monday.",
        "The storm prevented the ferry from leaving the harbour on Monday.",
        "The storm did not prevent the ferry from leaving the harbour on Monday.",
        "negation-changed",
    ),
    "to refrain from what is a noun": (
        "The two unions will refrain from public criticism of the mayor.",
        "Public criticism of the mayor is what the two unions will refrain from.",
        "The two unions will go on with public criticism of the mayor.",
        "negation-changed",
    ),
    "a noun with non-": (
        "The landlord shut off the water over non-payment of the rent.",
        "The landlord shut off the water because the rent had not been paid.",
        "The landlord shut off the water because the rent had been paid.",
        "negation-changed",
    ),
    "so far denies nothing": (
        "The river has not flooded the cellar so far.",
        "So far the cellar has not been flooded by the river.",
        "The river has flooded the cellar so far.",
        "negation-changed",
    ),
    "not only denies nothing": (
        "The plan is at odds not only with the budget but also with the law.",
        "The plan conflicts with the budget and with the law.",
        "The plan has not conflicted with the budget or the law.",
        "negation-changed",
    ),
    "a union is not undone": (
        "The union welcomed the pay offer of the ferry company.",
        "The pay offer of the ferry company was welcomed by the union.",
        "The pay offer of the ferry company was not welcomed by the union.",
        "negation-changed",
    ),
    "unless is if not": (
        "The cooks threatened a strike unless the canteen takes back the new rota.",
        "The cooks threatened a strike if the canteen does not take back the new rota.",
        "The cooks threatened a strike if the canteen takes back the new rota.",
        "negation-changed",
    ),
    "what another sentence denies answers nothing": (
        "The bakery has not raised its prices. The mill will deliver flour on Friday.",
        "The mill will deliver flour on Friday.",
        "The mill will not deliver flour on Friday.",
        "negation-changed",
    ),
    "each not has its own": (
        "Some pilots would refuse to cross the line, though they had not joined the strike.",
        "Some pilots will not cross the line, though they have not joined the strike.",
        "Some pilots will cross the line, though they have not joined the strike.",
        "negation-changed",
    ),
    "what is denied of a clause": (
        "The firm denied that it had paid the mayor.",
        "The firm said it had not paid the mayor.",
        "The firm said it had paid the mayor.",
        "negation-changed",
    ),
    "unlikely that": (
        "It is unlikely that rents will fall.",
        "Rents will probably not fall.",
        "Rents will probably fall.",
        "negation-changed",
    ),
    "to stay away is not to attend": (
        "The mayor, who opposes the plan, stayed away from the vote.",
        "The mayor, who does not support the plan, did not attend the vote.",
        "The mayor, who supports the plan, stayed away from the vote.",
        "negation-changed",
    ),
    # Modality.
    "what is probable or possible may be": (
        "It is possible that the dam will break in spring.",
        "The dam might break in spring.",
        "The dam has broken in spring.",
        "modality-changed",
    ),
    "yet to be done": (
        "The senate has yet to vote on the bill.",
        "The senate has not voted on the bill.",
        "The senate has voted on the bill.",
        "negation-changed",
    ),
    "may is answered in its own clause alone": (
        "The fund plans a new home. The bridge will open to traffic in May.",
        "The bridge will open to traffic in May.",
        "The bridge might open to traffic in May.",
        "modality-changed",
    ),
    "another verb of mood with another predicate": (
        "The museum may reach a new level of debt with the city this year.",
        "The debt of the museum with the city may rise to a new level this year.",
        "The debt of the museum with the city will rise to a new level this year.",
        "modality-changed",
    ),
    "supposedly may not fall away": (
        "The clerk supposedly left the town for the coast.",
        "Supposedly the clerk left the town for the coast.",
        "The clerk left the town for the coast.",
        "modality-changed",
    ),
    "to be asked is not to be forced": (
        "The committee asked the mill to close its old kiln.",
        "The mill was asked by the committee to close its old kiln.",
        "The mill was forced by the committee to close its old kiln.",
        "modality-changed",
    ),
    "to be forced is to have to": (
        "The mill had to close its old kiln in June.",
        "The mill was forced to close its old kiln in June.",
        "The mill may close its old kiln in June.",
        "modality-changed",
    ),
    "what is claimed is not proved": (
        "The gardener claimed that the wall had been damaged by frost.",
        "The gardener said that the wall had been damaged by frost.",
        "The gardener proved that the wall had been damaged by frost.",
        "modality-changed",
    ),
    "what is called for is not agreed": (
        "We call on the mill to close its old kiln.",
        "The mill was called on to close its old kiln.",
        "The mill has agreed to close its old kiln.",
        "modality-changed",
    ),
    "must is more than a suggestion": (
        "The board said the school must give up its boats.",
        "The board demanded that the school give up its boats.",
        "The board suggested that the school give up its boats.",
        "modality-changed",
    ),
    "an aside leaves open only itself": (
        "The choir sang in the old hall, presumably with the consent of the owner.",
        "The choir sang in the old hall.",
        "The choir might have sung in the old hall.",
        "modality-changed",
    ),
    # Scope.
    "all and some": (
        "Some of the delegates left the hall before the vote.",
        "Before the vote some delegates left the hall.",
        "All of the delegates left the hall before the vote.",
        "scope-changed",
    ),
    "a part and all": (
        "The fire destroyed all of the archive's maps.",
        "All maps of the archive were destroyed by the fire.",
        "The fire destroyed part of the archive's maps.",
        "scope-changed",
    ),
    "several and every": (
        "Protests broke out in several northern towns.",
        "Protests erupted in a number of northern towns.",
        "Protests broke out in every northern town.",
        "scope-changed",
    ),
    "most and nearly all": (
        "Most teachers back the plan, a survey found.",
        "A survey found that most teachers support the plan.",
        "A survey found that all teachers support the plan.",
        "scope-changed",
    ),
    "partly and wholly": (
        "The drought is partly responsible for the poor harvest.",
        "The poor harvest is partly due to the drought.",
        "The drought is wholly responsible for the poor harvest.",
        "scope-changed",
    ),
    "the main and the only": (
        "The price of feed was the farmers' main worry, Lund said.",
        "Lund said the main worry of the farmers was the price of feed.",
        "Lund said the only worry of the farmers was the price of feed.",
        "scope-changed",
    ),
    "two of four are not all four": (
        "The party withdrew two of its four ministers on Friday.",
        "On Friday the party withdrew two ministers.",
        "The party withdrew all four of its ministers on Friday.",
        "scope-changed",
    ),
    "all three are three": (
        "Three ministers resigned on Friday over the tax.",
        "All three ministers resigned on Friday over the tax.",
        "Most ministers resigned on Friday over the tax.",
        "scope-changed",
    ),
    "each of those just named": (
        "Two companies will pay for the repair of the dam.",
        "Both companies will pay for the repair of the dam.",
        "Every company will pay for the repair of the dam.",
        "scope-changed",
    ),
    "all of those just named": (
        "Two men were arrested on Monday and charged with theft.",
        "All the men were charged with theft.",
        "Most men were charged with theft.",
        "scope-changed",
    ),
    "more than half are most": (
        "More than half of the members voted against the plan.",
        "Most of the members voted against the plan.",
        "All of the members voted against the plan.",
        "scope-changed",
    ),
    "all but two": (
        "All but two of the ten jurors voted for the novel.",
        "Most of the jurors voted for the novel.",
        "All of the jurors voted for the novel.",
        "scope-changed",
    ),
    "a share of a whole": (
        "The port handles about 40% of the country's timber exports.",
        "About 40% of the country's timber exports go through the port.",
        "All timber exports go through the port.",
        "scope-changed",
    ),
    "some things and all of others": (
        "All shops were closed, and some of the schools stayed open.",
        "All shops were closed.",
        "All schools stayed open.",
        "scope-changed",
    ),
    "first of all tells of no things": (
        "Some guests left, and the host blamed the heat first of all.",
        "First of all the host blamed the heat.",
        "All guests left, and the host blamed the heat first of all.",
        "scope-changed",
    ),
    "of all cases": (
        "The gate stays shut at night, the warden said.",
        "At night the gate stays shut, the warden said.",
        "The gate stays shut under all circumstances, the warden said.",
        "scope-changed",
    ),
}


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_wording_that_says_as_much_stands(row: tuple[str, str, str, str]) -> None:
    text, said, _, _ = row
    assert withheld(text, said) == set()


@pytest.mark.parametrize("row", ROWS.values(), ids=ROWS)
def test_a_wording_that_says_something_else_does_not(row: tuple[str, str, str, str]) -> None:
    text, _, said, code = row
    assert code in withheld(text, said)
