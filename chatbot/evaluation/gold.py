"""The values of a gold set: questions, what a right answer to each holds, and the articles that come with them. No reading."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from chatbot.types import Turn
from index.types import Article


@dataclass(frozen=True, slots=True)
class GoldSpan:
    """Where an article proves the answer: code-point offsets into the text of the article `article_id`."""

    article_id: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class GoldQuestion:
    """One question with what a right answer holds.

    `answers`: any of them counts as right. `all_of`: every group must be met by one of its members (a list answer).
    `articles` maps the id of each article that holds the proof to its grade (1, or the grade of a BEIR judgement).
    `every_article`: the answer needs all of `articles`, not any one. `spans` are exact places where known.
    `answerable` is None where the data set asks for retrieval alone.
    """

    id: str
    question: str
    language: str
    answerable: bool | None
    answers: tuple[str, ...] = ()
    articles: Mapping[str, int] = field(default_factory=dict)
    every_article: bool = False
    all_of: tuple[tuple[str, ...], ...] = ()
    type: str = "other"
    turns: tuple[Turn, ...] = ()
    spans: tuple[GoldSpan, ...] = ()
    note: str = ""

    @property
    def expected(self) -> tuple[str, ...]:
        """What to show a reader as the right answer: the answers, or one line naming every group."""
        if self.answers or not self.all_of:
            return self.answers
        return (" ".join(group[0] for group in self.all_of),)


@dataclass(frozen=True, slots=True)
class GoldSet:
    """The questions of one data set, in file order.

    `articles` are the texts the data set brings, empty where it asks about an index that stands already. `fingerprint`
    is the SHA-256 of what was read. `retrieval_only` is True for data sets without answers.
    """

    name: str
    questions: tuple[GoldQuestion, ...]
    articles: tuple[Article, ...]
    fingerprint: str
    retrieval_only: bool = False


def sample(gold: GoldSet, n: int | None) -> GoldSet:
    """The same set with at most `n` questions, evenly spaced over the file and in its order; every article is kept."""
    total = len(gold.questions)
    if n is None or n >= total:
        return gold
    picked = tuple(gold.questions[i * total // n] for i in range(n))
    return GoldSet(gold.name, picked, gold.articles, gold.fingerprint, gold.retrieval_only)
