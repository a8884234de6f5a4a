"""Components of spaCy's English pipeline done sooner, to the same result.

Each works from the tables, rules and weights of the one whose place it takes, and remembers.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

    import numpy as np
    from spacy.language import Language
    from spacy.pipeline import EntityRecognizer, Lemmatizer
    from spacy.tokens import Doc

__all__ = ["components"]


def components(pipeline: Language) -> list[Callable[[Doc], Doc]]:
    """The components of `pipeline` in their order, with ours for those they can stand for."""
    ours: dict[str, Any] = {"attribute_ruler": _Attributes, "lemmatizer": _Lemmas, "ner": _Entities}
    return [
        ours[name](component) if name in ours and ours[name].fits(component) else component
        for name, component in pipeline.pipeline
    ]


class _Lemmas:
    """Lemmas, which hang on a token's word, part of speech and morphology alone."""

    _READ = ("LEMMA", "ORTH", "POS", "MORPH")

    @staticmethod
    def fits(lemmatizer: Lemmatizer) -> bool:
        return lemmatizer.mode == "rule" and not lemmatizer.overwrite

    def __init__(self, lemmatizer: Lemmatizer) -> None:
        # Long lists, of which it asks whether a word is among them, and no more.
        index = lemmatizer.lookups.get_table("lemma_index")
        for part, words in list(index.items()):
            index[part] = frozenset(words)
        self._lemmatizer = lemmatizer
        self._remembered: dict[tuple[int, ...], int] = {}

    def __call__(self, doc: Any) -> Any:
        rows = doc.to_array(self._READ)
        for i, (lemma, *key) in enumerate(rows.tolist()):
            rows[i, 0] = lemma or self._lemma(doc, i, tuple(key))
        return doc.from_array(self._READ[:1], rows[:, :1])

    def _lemma(self, doc: Doc, i: int, key: tuple[int, ...]) -> int:
        if key not in self._remembered:
            lemma, *_ = self._lemmatizer.lemmatize(doc[i])
            self._remembered[key] = doc.vocab.strings.add(lemma)
        return self._remembered[key]


class _Attributes:
    """Rules on tokens: those of one token hang on its word, whether space, and its attributes.

    Words that no rule names are alike to all of them. The few rules on several tokens are
    matched apart, and join the others before any is applied, since the later rule wins.
    """

    _READ = ("LOWER", "IS_SPACE")
    _WRITTEN = ("TAG", "POS", "MORPH", "LEMMA", "DEP")

    @classmethod
    def fits(cls, ruler: Any) -> bool:
        used: set[str] = set()
        for rule in ruler.patterns:
            used.update(rule["attrs"])
            for token in (token for pattern in rule["patterns"] for token in pattern):
                lower = token.get("LOWER")
                used.update(token, lower if isinstance(lower, dict) else ())
        return used <= {*cls._READ, *cls._WRITTEN, "IN", "NOT_IN", "REGEX"}

    def __init__(self, ruler: Any) -> None:
        from spacy.matcher import Matcher

        self._ruler = ruler
        self._order = [ruler.vocab.strings[name] for name in self._WRITTEN]
        self._words: set[str] = set()
        self._expressions: list[re.Pattern[str]] = []
        self._phrases = Matcher(ruler.vocab)
        for number, rule in enumerate(ruler.patterns):
            for pattern in rule["patterns"]:
                for token in pattern:
                    self._note_words(token.get("LOWER", ""))
                if len(pattern) > 1:
                    self._phrases.add(str(number), [pattern])
        self._named: dict[int, int] = {}
        self._rules: dict[tuple[int, ...], list[int]] = {}
        self._results: dict[tuple[object, ...], tuple[int, ...]] = {}

    def _note_words(self, condition: str | dict[str, Any]) -> None:
        if isinstance(condition, str):
            condition = {"IN": [condition]}
        for operator, value in condition.items():
            if operator == "REGEX":
                self._expressions.append(re.compile(value))
            else:
                self._words.update(value)

    def __call__(self, doc: Any) -> Any:
        import numpy as np

        strings = doc.vocab.strings
        more: dict[int, list[int]] = {}
        for name, start, end in self._phrases(doc, allow_missing=True):
            number = int(strings[name])
            index = self._ruler.indices[number]
            more.setdefault(range(start, end)[index], []).append(number)
        results = []
        for i, (lower, *rest) in enumerate(doc.to_array(self._READ + self._WRITTEN).tolist()):
            if lower not in self._named:
                self._named[lower] = lower if self._is_named(strings[lower]) else 0
            key = (self._named[lower], *rest)
            if key not in self._rules:
                # A span of one token: no rule on several can match.
                self._rules[key] = [number for number, *_ in self._ruler.match(doc[i : i + 1])]
            results.append(self._result(key, tuple(more.get(i, ()))))
        return doc.from_array(self._WRITTEN, np.array(results, dtype=np.uint64))

    def _is_named(self, lower: str) -> bool:
        return lower in self._words or any(each.search(lower) for each in self._expressions)

    def _result(self, key: tuple[int, ...], more: tuple[int, ...]) -> tuple[int, ...]:
        if (key, more) not in self._results:
            values = dict(zip(self._order, key[len(self._READ) :], strict=True))
            for number in sorted({*self._rules[key], *more}):
                values |= self._ruler.attrs[number]
            self._results[key, more] = tuple(values[attribute] for attribute in self._order)
        return self._results[key, more]


class _Entities:
    """Greedy choice of the moves begin, in, last, unit and out, token by token.

    Outside an entity a choice hangs on no other, so that all are scored at once; spaCy scores
    each by itself. No entity spans the start of a sentence, nor begins with white space.
    """

    @staticmethod
    def fits(ner: EntityRecognizer) -> bool:
        plain = ner.model.attrs["has_upper"] and not ner.model.attrs["unseen_classes"]
        of_three = ner.model.get_ref("lower").get_dim("nF") == 3
        return plain and of_three and ner.cfg["beam_width"] == 1

    def __init__(self, ner: EntityRecognizer) -> None:
        import numpy as np

        self._vectors, self._features, upper = ner.model.layers
        self._weights = upper.get_param("W")
        self._bias = upper.get_param("b")
        names = [ner.moves.get_class_name(i) for i in range(ner.moves.n_moves)]
        moves = [name.partition("-") for name in names]
        self._labels = [label for _, _, label in moves]
        self._begin, self._unit = (
            np.array([move == kind and label != "" for move, _, label in moves]) for kind in "BU"
        )
        self._out = names.index("O")
        self._inside = {
            label: [names.index(f"I-{label}"), names.index(f"L-{label}")]
            for label in self._labels
            if label
        }

    def __call__(self, doc: Any) -> Any:
        import numpy as np
        from spacy.tokens import Span

        if not len(doc):
            return doc
        # Of each token, what it gives as the next one, as the first of the open entity and as
        # the last of it so far. The first row stands for none.
        none, *_ = features = self._features.predict(self._vectors.predict([doc]))
        scores = self._scores(features[1:, 0] + none[1] + none[2])
        starts, space = (doc.to_array(["SENT_START", "IS_SPACE"]) == 1).T
        ends = np.append(starts[1:], True)
        valid = ~space[:, None] & (self._unit | ~ends[:, None] & self._begin)
        valid[:, self._out] = True
        chosen = np.where(valid, scores, -np.inf).argmax(axis=1)
        entities: list[Span] = []
        end = 0
        for start in np.flatnonzero(chosen != self._out).tolist():
            if start < end:
                continue
            move = chosen[start]
            label = self._labels[move]
            end = start + 1
            if self._begin[move]:
                while not ends[end]:
                    row = features[end + 1, 0] + features[start + 1, 1] + features[end, 2]
                    inside, last = self._scores(row[None])[0, self._inside[label]]
                    if last > inside:
                        break
                    end += 1
                end += 1
            entities.append(Span(doc, start, end, label))
        doc.set_ents(entities)
        return doc

    def _scores(self, sums: np.ndarray[Any, Any]) -> Any:
        best, _ = self._features.ops.maxout(sums + self._features.get_param("b"))
        return self._features.ops.gemm(best, self._weights, trans2=True) + self._bias
