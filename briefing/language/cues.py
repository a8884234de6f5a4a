"""The words that mark a saying, a thought, a wish or a judgement, by what they govern."""

from __future__ import annotations

from typing import Final

__all__ = [
    "ADJECTIVES",
    "CAUSATIVE",
    "CLAUSAL",
    "CLAUSE_NOUNS",
    "INFINITIVE",
    "NOUN_PREPOSITIONS",
    "OBJECT",
    "PREPOSITIONS",
    "SEEMING",
    "SPEECH",
    "THOUGHT",
    "lemma",
    "words",
]

_MISREAD: Final = {"fin": "fine", "hop": "hope"}


def words(listed: str) -> frozenset[str]:
    """The words of a list that is written as running text."""
    return frozenset(listed.split())


def lemma(text: str) -> str:
    """The base form as a cue is listed, from the lemma of the model.

    The model takes "hoping" for a form of "hop".
    """
    text = text.lower()
    return _MISREAD.get(text, text)


SPEECH: Final = words(
    """
    accuse acknowledge add admit advise affirm allege announce answer argue ask assert assure
    boast call caution chant charge claim clarify comment complain concede conclude confirm
    contend continue counter cry declare demand deny describe disclose emphasise emphasize
    exclaim explain express insist instruct joke lament maintain mention muse note observe order
    plead point predict press proclaim promise propose protest question quip quote read recall
    reckon recommend reflect reiterate remark remind repeat reply report request respond retort
    reveal rule say scream shout shrug sigh smile snap state stress suggest swear tell testify
    think threaten tweet underline underscore urge vow warn whisper wonder write yell
    """
)
"""Verbs that can stand beside a quotation, or in the middle of what is said."""

THOUGHT: Final = words(
    """
    anticipate assume believe bet calculate conclude convince decide demonstrate determine
    discover dream estimate expect fear feel figure find forget gather guess hear hope imagine
    imply inform know learn notice perceive ponder pray presume project prove realise realize
    remember see sense signal speculate suppose surmise suspect think understand wonder worry
    """
)
"""Verbs of belief, knowledge and perception, which take a clause."""

CLAUSAL: Final = SPEECH | THOUGHT
"""Verbs whose clause is a content also without a conjunction: he thinks it will rain."""

CAUSATIVE: Final = words(
    """
    allow be cause do enable ensure force get give go happen have help keep leave let make mean
    prevent require result start stop take watch
    """
)
"""Verbs whose clause is something that comes about, not something that is said or thought."""

INFINITIVE: Final = words(
    """
    agree aim ask authorize call claim consider decide decline demand deserve desire encourage
    expect hope instruct intend invite like love offer order persuade plan pledge prefer promise
    propose push refuse report request say seek show support swear tell threaten urge vote vow
    want warn wish
    """
)
"""Verbs of intention, demand and promise, which take an infinitive: vow to stay."""

SEEMING: Final = words("appear look seem")
"""Verbs by which somebody unnamed perceives their subject: he seemed to agree."""

OBJECT: Final = words(
    """
    accept accuse acknowledge admire admit advocate allege announce answer applaud approve
    assail back bash believe blame blast broach call cite claim commend compare condemn confirm
    congratulate consider credit criticise criticize decry deem defend demand denounce deny
    deride describe detail disavow disclose discuss dislike dismiss dispute doubt echo emphasise
    emphasize endorse envision expect explain expose express fault favor favour fear hail hate
    highlight identify ignore invoke lambaste lament laud list love mention mock name note offer
    oppose outline pledge portray praise predict prefer promise promote propose question quote
    rebuke recall recognize reference reiterate reject remind repeat report reveal ridicule say
    see seek share show slam stress suggest support tell thank threaten tout trust tweet
    underline underscore understand urge view voice want warn welcome write
    """
)
"""Verbs whose object is what is said, judged or wanted."""

PREPOSITIONS: Final[dict[str, frozenset[str]]] = {
    "advocate": words("for"),
    "agree": words("on to with"),
    "allude": words("to"),
    "apologize": words("for"),
    "argue": words("against for"),
    "ask": words("about for"),
    "balk": words("at"),
    "believe": words("in"),
    "boast": words("about of"),
    "brag": words("about of"),
    "call": words("for on"),
    "campaign": words("against for"),
    "care": words("about"),
    "comment": words("on about"),
    "complain": words("about of"),
    "decide": words("against on"),
    "disagree": words("with"),
    "double": words("on"),
    "focus": words("on"),
    "hint": words("at"),
    "hope": words("for"),
    "know": words("about of"),
    "lash": words("at"),
    "lean": words("toward towards"),
    "learn": words("about of"),
    "look": words("to"),
    "object": words("to"),
    "plead": words("for with"),
    "point": words("at to"),
    "press": words("for"),
    "push": words("for"),
    "rail": words("against"),
    "refer": words("to"),
    "report": words("on"),
    "respond": words("to"),
    "side": words("with"),
    "speak": words("about against of"),
    "stand": words("by"),
    "talk": words("about of"),
    "testify": words("about"),
    "think": words("about of"),
    "touch": words("on"),
    "vote": words("against for"),
    "vouch": words("for"),
    "warn": words("about against of"),
    "weigh": words("on"),
    "wonder": words("about"),
    "worry": words("about"),
    "write": words("about of"),
}
"""Verbs that reach what is said or judged through one of these prepositions: call for calm."""

CLAUSE_NOUNS: Final = words(
    """
    accusation allegation announcement argument assertion assessment assumption assurance belief
    claim commitment complaint concern conclusion confidence conviction decision declaration
    demand denial desire doubt expectation fear goal hope impression insistence intention notion
    opinion plan pledge prediction promise proposal refusal request speculation statement
    suggestion suspicion threat unwillingness view vow warning willingness wish worry
    """
)
"""Nouns that take what is said or thought as a clause: his warning that …, its refusal to …."""

NOUN_PREPOSITIONS: Final[dict[str, frozenset[str]]] = {
    "accusation": words("of"),
    "anxiety": words("about over"),
    "backing": words("for of"),
    "call": words("for"),
    "chant": words("of"),
    "comment": words("about on"),
    "complaint": words("about"),
    "concern": words("about over"),
    "critic": words("of"),
    "criticism": words("for of on over"),
    "critique": words("of"),
    "defense": words("of"),
    "doubt": words("about"),
    "endorsement": words("of"),
    "enthusiasm": words("for"),
    "fear": words("about of over"),
    "mention": words("of"),
    "opinion": words("about of on"),
    "opposition": words("to"),
    "praise": words("for of"),
    "question": words("about"),
    "reference": words("to"),
    "rejection": words("of"),
    "request": words("for"),
    "stance": words("on"),
    "support": words("for of"),
    "talk": words("about of"),
    "view": words("about of on"),
    "warning": words("about against of"),
}
"""Nouns that reach what is said or judged through one of these prepositions: calls for calm."""

ADJECTIVES: Final[dict[str, frozenset[str]]] = {
    "afraid": words("ccomp of"),
    "aware": words("ccomp of"),
    "certain": words("ccomp"),
    "clear": words("ccomp"),
    "concerned": words("about ccomp"),
    "confident": words("ccomp in of"),
    "convinced": words("ccomp of"),
    "critical": words("of"),
    "eager": words("xcomp"),
    "optimistic": words("about ccomp"),
    "proud": words("ccomp of xcomp"),
    "skeptical": words("about of"),
    "sure": words("ccomp"),
    "supportive": words("of"),
    "unclear": words("ccomp"),
    "unwilling": words("xcomp"),
    "willing": words("xcomp"),
    "worried": words("about ccomp"),
}
"""Adjectives of opinion, with what they take: sure that …, eager to …, critical of …."""
