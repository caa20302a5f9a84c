"""A search as checked values: the query's text, how many hits, and the filters. Everything a cache is asked with."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from index.analysis import question_language, words
from index.days import filter_range
from index.errors import QueryError
from index.plain_text import visible

MAX_QUERY_CHARS = 2_000
MAX_K = 1_000


@dataclass(frozen=True, slots=True)
class Query:
    """A checked search. `days` are ordinals, both inclusive; `sources` are case-folded names; None means no filter."""

    text: str
    k: int
    language: str
    days: tuple[int, int] | None = None
    sources: frozenset[str] | None = None

    @classmethod
    def checked(
        cls, text: str, k: int, since: str | None, until: str | None, sources: Iterable[str] | None, language: str | None
    ) -> Query:
        """The search these arguments ask for.

        Raises:
            QueryError: the text is empty, has no word, is too long or not valid Unicode; k or a filter is not usable.
        """
        if any("\ud800" <= c <= "\udfff" for c in text):
            raise QueryError("the query is not valid Unicode (half a surrogate pair); re-type it")
        text = visible(text).strip()
        if len(text) > MAX_QUERY_CHARS:
            raise QueryError(f"the query has {len(text)} characters, at most {MAX_QUERY_CHARS} are taken; shorten it")
        if not words(text):
            raise QueryError(f"the query {text[:40]!r} has no word to search for; write a question")
        if isinstance(k, bool) or not 1 <= k <= MAX_K:
            raise QueryError(f"k is {k}; ask for 1 to {MAX_K} hits")
        if language not in (None, "de", "en"):
            raise QueryError(f"language is {language!r}; give 'de', 'en' or None")
        if isinstance(sources, str):
            raise QueryError(f"sources is the text {sources!r}; give a list of names")
        names = None if sources is None else frozenset(name.strip().casefold() for name in sources)
        return cls(text, k, language or question_language(text), filter_range(since, until), names)
