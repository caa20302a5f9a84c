"""The seam to whatever writes answers: a Task in, pieces of text out. Here it is chosen, run beside the caller, and stopped.

`Generator` is the seam. Local transformers models and servers come as LangChain chat models (`ChatModelGenerator`); the
extractive reader quotes. `pieces` runs any of them in a thread, as `beside` does any model's work, so that a stop or a time-out
is honoured at once, whatever the model does.
"""

from __future__ import annotations

import queue
import threading
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import Literal, Protocol, TypeVar

from chatbot.errors import GenerationError, ProfileError, QuestionError
from chatbot.prompting import Task

Piece = TypeVar("Piece")
TIMEOUT_S = 180.0
"""Seconds a model has for the whole text of an answer where nobody says otherwise."""
_DAY_S = 86_400
_LOOK_S = 0.05  # how often a waiting caller looks for stop and time-out
_FAILURES = {
    "de": {
        "memory": "{name} hat zu wenig Arbeitsspeicher; ein kleineres Modell wählen oder andere Programme schließen",
        "late": "{name} hat nicht rechtzeitig geantwortet; ist der Server ausgelastet?",
        "gone": "{name} ist nicht zu erreichen oder hat aufgelegt; läuft der Server unter dieser Adresse?",
        "cut": "{name} hat mitten im Text aufgelegt; läuft der Server noch?",
        "refused": "{name} hat die Anfrage abgelehnt ({said}); Name des Modells und Schlüssel prüfen",
        "busy": "{name} nimmt gerade keine Anfragen an ({said}); später noch einmal fragen",
        "broken": "{name} meldet einen Fehler ({said}); in den Meldungen des Servers nachsehen",
        "garbled": "{name} antwortet nicht wie ein OpenAI-kompatibler Server ({said}); endet seine Adresse auf /v1?",
        "thought": "{name} hat seine Länge mit Nachdenken verbraucht und nichts geantwortet; ein Modell ohne Nachdenken wählen",
        "slow": "{name} war nach {seconds:.0f} s nicht fertig; ein kleineres Modell wählen oder länger warten",
        "other": "{name} ist gescheitert ({said})",
    },
    "en": {
        "memory": "{name} ran out of memory; choose a smaller model or close other programs",
        "late": "{name} did not answer in time; is the server busy?",
        "gone": "{name} cannot be reached or hung up; is the server running at that address?",
        "cut": "{name} hung up in the middle of its text; is the server still running?",
        "refused": "{name} refused the request ({said}); check the model's name and the key",
        "busy": "{name} takes no requests at the moment ({said}); ask again later",
        "broken": "{name} reports an error ({said}); look into the server's messages",
        "garbled": "{name} does not answer as an OpenAI-compatible server does ({said}); does its address end in /v1?",
        "thought": "{name} spent all its length on thinking and answered nothing; choose a model that does not think aloud",
        "slow": "{name} did not finish within {seconds:.0f} s; choose a smaller model or wait longer",
        "other": "{name} failed ({said})",
    },
}


@dataclass(frozen=True, slots=True)
class Writing:
    """How a model is let write. `timeout_s` is for the whole text; `unsupported` says what becomes of unproved sentences.

    Raises:
        QuestionError: `timeout_s` is not above 0, or longer than a day.
    """

    timeout_s: float = TIMEOUT_S
    max_new_tokens: int = 320
    max_sentences: int = 6
    max_chars: int = 4000
    unsupported: Literal["drop", "strike"] = "drop"

    def __post_init__(self) -> None:
        """Check the time-out."""
        if not 0 < self.timeout_s <= _DAY_S:  # what is no number is neither
            texts = {
                "de": f"Ein Sprachmodell kann keine {self.timeout_s:g} Sekunden schreiben; mehr als 0, höchstens {_DAY_S} nehmen",
                "en": f"a language model cannot write for {self.timeout_s:g} s; give more than 0 and at most {_DAY_S}",
            }
            raise QuestionError(texts["en"], "timeout", texts)


class Generator(Protocol):
    """Whatever writes an answer. `name` and `revision` say what it is; the same task gives the same text."""

    name: str
    revision: str

    def count_tokens(self, text: str) -> int:
        """How many tokens `text` has for this model."""
        ...

    def write(self, task: Task) -> Iterator[str]:
        """The answer in pieces; "" means nothing new yet. Leaving the iterator stops the model."""
        ...


class Stopped(Exception):
    """The reader pressed stop."""


def pieces(generator: Generator, task: Task, stop: threading.Event, timeout_s: float) -> Iterator[str]:
    """The pieces a generator writes, run in a thread of its own; every piece is handed on as it comes.

    Raises:
        Stopped: `stop` was set; noticed within a tenth of a second.
        GenerationError: the model failed or took longer than `timeout_s`; the message says what to do.
    """
    return beside(generator.name, lambda: generator.write(task), stop, timeout_s)


def beside(name: str, start: Callable[[], Iterator[Piece]], stop: threading.Event, timeout_s: float) -> Iterator[Piece]:
    """What a model's work brings, run in a thread of its own; every piece but empty ones is handed on as it comes.

    Raises:
        Stopped: `stop` was set; noticed within a tenth of a second.
        GenerationError: the model called `name` failed or took longer than `timeout_s`; the message says what to do.
    """
    told: queue.Queue[Piece] = queue.Queue()
    unwanted = threading.Event()

    def run() -> None:
        stream = start()
        try:
            for piece in stream:
                if unwanted.is_set():
                    return
                if piece:
                    told.put(piece)
        finally:
            close = getattr(stream, "close", None)
            if close is not None:
                close()

    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beleg-write")
    ends = time.monotonic() + timeout_s
    try:
        work = pool.submit(run)
        while True:
            if stop.is_set():
                raise Stopped
            if time.monotonic() > ends:
                raise failed("slow", name, seconds=timeout_s)
            try:
                yield told.get(timeout=_LOOK_S)
            except queue.Empty:
                if work.done() and told.empty():
                    break
        failure = work.exception()
        if failure is not None:
            raise why(name, failure) from failure
    finally:
        unwanted.set()
        pool.shutdown(wait=False, cancel_futures=True)


def failed(kind: str, name: str, said: str = "", seconds: float = 0.0) -> GenerationError:
    """The error for one way a model can fail, in both languages.

    `kind` is "memory", "late", "gone", "cut", "refused", "busy", "broken", "garbled", "thought", "slow" or "other"; `said` is
    what the model or server itself reported.
    """
    texts = {language: words[kind].format(name=name, said=said, seconds=seconds) for language, words in _FAILURES.items()}
    return GenerationError(texts["en"], texts)


def is_memory(failure: BaseException) -> bool:
    """Whether a failure says that there was not enough memory, of this computer or of a graphics card."""
    said = f"{type(failure).__name__} {failure}".lower()
    return isinstance(failure, MemoryError) or any(words in said for words in ("outofmemory", "out of memory", "allocate memory"))


def why(name: str, failure: BaseException) -> GenerationError:
    """What went wrong with a model, and what to do, in one sentence."""
    if isinstance(failure, GenerationError):
        return failure
    if isinstance(failure, ProfileError):
        return GenerationError(str(failure), failure.texts)
    kind, text = type(failure).__name__, " ".join(str(failure).split())[:160]
    status = getattr(failure, "status_code", 0)
    if is_memory(failure):
        return failed("memory", name)
    if "Timeout" in kind or isinstance(failure, TimeoutError):
        return failed("late", name)
    if "Connect" in kind or isinstance(failure, ConnectionError):
        return failed("gone", name)
    if status:
        return failed("broken" if status >= 500 else "busy" if status == 429 else "refused", name, text)
    return failed("other", name, f"{kind}: {text}")
