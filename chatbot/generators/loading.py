"""A generator that is still being loaded: the page opens and answers with evidence meanwhile, the model joins when it is done."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor

from chatbot.errors import GenerationError, ProfileError
from chatbot.generate import Generator, why
from chatbot.generators.turns import giving_way, step_back
from chatbot.prompting import Task, estimate_tokens

_LOOK_S = 0.05


class LoadingGenerator:
    """Stands for the generator that `load` makes in a thread of its own, begun at once; `name`, `revision` are known before."""

    def __init__(self, name: str, revision: str, load: Callable[[], Generator]) -> None:
        self.name, self.revision = name, revision

        def made() -> Generator:
            with giving_way():
                return load()

        pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beleg-load", initializer=step_back)
        self._made: Future[Generator] = pool.submit(made)
        pool.shutdown(wait=False)

    @property
    def loading(self) -> bool:
        """Whether the model is still being loaded."""
        return not self._made.done()

    @property
    def problem(self) -> ProfileError | GenerationError | None:
        """Why the model could not be loaded; None while it is being loaded, and where it was."""
        error = None if self.loading else self._made.exception()
        return error if error is None or isinstance(error, ProfileError) else why(self.name, error)

    def count_tokens(self, text: str) -> int:
        """The model's own count once it is loaded, an estimate before."""
        loaded = self._made.done() and self._made.exception() is None
        return self._made.result().count_tokens(text) if loaded else estimate_tokens(text)

    def write(self, task: Task) -> Iterator[str]:
        """The model's text; "" again and again while it is being loaded.

        Raises:
            GenerationError: the model could not be loaded; the message says why.
        """
        while self.loading:
            yield ""
            time.sleep(_LOOK_S)
        try:
            generator = self._made.result()
        except ProfileError as error:
            raise GenerationError(str(error), error.texts) from error
        yield from generator.write(task)
