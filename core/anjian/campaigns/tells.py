"""Which limb of a criterion a sentence speaks of, by distinctive words kept as data beside each limb.

A tell `a|b + c` matches a clause of the sentence that holds (a or b) and c. An occurrence that lies inside a longer word
of a sibling limb does not count (经理 inside 安全经理). The words found are the explanation; nothing is scored.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from anjian.campaigns.tables import Criterion, Limb

_CLAUSE_END = re.compile(r"[,;。!?\n]|(?<!\d)\.(?!\d)")
_NOISE = re.compile(r"[\s“”\"'‘’]+")

Groups = tuple[tuple[str, ...], ...]
Words = dict[str, tuple[str, ...]]


def squeeze(text: str) -> str:
    """Text in the form in which words are compared: half width, lower case, no spaces, no quotation marks."""
    return _NOISE.sub("", unicodedata.normalize("NFKC", text)).casefold()


@dataclass(frozen=True, slots=True)
class _Telling:
    """The compiled words of one limb."""

    code: str
    tells: tuple[Groups, ...]
    unless: tuple[str, ...]

    @classmethod
    def of(cls, limb: Limb) -> _Telling:
        tells = tuple(
            tuple(tuple(squeeze(word) for word in group.split("|")) for group in tell.split("+")) for tell in limb.tells
        )
        return cls(limb.code, tells, tuple(squeeze(word) for word in limb.unless))

    @property
    def words(self) -> frozenset[str]:
        return frozenset(word for tell in self.tells for group in tell for word in group)


class CriterionTells:
    """The words of one criterion, ready to be looked for."""

    def __init__(self, criterion: Criterion) -> None:
        self._limbs = tuple(_Telling.of(limb) for limb in criterion.limbs)
        self._ignore = sorted((squeeze(phrase) for phrase in criterion.ignore), key=len, reverse=True)

    def limbs_told(self, text: str) -> Words:
        """Limb code to the words of the text that speak of it; a limb that is not spoken of is absent."""
        rest = squeeze(text)
        for phrase in self._ignore:
            rest = rest.replace(phrase, " ")
        told: dict[str, list[str]] = {}
        for clause in _CLAUSE_END.split(rest):
            for limb in self._limbs:
                words = self._words_in(clause, limb)
                if words:
                    told.setdefault(limb.code, []).extend(words)
        return {code: tuple(dict.fromkeys(words)) for code, words in told.items()}

    def _words_in(self, clause: str, limb: _Telling) -> tuple[str, ...]:
        if any(word in clause for word in limb.unless):
            return ()
        for tell in limb.tells:
            found = [next((word for word in group if self._visible(word, clause, limb)), None) for group in tell]
            words = tuple(word for word in found if word is not None)
            if len(words) == len(tell):
                return words
        return ()

    def _visible(self, word: str, clause: str, limb: _Telling) -> bool:
        """Whether the word occurs at least once outside every longer word of a sibling limb."""
        if word not in clause:
            return False
        longer = {w for sibling in self._limbs if sibling.code != limb.code for w in sibling.words}
        covered = [span for w in longer if len(w) > len(word) and word in w for span in _spans(w, clause)]
        return any(
            not any(first <= start and end <= last for first, last in covered) for start, end in _spans(word, clause)
        )


def _spans(word: str, text: str) -> list[tuple[int, int]]:
    spans = []
    start = text.find(word)
    while start >= 0:
        spans.append((start, start + len(word)))
        start = text.find(word, start + 1)
    return spans
