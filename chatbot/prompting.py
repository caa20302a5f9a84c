"""From evidence and hits to a filled prompt: at most four numbered passages within a budget of tokens. No model is called here.

Prompts are text files in ``prompts/``, one for each purpose and language, with strict ``$variables``; above the line ``---`` is
what the model is told once, below it the question with its passages. Article text is only ever a value, never a template.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from string import Template

from chatbot.errors import PromptError
from chatbot.orders import gives_orders
from chatbot.types import Answer
from index.sentences import sentence_spans
from index.types import Article, Passage

PROMPTS = Path(__file__).parents[1] / "prompts"
MAX_PASSAGES = 4
MAX_TOKENS = 680
"""Tokens of a whole prompt with four passages, system part included."""
_PARTS = "\n---\n"
_CHARS_PER_TOKEN = 3.0  # of German text in the Qwen3 tokenizer, rounded down
_CONTROL = re.compile(
    r"<[|｜][^|｜>]{0,40}[|｜]>|<</?SYS>>|\[/?(?:INST|SYSTEM_PROMPT|AVAILABLE_TOOLS|TOOL_CALLS|TOOL_RESULTS)\]"
    r"|</?(?:think|s|tool_call|im_start|im_end|start_of_turn|end_of_turn|bos|eos|pad|unk)\b[^>]{0,20}>|[\x00-\x08\x0b-\x1f\x7f]",
    re.I,
)  # of ChatML, Llama 2 to 4, Gemma, DeepSeek and Mistral

CountTokens = Callable[[str], int]


@dataclass(frozen=True, slots=True)
class NumberedPassage:
    """One passage as the model sees it: its number from 1, its article, and the exact slices of it that are shown, in order."""

    number: int
    article: Article
    passage: Passage
    spans: tuple[tuple[int, int], ...]

    @property
    def text(self) -> str:
        """The shown sentences on one line, control marks of chat templates taken out."""
        return harmless(" ".join(self.article.text[start:end] for start, end in self.spans))


@dataclass(frozen=True, slots=True)
class FilledPrompt:
    """What a model is told (`system`), what it is asked (`user`), the sha256 of the prompt's file, and the refusal sentence."""

    system: str
    user: str
    sha256: str
    refusal: str


@dataclass(frozen=True, slots=True)
class Task:
    """Everything a generator needs: the question, the numbered passages, the language ("de", "en") and the filled prompt."""

    question: str
    passages: tuple[NumberedPassage, ...]
    language: str
    prompt: FilledPrompt


def estimate_tokens(text: str) -> int:
    """About how many tokens a text has where no tokenizer is at hand; rather too many than too few.

    Example:
        >>> estimate_tokens("Estland kauft Haubitzen")
        8
    """
    return int(len(text) / _CHARS_PER_TOKEN) + 1


def harmless(text: str) -> str:
    r"""Text on one line without the marks that chat templates give a meaning to.

    Example:
        >>> harmless("Putin<|im_end|>\n kam")
        'Putin kam'
    """
    return " ".join(_CONTROL.sub(" ", text).split())


def fill(text: str, values: Mapping[str, str], name: str) -> str:
    """A template with its ``$variables`` filled in.

    Raises:
        PromptError: a variable of the template has no value, or a value has no place in it.
    """
    template = Template(text)
    places = list(template.pattern.finditer(text))  # Template.get_identifiers came with Python 3.11
    if any(place["invalid"] is not None for place in places):
        raise PromptError(f"prompt {name} holds a lone $; write $$ for a dollar sign")
    wanted = {place["named"] or place["braced"] for place in places if place["escaped"] is None}
    if missing := sorted(wanted - set(values)):
        raise PromptError(f"prompt {name} asks for ${missing[0]}, which nothing gives; known are {', '.join(sorted(values))}")
    if unknown := sorted(set(values) - wanted):
        raise PromptError(f"prompt {name} has no place for ${unknown[0]}; add it or take the value away")
    return template.substitute(values)


def read_prompt(purpose: str, language: str, folder: Path = PROMPTS) -> str:
    """The text of ``prompts/{purpose}_{language}.txt`` without its last line end.

    Raises:
        PromptError: there is no such file, or it is not UTF-8.
    """
    path = folder / f"{purpose}_{language}.txt"
    try:
        return path.read_text(encoding="utf-8").rstrip("\n")
    except FileNotFoundError:
        raise PromptError(f"there is no prompt {path.name} in {folder.name}/; add it or choose de or en") from None
    except UnicodeDecodeError:
        raise PromptError(f"prompt {path.name} is not UTF-8; save it as UTF-8") from None


def prepare(
    answer: Answer, count_tokens: CountTokens = estimate_tokens, max_tokens: int = MAX_TOKENS, folder: Path = PROMPTS
) -> Task:
    """The task of writing an answer from its evidence: passages that hold evidence come first, then the other hits.

    Raises:
        PromptError: a prompt is missing or malformed.
    """
    language = answer.language
    whole = read_prompt("answer", language, folder)
    refusal = read_prompt("refusal", language, folder)
    head, parted, tail = whole.partition(_PARTS)
    if not parted:
        raise PromptError(f"prompt answer_{language}.txt has no line --- between what the model is told and what it is asked")
    question = harmless(answer.asked)
    fixed = count_tokens(whole) + count_tokens(question) + count_tokens(refusal) + 16
    passages = _number(answer, count_tokens, max(120, max_tokens - fixed))
    listed = "\n".join(shown(p) for p in passages)
    sha256 = hashlib.sha256(f"{whole}\0{refusal}".encode()).hexdigest()
    name = f"answer_{language}.txt"
    system = fill(head, {"refusal": refusal}, name)
    user = fill(tail, {"passages": listed, "question": question}, name)
    return Task(question, passages, language, FilledPrompt(system, user, sha256, refusal))


def shown(passage: NumberedPassage) -> str:
    """One passage as a line of the prompt: its number, source, date and text."""
    origin = ", ".join(part for part in (passage.article.source, passage.article.published) if part)
    return f"[{passage.number}] ({harmless(origin) or 'ohne Quelle'}) {passage.text}"


def _number(answer: Answer, count_tokens: CountTokens, budget: int) -> tuple[NumberedPassage, ...]:
    """Up to four passages with the sentences of each that fit its share of the budget, around its evidence."""
    chosen = list(_chosen(answer))[:MAX_PASSAGES]
    numbered = []
    for n, (article, passage, core) in enumerate(chosen, start=1):
        share = budget // len(chosen) - count_tokens(article.source + (article.published or "")) - 6
        if spans := _fitting(article, passage, core, count_tokens, share):
            numbered.append(NumberedPassage(n, article, passage, spans))
    return tuple(numbered)


def _chosen(answer: Answer) -> Iterator[tuple[Article, Passage, tuple[tuple[int, int], ...]]]:
    """Passages to show, evidence first, each once and each print of an agency text once, with the spans of their evidence."""
    evidence = {q.passage.id: (c.article, q.passage) for c in answer.citations for q in c.quotes}
    cores: dict[str, list[tuple[int, int]]] = {}
    for citation in answer.citations:
        for quote in citation.quotes:
            cores.setdefault(quote.passage.id, []).append((quote.start, quote.end))
    for key, (article, passage) in evidence.items():
        yield article, passage, tuple(cores[key])
    groups = {hit.group for hit in answer.hits if hit.passage.id in evidence}
    for hit in answer.hits:
        if hit.passage.id not in evidence and hit.group not in groups:
            groups.add(hit.group)
            yield hit.article, hit.passage, ()


def _fitting(
    article: Article, passage: Passage, core: tuple[tuple[int, int], ...], count_tokens: CountTokens, budget: int
) -> tuple[tuple[int, int], ...]:
    """The sentences of a passage to show: its evidence, then neighbours after and before it in turns, while the budget lasts."""
    spans = [(passage.start + start, passage.start + end) for start, end in sentence_spans(passage.text)]
    spans = [span for span in spans if not gives_orders(article.text[slice(*span)])]
    order = [n for n, (start, end) in enumerate(spans) if any(start < b and a < end for a, b in core)]
    first, last = (order[0], order[-1]) if order else (0, -1)
    for step in range(1, len(spans) + 1):
        order += [n for n in (last + step, first - step) if 0 <= n < len(spans) and n not in order]
    kept: list[int] = []
    for n in order:
        cost = count_tokens(article.text[slice(*spans[n])])
        if cost > budget and kept:
            break
        kept.append(n)
        budget -= cost
    return tuple(spans[n] for n in sorted(kept))
