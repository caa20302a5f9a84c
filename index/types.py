"""The values of the index: articles, passages and hits. Frozen, standard library only; no behaviour lives here."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Article:
    """One thing a newspaper published, cleaned of page furniture.

    `text` is what offsets count in (code points). `published` is an ISO date of the precision the source gave:
    ``"2024"``, ``"2024-06"`` or ``"2024-06-20"``; None where it gave none. `source` is the publisher's name, empty where
    unknown. `agencies` are the news agencies credited in the article ("dpa", "Reuters"), in the order of the credit line.
    """

    id: str
    title: str
    text: str
    source: str = ""
    url: str | None = None
    published: str | None = None
    language: str = "de"
    agencies: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence-aligned exact slice of an article: ``article.text[start:end] == text``.

    `id` is ``f"{article_id}#{n}"``, n from 0.
    """

    id: str
    article_id: str
    start: int
    end: int
    text: str


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage found for a query. `rank` counts from 1; a higher `score` is better, in 0..1 comparable within one search only.

    `group` names the set of near-duplicate passages this one belongs to (two papers printing one agency text); it is the
    passage's own id when there is no other print.
    """

    passage: Passage
    article: Article
    score: float
    rank: int
    group: str
