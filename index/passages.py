"""Articles cut into passages: sentence-aligned exact slices that overlap. The only file that knows passage sizes.

Measured with word search alone among 2,086 articles: 48 articles glued from XQuAD-de's paragraphs (1,190 German questions),
99 news articles of M2QA (876 questions), 1,939 others. A hit holds the whole answer; R@2500 and R@5000: within the first
2,500 or 5,000 characters of hits, which is what a reader is given.

| target/overlap | passages | XQuAD-de MRR@10 | R@2500 | R@5000 | M2QA MRR@10 | R@2500 | R@5000 |
|---|---|---|---|---|---|---|---|
| 350/0 | 11,094 | .798 | .908 | .928 | .497 | .626 | .674 |
| 500/0 | 7,656 | .837 | .920 | .942 | .534 | .646 | .709 |
| 500/150 | 8,678 | .844 | .922 | .943 | .541 | .660 | .719 |
| 500/200 | 9,495 | .851 | .933 | .946 | .556 | .664 | .718 |
| 600/200 | 7,524 | .870 | .941 | .956 | .573 | .674 | .726 |
| 700/0 | 5,657 | .860 | .920 | .944 | .570 | .660 | .717 |
| 700/150 | 5,982 | .876 | .935 | .954 | .575 | .655 | .712 |
| 700/250 | 6,569 | .882 | .940 | .961 | .583 | .654 | .711 |
| 1000/200 | 4,201 | .898 | .929 | .959 | .598 | .627 | .713 |
| 1400/200 | 3,077 | .904 | .887 | .954 | .615 | .588 | .705 |

Longer passages rank better because they hold more; within a reader's budget 600/200 finds most.
"""

from __future__ import annotations

from index.sentences import sentence_spans
from index.types import Article, Passage

TARGET_CHARS = 600
"""A passage takes whole sentences until the next would pass this many characters."""

OVERLAP_CHARS = 200
"""A passage begins again with the last whole sentences of the one before, as far as they fit in this many characters."""

MAX_CHARS = 1400
"""A single sentence longer than this (a list, a text without punctuation) is cut at white space."""

PASSAGE_RULES = f"sentences/{TARGET_CHARS}/{OVERLAP_CHARS}/{MAX_CHARS}/2"
"""Names how passages are cut; an index cut by other rules is cut anew."""


def split_article(article: Article) -> tuple[Passage, ...]:
    """The passages of `article` in reading order, together covering every sentence.

    Each is an exact slice of ``article.text`` without white space at its ends. Neighbours share up to `OVERLAP_CHARS`.
    An article without any text has no passages.
    """
    text = article.text
    spans = [piece for span in sentence_spans(text) for piece in _pieces(text, *span)]
    passages: list[Passage] = []
    first = 0
    while first < len(spans):
        after = _end_of_passage(spans, first)
        start, end = spans[first][0], spans[after - 1][1]
        passages.append(Passage(f"{article.id}#{len(passages)}", article.id, start, end, text[start:end]))
        first = after if after == len(spans) else _next_start(spans, first, after)
    return tuple(passages)


def _end_of_passage(spans: list[tuple[int, int]], first: int) -> int:
    """The index after the last sentence of the passage that begins with sentence `first`."""
    after = first + 1
    while after < len(spans) and spans[after][1] - spans[first][0] <= TARGET_CHARS:
        after += 1
    return after


def _next_start(spans: list[tuple[int, int]], first: int, after: int) -> int:
    """The sentence the next passage begins with: going back from `after` as far as the overlap allows, never to `first`."""
    start = after
    while start - 1 > first and spans[after - 1][1] - spans[start - 1][0] <= OVERLAP_CHARS:
        start -= 1
    return start


def _pieces(text: str, start: int, end: int) -> list[tuple[int, int]]:
    """The span itself, or, where it is longer than `MAX_CHARS`, its parts cut at white space (mid-word only without any)."""
    pieces = []
    while end - start > MAX_CHARS:
        cut = text.rfind(" ", start + MAX_CHARS // 2, start + MAX_CHARS)
        cut = cut if cut > start else start + MAX_CHARS
        stop = start + len(text[start:cut].rstrip())
        if stop > start:
            pieces.append((start, stop))
        start = cut + (len(text[cut:end]) - len(text[cut:end].lstrip()))
    if end > start:
        pieces.append((start, end))
    return pieces
