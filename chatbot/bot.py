"""Chatbot: the one public class. A question in, a cited Answer out; the work is done by the modules beside."""

from __future__ import annotations

import os
import threading
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from chatbot.candidates import candidates
from chatbot.compose import Frame, Part, answered, refused
from chatbot.extract import extract
from chatbot.features import view
from chatbot.followup import self_contained
from chatbot.generate import TIMEOUT_S, Generator, Writing
from chatbot.generators.choose import KEY, open_generator
from chatbot.generators.detector import open_detector
from chatbot.generators.turns import QUESTIONS
from chatbot.home import open_starter
from chatbot.in_time import judged_in_time, only_from, told_elsewhere
from chatbot.nearness import WordVectors
from chatbot.profiles import profile as known_profile
from chatbot.proving.meaning import Similarity, similarity_of
from chatbot.question_parts import parts
from chatbot.questions import checked, day
from chatbot.ranker import Ranker
from chatbot.reader import Reader
from chatbot.search_models import open_search_models
from chatbot.searching import Limits, in_turns, search
from chatbot.second_look import Detector
from chatbot.settings import Settings
from chatbot.timerange import TimeRange, time_range, without_report, without_time
from chatbot.types import Answer, Turn
from chatbot.wording import say
from chatbot.writing import answer_with_model
from index.embedding import bundled_first
from index.news_index import BUNDLED, NewsIndex
from index.reranking import Reranker
from index.types import Hit


class Chatbot:
    """Answers questions about the articles of an index; every sentence cites the words that prove it.

    Safe to use from several threads. Close it, or use it as a context manager, to let go of the index it opened.

    Example:
        >>> from index import Article, NewsIndex
        >>> news = NewsIndex.open(embedder=None)
        >>> _ = news.add_articles([Article("a", "Haubitzen", "Estland kauft zwölf Haubitzen in Frankreich. Das sagte Tallinn.")])
        >>> answer = Chatbot.open(news).ask("Wie viele Haubitzen kauft Estland?")
        >>> answer.text
        'Estland kauft zwölf Haubitzen in Frankreich. [1]'
    """

    def __init__(self, index: NewsIndex, settings: Settings, ranker: Ranker, generator: Generator | None = None) -> None:
        """Use `Chatbot.open`."""
        self._index, self._settings, self._ranker = index, settings, ranker
        self._written: tuple[str, Generator] | None = (generator.name, generator) if generator else None
        self._opened_with: str | None = None
        self._reranker: Reranker | None = None
        self._similarity: Similarity | None = None
        self._detector: Detector | None = None
        self._writing = Writing()
        self._stops: set[threading.Event] = set()  # of what is being written

    @classmethod
    def open(
        cls,
        index: NewsIndex | Path | str | None = None,
        profile: str = "embedded",
        model: str | None = None,
        wait_for_model: bool = True,
        detector: str | None = None,
        timeout_s: float = TIMEOUT_S,
    ) -> Chatbot:
        """A bot on an index, a folder of one, or (None) on the starter articles, indexed once into the user's own folder.

        A `profile` with an encoder of its own searches with that one, and its reranker reads the first hits; a folder's index
        must have been made with that encoder.

        With a `model` (a hub name, a folder or a server's address), or a `profile` that has one, that model words the answers,
        held to the same proof; without, the evidence sentences are the answer. `wait_for_model` False loads a local model in the
        background: until it is there, evidence is answered at once and the model's text comes after it. A model that is not done
        after `timeout_s` seconds is stopped, and the evidence stands.

        A `detector` (a LettuceDetect model's hub name or folder; by default the `profile`'s, where it is on this machine) looks
        at a model's proved sentences once more and may lower their labels. It is loaded when first needed.

        Raises:
            StoreError: the index cannot be used.
            EmbedderMismatchError: the index was made with another encoder than the profile's.
            ModelError: a bundled model is damaged.
            ProfileError: the profile, model or detector is not known or not on this machine.
            QuestionError: `timeout_s` is not above 0, or longer than a day.
        """
        writing = Writing(timeout_s=timeout_s)
        settings = Settings.from_environment()
        second = open_detector(detector, profile)
        generator = open_generator(model, profile, writing, wait=wait_for_model)
        search_with = open_search_models(known_profile(profile))
        if index is None:
            news = open_starter(settings.home, encoder=search_with.encoder, slug=search_with.slug)
        else:
            news = index if isinstance(index, NewsIndex) else NewsIndex.open(index, encoder=search_with.encoder or BUNDLED)
        embedder = bundled_first()
        ranker = Ranker(WordVectors(embedder) if embedder else None, Reader.bundled())
        bot = cls(news, settings, ranker)
        bot._reranker, bot._detector, bot._writing = search_with.reranker, second, writing
        bot._similarity = similarity_of(embedder) if embedder else None
        bot._written = (model or generator.name, generator) if generator else None
        bot._opened_with = bot.model
        return bot

    @property
    def index(self) -> NewsIndex:
        """The index that is asked."""
        return self._index

    @property
    def model(self) -> str | None:
        """The language model that words the answers, as it was given (name, folder, address); None for evidence sentences."""
        written = self._written
        return written[0] if written else None

    @property
    def generator(self) -> Generator | None:
        """What writes with that model; None for evidence sentences."""
        written = self._written
        return written[1] if written else None

    @property
    def detector(self) -> Detector | None:
        """What looks at a language model's sentences once more; None where only the rules do."""
        return self._detector

    def use(self, model: str | None) -> None:
        """From the next question on let `model` (a hub name, a folder or a server's address) word the answers; None for none.

        A local one is loaded in the background: evidence is answered at once and the model's text comes after it. A server's
        key (BELEG_API_KEY) goes to no other address than the one the bot was opened with.

        Raises:
            ProfileError: the model is not known, not on this machine or not usable; the one before stays.
        """
        known = {k: v for k, v in os.environ.items() if k != KEY or model == self._opened_with}
        generator = open_generator(model, writing=self._writing, environment=known, wait=False) if model else None
        self._written = (model, generator) if model and generator else None

    def close(self) -> None:
        """Stop what a language model still writes, as `stop` does in `stream`, and let go of the index."""
        for stop in tuple(self._stops):
            stop.set()
        self._index.close()

    def __enter__(self) -> Chatbot:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def ask(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        since: str | None = None,
        until: str | None = None,
        sources: Iterable[str] | None = None,
        today: date | str | None = None,
    ) -> Answer:
        """The answer to `question`, with its proof; a refusal where the articles prove nothing.

        `turns` are the earlier questions and answers, oldest first. `since` and `until` are ISO dates, `sources` publishers'
        names; they limit what is searched. `today` is the day that "gestern" and "Stand" are seen from (default: the clock's).

        Raises:
            QuestionError: the question or a turn is not usable.
            QueryError: a filter is not usable.
        """
        *_, last = self.stream(question, turns, since, until, sources, today)
        return last

    def stream(
        self,
        question: str,
        turns: Sequence[Turn] = (),
        since: str | None = None,
        until: str | None = None,
        sources: Iterable[str] | None = None,
        today: date | str | None = None,
        *,
        stop: threading.Event | None = None,
    ) -> Iterator[Answer]:
        """The answer growing sentence by sentence; the last one is what `ask` returns (but for `seconds`). See `ask`.

        Setting `stop`, from any thread, ends a language model's writing within a tenth of a second, though it may be in the
        middle of a word; what was proved until then is the last answer.
        """
        begin = time.perf_counter()
        with QUESTIONS.first():
            final = self._answer(question, turns, since, until, None if sources is None else tuple(sources), day(today))
        for n in range(1, len(final.sentences)):
            yield _grown(final, n, time.perf_counter() - begin)
        final = replace(final, seconds=time.perf_counter() - begin)
        generator = self.generator
        if generator is None:
            yield final
            return
        stop = stop or threading.Event()
        self._stops.add(stop)
        try:
            yield from answer_with_model(final, generator, self._writing, stop, self._similarity, self._detector)
        finally:
            self._stops.discard(stop)

    def _answer(
        self,
        question: str,
        turns: Sequence[Turn],
        since: str | None,
        until: str | None,
        sources: tuple[str, ...] | None,
        today: date,
    ) -> Answer:
        clean = checked(question, turns, self._settings)
        asked = self_contained(clean, turns)[: self._settings.max_question_chars]
        named = None if since or until else time_range(asked, today)
        limits = Limits(since, until, sources)
        frame, judged, notes = self._judged(clean, asked, limits, named, today)
        if named and not notes and judged and not any(only_from(part, named).chosen for part in judged):
            outside = (say("range", frame.view.language, words=named.words),)
            if named.strict and not _proved(judged):
                bare = without_report(asked, named)
                bare = without_time(bare, named) if named.form == "near" else bare
                wider, told, _ = self._judged(clean, bare, limits, None, today)
                told, from_then = told_elsewhere(told, named)
                if _proved(told):
                    frame, judged, notes = wider, told, () if from_then else outside
            elif named.form == "near" and not named.strict:
                notes = outside
        if not frame.hits:
            filtered = bool(since or until or sources)
            return refused(frame, (), "filter" if filtered else "empty" if not self._index.articles(limit=1) else "none")
        answer = answered(frame, judged, self._settings) if _proved(judged) else refused(frame, judged)
        return replace(answer, notes=answer.notes + notes)

    def _judged(
        self, clean: str, asked: str, limits: Limits, named: TimeRange | None, today: date
    ) -> tuple[Frame, list[Part], tuple[str, ...]]:
        """Each thing asked with its evidence, none where nothing was found; a note where no article is from the time `named`."""
        seen = view(asked)
        pieces = parts(asked)
        times = [named and (time_range(piece, today) or named) for piece in pieces]
        found = [
            search(self._index, piece, self._settings, limits, time, seen.language, self._reranker)
            for piece, time in zip(pieces, times, strict=True)
        ]
        frame = Frame(clean, asked, seen, in_turns([hits for hits, _ in found]), self._index.revision, today)
        judged = [
            judged_in_time(piece, when, own, bool(lifted), self._part)
            for piece, when, (own, lifted) in (zip(pieces, times, found, strict=True) if frame.hits else ())
        ]
        return frame, judged, found[0][1]

    def _part(self, question: str, hits: tuple[Hit, ...]) -> Part:
        """One thing asked, ranked against its hits; nothing is chosen where the evidence is not enough."""
        seen = view(question)
        ranked = self._ranker.rank(seen, candidates(hits))
        return Part(seen, ranked, extract(seen, ranked, self._settings.max_sentences) if ranked.enough else None)


def _proved(judged: Sequence[Part]) -> bool:
    """Whether there is evidence for anything that was asked."""
    return any(part.chosen is not None for part in judged)


def _grown(final: Answer, n: int, seconds: float) -> Answer:
    """The first `n` sentences of the final answer with the citations they use."""
    sentences = final.sentences[:n]
    used = {number for sentence in sentences for number in sentence.citations}
    return replace(
        final, sentences=sentences, citations=tuple(c for c in final.citations if c.number in used), seconds=seconds, notes=()
    )
