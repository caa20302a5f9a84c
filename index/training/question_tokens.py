"""Tokens with offsets and tags: the tagger the question generator reads sentences with."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

_TOKEN = re.compile(
    r"\d{1,2}\.(?=\s[A-ZÄÖÜ])"  # ordinals in dates: "24. März"
    r"|\d+(?:[.,:]\d+)*(?:-[A-Za-zÄÖÜäöü]\w*)?"
    r"|(?:[zdu]\. ?[BhAa]\.|[Dd]r\.|[Nn]r\.|[Ss]t\.)"
    r"|\w+(?:[-’'/]\w+)*-(?=\s+(?:und|oder|sowie)\b)"
    r"|\w+(?:[-’'/]\w+)*|[^\w\s]"
)


@dataclass(frozen=True)
class Token:
    """One token: its text, tag and place (code points) in the sentence.

    Its base form is given or found by the model that tagged it (empty: none did).
    """

    text: str
    tag: str
    start: int
    end: int
    model: str = ""
    base: str = ""

    @property
    def lemma(self) -> str:
        """The base form; the text itself where neither it nor a model is known."""
        return self.base or (_lemma(self.model, self.text, self.tag) if self.model else self.text)


@cache
def _lemma(model: str, text: str, pos: str) -> str:
    return _tagger(model).analyze(text, pos=pos)[0]


@lru_cache(maxsize=2)
def _tagger(model: str) -> Any:
    """The tagger with its per-word work remembered, which makes it several times faster on running text."""
    from HanTa import HanoverTagger

    class RememberingTagger(HanoverTagger.HanoverTagger):  # type: ignore[misc]
        """Analyses each word form once."""

        def __init__(self, filename: str) -> None:
            super().__init__(filename)
            self._forward: dict[str, Any] = {}

        def analyze_forward(self, word: str) -> Any:
            """The tags of a word form with their probabilities."""
            if word not in self._forward:
                self._forward[word] = super().analyze_forward(word)
            return self._forward[word]

    return RememberingTagger(model)


def tag(sentence: str, language: str = "de") -> tuple[Token, ...]:
    """Tokens of a sentence, in order, with STTS tags ("de": ``NN``, ``VV(FIN)``) or CLAWS tags ("en": ``NN1``, ``VVD``)."""
    places = [(m.group(), m.start(), m.end()) for m in _TOKEN.finditer(sentence)]
    if not places:
        return ()
    model = "morphmodel_ger.pgz" if language == "de" else "morphmodel_en.pgz"
    tags = _tagger(model).tag_sent([text for text, _, _ in places], taglevel=0)
    return tuple(Token(text, pos, start, end, model) for (text, start, end), pos in zip(places, tags, strict=True))
