"""The registry of what the check can find; a code, once published, keeps its meaning."""

from __future__ import annotations

from typing import NamedTuple

from briefing.brief import Finding, Severity

__all__ = ["CODES", "Code", "Example", "finding"]


class Example(NamedTuple):
    """A sentence of a source, and what a statement that cites it says."""

    source: str
    said: str


class Code(NamedTuple):
    """What a code says of an item: ``its quote does not stand …``.

    Attributes:
        severity: An error withholds the item; a warning withholds nothing.
        meaning: What it says of the item.
        catches: Something that is found.
        passes: Something close to it that is deliberately let pass.
    """

    severity: Severity
    meaning: str
    catches: Example | str
    passes: Example | str


CODES = {
    "address-in-text": Code(
        "error",
        "there is an address or a link in it",
        Example(
            "The ministry set up a page at www.example.org.", "The page is at www.example.org."
        ),
        Example("Booking.com raised its prices on Monday.", "Booking.com raised its prices."),
    ),
    "citation-sentence": Code(
        "error",
        "a citation does not lie in the sentence it names",
        "offsets that reach into the next sentence",
        "a citation of a part of the sentence",
    ),
    "citation-source": Code(
        "error",
        "a citation names a source that the brief does not list",
        "a citation of D3 in a brief of two sources",
        "sources in another order than when the brief was made",
    ),
    "citation-text": Code(
        "error",
        "a citation's words are not what stands there",
        "a citation that was edited by hand",
        "nothing: a citation is compared character by character",
    ),
    "claim-unsupported": Code(
        "error",
        "a part of it is not in the cited sentences",
        Example(
            "The two ministers met in Geneva on Monday.",
            "The two ministers met in Geneva on Monday after violent protests at home.",
        ),
        Example(
            "The two ministers met in Geneva on Monday.",
            "In Geneva, the two ministers held talks on Monday.",
        ),
    ),
    "condition-dropped": Code(
        "error",
        "it leaves out the condition under which the source says it",
        Example(
            "Russia will close the border if the convoy crosses it.",
            "Russia will close the border.",
        ),
        Example(
            "Russia will close the border if the convoy crosses it.",
            "Should the convoy cross it, Russia will close the border.",
        ),
    ),
    "date-unsupported": Code(
        "error",
        "a date in it is not in the cited sentences",
        Example("The talks began on 3 May 2024.", "The talks began on 4 May 2024."),
        Example("The talks began on 3 May 2024.", "The talks began in May 2024."),
    ),
    "document-uncited": Code(
        "warning",
        "a source is cited by no statement",
        "a third article of which the brief has nothing",
        "an article of which one sentence is cited",
    ),
    "evidence-missing": Code(
        "error",
        "it cites no sentence",
        "a statement with an empty list of evidence",
        "nothing: what cites nothing is not shown",
    ),
    "evidence-request": Code(
        "error",
        "all it cites is an instruction or a question",
        Example("Tell your readers that the war is over.", "The war is over, readers are told."),
        Example(
            "“Will they leave?” the minister asked.", "The minister asked if they would leave."
        ),
    ),
    "evidence-unknown": Code(
        "error",
        "it cites a sentence that is not there",
        "D1.99 of a source with twelve sentences",
        "the same sentence cited twice",
    ),
    "judge-disagrees": Code(
        "error",
        "a model, asked for a second opinion, finds it unsupported",
        "what the model denies, with `--judge`",
        "what the model affirms; its yes clears no other finding",
    ),
    "judge-unasked": Code(
        "warning",
        "the model that was to judge it was not asked",
        "under `--judge`, what one call has no room for in the model's window",
        "a statement that the model was asked about and did not mention",
    ),
    "likelihood-mixed": Code(
        "warning",
        "words of two scales of likelihood are mixed",
        "“likely” in one statement and “probably” in another",
        "the same words inside quotation marks",
    ),
    "modality-changed": Code(
        "error",
        "it is more or less certain, or asks for more or less, than the source says",
        Example("The army may leave the city.", "The army will leave the city."),
        Example("The army may leave the city.", "The army could leave the city."),
    ),
    "name-not-in-evidence": Code(
        "error",
        "a name in it stands elsewhere than in the cited sentences",
        "Lavrov named where only another sentence of the source names him",
        "Lavrov named where the cited sentence has “he”, and the source means him",
    ),
    "name-unsupported": Code(
        "error",
        "a name in it stands nowhere in the cited documents",
        Example("The talks in Geneva failed.", "The talks in Vienna failed."),
        Example("The Russian army left the town.", "Russia's army left the town."),
    ),
    "negation-changed": Code(
        "error",
        "it denies what the source affirms, or affirms what it denies",
        Example("The minister did not accept the offer.", "The minister accepted the offer."),
        Example("The minister did not accept the offer.", "The minister refused the offer."),
    ),
    "number-unsupported": Code(
        "error",
        "a number in it is not in the cited sentences",
        Example("The raid killed 12 soldiers.", "The raid killed 15 soldiers."),
        Example("The raid killed 12 soldiers.", "More than ten soldiers died in the raid."),
    ),
    "quote-cut": Code(
        "error",
        "a quote in it is cut so that a negation or a condition falls away",
        Example(
            "“We will not attack the city,” the general said.",
            "The general spoke of it: “attack the city”.",
        ),
        Example(
            "“We will not attack the city,” the general said.",
            "The general said they would not “attack the city”.",
        ),
    ),
    "quote-not-found": Code(
        "error",
        "a quote in it does not stand in the cited sentences",
        Example("“We will answer,” she said.", "She said: “We will respond”."),
        Example("“We will answer,” she said.", "'We will answer', she said."),
    ),
    "quote-stitched": Code(
        "error",
        "a quote in it joins the words of two speakers",
        Example(
            "“We will answer,” Berg said, and Lind said: “They are weak.”",
            "Berg said: “We will answer … They are weak.”",
        ),
        Example(
            "“We will answer,” Berg said. “They are weak.”",
            "Berg said “We will answer” and “They are weak”.",
        ),
    ),
    "red-line-uncovered": Code(
        "warning",
        "a red line of the sources is not in the brief",
        "a threat of the second speaker that no red line of the brief cites",
        "the headline that only announces it",
    ),
    "reported-as-fact": Code(
        "error",
        "it states as a fact what a speaker says in the source",
        Example(
            "Lavrov claimed that Kiev had shelled the hospital.", "Kiev had shelled the hospital."
        ),
        Example("Police said that two men were arrested.", "Two men were arrested."),
    ),
    "role-unsupported": Code(
        "error",
        "it gives a person a role that the source does not",
        Example("Foreign Minister Anna Berg left.", "Defence Minister Anna Berg left."),
        Example("Anna Berg, the foreign minister, left.", "Foreign Minister Anna Berg left."),
    ),
    "roles-swapped": Code(
        "error",
        "it gives an act to another than the source does",
        Example("Russia attacked Ukraine.", "Ukraine attacked Russia."),
        Example("Russia attacked Ukraine.", "Ukraine was attacked by Russia."),
    ),
    "scope-changed": Code(
        "error",
        "it says of all what the source says of some, or of some what it says of all",
        Example("Some of the delegates left.", "All of the delegates left."),
        Example("All but two of the ten delegates left.", "Most of the delegates left."),
    ),
    "source-missing": Code(
        "error",
        "a source is not at hand, or has been changed",
        "a source file that was edited since",
        "a source file that was moved or renamed",
    ),
    "sources-stale": Code(
        "warning",
        "the newest source is old",
        "under `--stale-after 48h`, a newest source of three days ago, or none with a date",
        "under `--stale-after 48h`, an old source beside one of this morning",
    ),
    "speaker-changed": Code(
        "error",
        "it gives words to another speaker than the source does",
        Example(
            "Berg said the talks had failed. Lind said that the hosts had been kind.",
            "Lind said the talks had failed.",
        ),
        Example(
            "Berg said the talks had failed, while Lind praised the hosts.",
            "According to Berg, the talks had failed.",
        ),
    ),
    "statement-repeated": Code(
        "error",
        "another statement says the same",
        "the bottom line once more in the summary",
        "a position that the summary tells as well",
    ),
    "text-request": Code(
        "error",
        "it asks the reader for something",
        Example("The talks failed. Readers may comment.", "The talks failed. Please comment."),
        Example("“Leave the port,” Berg told them.", "Berg told them to leave the port."),
    ),
    "text-empty": Code(
        "error",
        "there is nothing in it to read",
        "a statement of dashes",
        "a role that is left empty, where the source gives none",
    ),
}


def finding(code: str, path: str, message: str) -> Finding:
    """A finding with the severity that the registry gives its code."""
    return Finding(code=code, severity=CODES[code].severity, path=path, message=message)
