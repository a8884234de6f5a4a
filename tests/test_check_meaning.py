"""What is retold in other words stands, and what says something else is withheld."""

from __future__ import annotations

import pytest

from tests.conftest import withheld


@pytest.mark.parametrize(
    ("evidence", "said"),
    [
        pytest.param(
            "Not one but two ministers would sign the treaty, the envoy said.",
            "Two ministers would sign the treaty, the envoy said.",
            id="the not of a contrast denies no clause",
        ),
        pytest.param(
            "It is impossible to tell where the money went, the auditors wrote.",
            "Nobody can tell where the money went, the auditors wrote.",
            id="what is impossible to tell nobody can tell",
        ),
        pytest.param(
            "Norway said it regretted the Swedish move.",
            "Oslo regretted the step that Sweden took.",
            id="a seat of government stands for its state",
        ),
        pytest.param(
            "Gross domestic product may shrink next year, officials in Oslo said.",
            "GDP may shrink next year, officials in Oslo said.",
            id="an acronym for words in small letters",
        ),
        pytest.param(
            "A survey found that rents rose, said the agency.",
            "Rents rose, the agency's survey found.",
            id="a fact that names who reports it",
        ),
        pytest.param(
            "Asked about the talks, Berg said, “No comment,” the agency reported.",
            "Asked about the talks, Berg declined to comment, the agency reported.",
            id="to say no comment is not to comment",
        ),
        pytest.param(
            "Lind has not signed any of the treaties except the one on fish, records show.",
            "The treaty on fish is the only one of the treaties Lind has signed, records show.",
            id="nothing but one thing is that one thing",
        ),
        pytest.param(
            "Berg is refusing to believe what Lind told her about the treaty.",
            "Berg will not credit what Lind told her about the treaty.",
            id="to doubt what somebody told is not to deny that he told it",
        ),
        pytest.param(
            "Berg denied the charge on Monday: “I will open the archive.”",
            "On Monday Berg said: “I will open the archive.”",
            id="to deny a charge is not to deny what is said with it",
        ),
        pytest.param(
            "Lind was imprisoned in Bergen when the treaty was signed.",
            "Lind was behind bars in Bergen when the treaty was signed.",
            id="bars are no denial where they are a noun",
        ),
        pytest.param(
            "The court struck down the law on Monday.",
            "The law was overturned by the court on Monday.",
            id="to overturn is said for to strike down",
        ),
        pytest.param(
            "Berg will chair the panel if the plan remains intact.",
            "If nothing changes in the plan, Berg will chair the panel.",
            id="a denial within a condition",
        ),
        pytest.param(
            "Lind beats Berg by 42 to 40 in the survey.",
            "Lind would beat Berg 42 to 40 if the vote were held on the day of the survey.",
            id="what would be in a case that the statement names",
        ),
        pytest.param(
            "The reported sinking of the ferry shocked the town of Bergen.",
            "The ferry reportedly sank, which shocked the town of Bergen.",
            id="reported and reportedly",
        ),
        pytest.param(
            "The captain looked for a doctor to treat a sailor.",
            "The captain looked for a doctor who could treat a sailor.",
            id="one to help and one who could help",
        ),
        pytest.param(
            "Most farmers said the tax was unfair, the survey showed.",
            "Most farmers believe that the tax is unfair, the survey showed.",
            id="what people say that they believe",
        ),
        pytest.param(
            "Norway's commander Berg met the envoy.",
            "Berg, who commands Norway, met the envoy.",
            id="whose commander he is, he commands",
        ),
    ],
)
def test_what_is_said_in_other_words_stands(evidence: str, said: str) -> None:
    assert withheld(evidence, said) == set()


@pytest.mark.parametrize(
    ("evidence", "said", "code"),
    [
        (
            "If there is a need for mediators, the council will send them.",
            "If there is not a need for mediators, the council will send them.",
            "negation-changed",
        ),
        (
            "The army claims that its aims are peaceful, but nobody trusts it.",
            "The army claims that its aims are not peaceful, but nobody trusts it.",
            "negation-changed",
        ),
        (
            "Berg will chair the panel on fish.",
            "Berg would chair the panel on fish only if Lind left, it is believed.",
            "modality-changed",
        ),
        pytest.param(
            "The port will close if the strike goes on, Berg said.",
            "Berg said the port will close whatever happens.",
            "condition-dropped",
            id="of all cases",
        ),
        pytest.param(
            "The port will close on Friday if the unions reject the offer, Berg said.",
            "Berg announced that the port will close on Friday.",
            "condition-dropped",
            id="a condition of which nothing is left",
        ),
        pytest.param(
            "The pipes had been cut on purpose by divers, two engineers told the paper.",
            "The pipes had been cut on purpose by divers.",
            "reported-as-fact",
            id="what witnesses alone say",
        ),
        pytest.param(
            "President Ada Berg has warned the unions that the strike must end.",
            "President Ada Berg has resigned after a long illness.",
            "claim-unsupported",
            id="nothing but the name",
        ),
    ],
)
def test_what_says_something_else_is_withheld(evidence: str, said: str, code: str) -> None:
    assert code in withheld(evidence, said)
