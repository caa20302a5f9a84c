"""The extractive reader as a generator: it quotes the sentence that holds the likeliest answer, and writes nothing of its own."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from chatbot.generators.model_files import revision_of
from chatbot.generators.transformers_models import best_spans, load_reader
from chatbot.prompting import Task, estimate_tokens


class ExtractiveGenerator:
    """Answers with the sentence around the best span of a question-answering model such as deepset/gelectra-base-germanquad."""

    def __init__(self, folder: Path, name: str, device: str | None = None) -> None:
        """Load the reader from a checked folder.

        Raises:
            ProfileError: the folder holds no such model.
            GenerationError: there is not enough memory.
        """
        self._reader = load_reader(folder, device)
        self.name, self.revision = name, revision_of(folder)

    def count_tokens(self, text: str) -> int:
        """An estimate; a reader sees one passage at a time."""
        return estimate_tokens(text)

    def write(self, task: Task) -> Iterator[str]:
        """The sentence that holds the best span of all passages, with its passage's number; nothing where "no answer" wins."""
        passages = task.passages
        found = best_spans(self._reader, task.question, [passage.text for passage in passages])
        ranked = sorted(range(len(found)), key=lambda n: (-found[n][0], n))
        if not ranked or found[ranked[0]][0] <= 0:
            return
        passage, (_, start, _) = passages[ranked[0]], found[ranked[0]]
        at = 0
        for span in passage.spans:
            sentence = " ".join(passage.article.text[slice(*span)].split())
            if start < at + len(sentence) + 1:
                yield f"{sentence} [{passage.number}]"
                return
            at += len(sentence) + 1
