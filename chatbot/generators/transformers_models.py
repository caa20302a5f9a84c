"""The only importer of transformers: loads local models safely and streams from them as a LangChain chat model.

torch, transformers and langchain are imported when a local model is opened, not before; that is why the chat model's class is
made inside a function. Nothing is downloaded here: models are read from folders that `model_files` has checked.
"""

from __future__ import annotations

import os
import queue
import threading
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import Any

from chatbot.generate import failed, is_memory
from chatbot.generators.problems import unusable
from chatbot.generators.turns import QUESTIONS, step_back

_HEARTBEAT_S = 0.1  # how often a waiting stream looks whether it is still wanted
_DONE = object()
_ONE_AT_A_TIME = threading.Lock()  # two models loaded at once leave transformers with weights that are nowhere


@dataclass(frozen=True)
class LoadedChat:
    """A chat model ready to write: the LangChain chat model, its tokenizer, and the device it lies on ("cpu", "cuda")."""

    chat: Any
    tokenizer: Any
    device: str


@dataclass(frozen=True)
class LoadedReader:
    """An extractive reader or a detector ready to read: model, tokenizer and device."""

    model: Any
    tokenizer: Any
    device: str


def best_device() -> str:
    """The device to load on: "cuda" where a GPU can be used, else "cpu"."""
    import torch

    return "cuda" if torch.cuda.is_available() else "cpu"


def load_chat(folder: Path, max_new_tokens: int, device: str | None = None) -> LoadedChat:
    """Load a causal language model from a checked folder; greedy, thinking off.

    Raises:
        ProfileError: the folder does not hold a chat model that can be loaded.
        GenerationError: there is not enough memory.
    """
    from jinja2 import TemplateError
    from transformers import AutoModelForCausalLM

    model, tokenizer, device = _load(AutoModelForCausalLM, folder, device)
    try:
        tokenizer.apply_chat_template([{"role": "system", "content": ""}, {"role": "user", "content": ""}], tokenize=False)
    except (TemplateError, ValueError) as error:  # a broken template, one without a system's role, or none
        raise unusable("no_template", folder.name) from error
    chat = _chat_class()(model=model, tokenizer=tokenizer, max_new_tokens=max_new_tokens)
    return LoadedChat(chat, tokenizer, device)


def load_reader(folder: Path, device: str | None = None) -> LoadedReader:
    """Load an extractive question-answering model from a checked folder.

    Raises:
        ProfileError: the folder does not hold such a model.
        GenerationError: there is not enough memory.
    """
    from transformers import AutoModelForQuestionAnswering

    return LoadedReader(*_load(AutoModelForQuestionAnswering, folder, device))


def load_detector(folder: Path, device: str | None = None) -> LoadedReader:
    """Load a token classifier from a checked folder; float32 on a CPU, bfloat16 on a GPU.

    Raises:
        ProfileError: the folder does not hold such a model, or it lacks weights of it.
        GenerationError: there is not enough memory.
    """
    from transformers import AutoModelForTokenClassification

    return LoadedReader(*_load(AutoModelForTokenClassification, folder, device))


def _load(kind: Any, folder: Path, device: str | None) -> tuple[Any, Any, str]:
    import torch
    from huggingface_hub.errors import StrictDataclassError
    from safetensors import SafetensorError
    from transformers import AutoTokenizer
    from transformers.utils import logging

    logging.disable_progress_bar()
    device = device or best_device()
    if device == "cpu":
        # One core stays free: the next question's evidence must not wait for a model that writes.
        torch.set_num_threads(max(1, (os.cpu_count() or 2) - 1))
    dtype = torch.float32 if device == "cpu" else torch.bfloat16
    safe = {"local_files_only": True, "trust_remote_code": False}
    try:
        with _ONE_AT_A_TIME:
            tokenizer = AutoTokenizer.from_pretrained(str(folder), **safe)
            model, told = kind.from_pretrained(str(folder), dtype=dtype, use_safetensors=True, output_loading_info=True, **safe)
            if told["missing_keys"]:
                raise ValueError(f"no weights for {min(told['missing_keys'])}")
            return model.to(device).eval(), tokenizer, device
    except (
        OSError, ValueError, KeyError, TypeError, AttributeError, ImportError, RuntimeError, MemoryError, SafetensorError,
        StrictDataclassError,
    ) as error:  # fmt: skip
        if is_memory(error):
            raise failed("memory", folder.name) from error
        raise unusable("unloadable", folder.name, said=" ".join(str(error).split())[:200]) from error


class _Unwanted(Exception):
    """Ends a model's forward pass that nobody waits for any more."""


class _Pieces:
    """What `generate` hands new tokens to: decodes them and puts whole pieces of text into a queue."""

    def __init__(self, tokenizer: Any) -> None:
        self._tokenizer, self._told = tokenizer, 0
        self._tokens: list[int] = []
        self._prompt = True
        self.queue: queue.Queue[object] = queue.Queue()

    def put(self, value: Any) -> None:
        """Take new token ids; the first call brings the prompt, which is not told."""
        if self._prompt:
            self._prompt = False
            return
        self._tokens.extend(value.reshape(-1).tolist())
        text = self._tokenizer.decode(self._tokens, skip_special_tokens=True)
        if not text.endswith("\ufffd"):
            self._tell(text)

    def end(self) -> None:
        """Tell what is left, and that nothing more comes."""
        self._tell(self._tokenizer.decode(self._tokens, skip_special_tokens=True))
        self.queue.put(_DONE)

    def _tell(self, text: str) -> None:
        if len(text) > self._told:
            self.queue.put(text[self._told :])
            self._told = len(text)


def _generate(model: Any, tokenizer: Any, messages: list[dict[str, str]], max_new_tokens: int) -> Iterator[str]:
    """Pieces of text as the model writes them, "" while nothing is new; leaving the iterator stops it at its next layer."""
    import torch

    unwanted = threading.Event()

    def look(module: Any, args: Any) -> None:
        if threading.get_ident() not in own:
            return
        if unwanted.is_set():
            raise _Unwanted
        QUESTIONS.let_pass()

    inputs = tokenizer.apply_chat_template(
        messages, add_generation_prompt=True, enable_thinking=False, return_tensors="pt", return_dict=True
    ).to(model.device)
    pieces = _Pieces(tokenizer)
    own: list[int] = []

    def run() -> None:
        own.append(threading.get_ident())
        step_back()
        try:
            with torch.inference_mode():
                model.generate(
                    **inputs, max_new_tokens=max_new_tokens, do_sample=False, temperature=None, top_p=None, top_k=None,
                    streamer=pieces,
                    pad_token_id=tokenizer.pad_token_id if tokenizer.pad_token_id is not None else tokenizer.eos_token_id,
                )  # fmt: skip
        except _Unwanted:
            pass
        finally:
            pieces.queue.put(_DONE)

    # Looked at before every layer: a long prompt's first word may be seconds away.
    layers = [layer for layers in model.modules() if isinstance(layers, torch.nn.ModuleList) for layer in layers]
    hooks = [layer.register_forward_pre_hook(look) for layer in layers]
    pool = ThreadPoolExecutor(max_workers=1, thread_name_prefix="beleg-generate")
    work = pool.submit(run)
    try:
        while True:
            try:
                piece = pieces.queue.get(timeout=_HEARTBEAT_S)
            except queue.Empty:
                yield ""
                continue
            if piece is _DONE:
                break
            yield str(piece)
    finally:
        unwanted.set()
        pool.shutdown()
        for hook in hooks:
            hook.remove()
    work.result()


@lru_cache(maxsize=1)
def _chat_class() -> type:
    """The LangChain chat model over a loaded transformers model."""
    from langchain_core.callbacks import CallbackManagerForLLMRun
    from langchain_core.language_models.chat_models import BaseChatModel
    from langchain_core.messages import AIMessage, AIMessageChunk, BaseMessage
    from langchain_core.outputs import ChatGeneration, ChatGenerationChunk, ChatResult

    roles = {"human": "user", "ai": "assistant", "system": "system"}

    class LocalChatModel(BaseChatModel):
        """A local model as LangChain sees it: greedy, thinking off, streaming."""

        model: Any
        tokenizer: Any
        max_new_tokens: int

        @property
        def _llm_type(self) -> str:
            return "beleg-local"

        def _stream(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,
            run_manager: CallbackManagerForLLMRun | None = None,
            **kwargs: Any,
        ) -> Iterator[ChatGenerationChunk]:
            told = [{"role": roles.get(m.type, "user"), "content": str(m.content)} for m in messages]
            for piece in _generate(self.model, self.tokenizer, told, self.max_new_tokens):
                yield ChatGenerationChunk(message=AIMessageChunk(content=piece))

        def _generate(
            self,
            messages: list[BaseMessage],
            stop: list[str] | None = None,
            run_manager: CallbackManagerForLLMRun | None = None,
            **kwargs: Any,
        ) -> ChatResult:
            text = "".join(str(chunk.message.content) for chunk in self._stream(messages, stop, run_manager))
            return ChatResult(generations=[ChatGeneration(message=AIMessage(content=text))])

    return LocalChatModel


def best_spans(
    reader: LoadedReader, question: str, passages: Sequence[str], max_tokens: int = 384
) -> list[tuple[float, int, int]]:
    """For every passage (score, start, end) of its likeliest answer in code points; score is its logit sum minus "no answer"."""
    import torch

    found = []
    for passage in passages:
        coded = reader.tokenizer(
            question, passage, truncation="only_second", max_length=max_tokens, return_offsets_mapping=True, return_tensors="pt"
        )
        offsets = coded.pop("offset_mapping")[0].tolist()
        inside = [n for n, part in enumerate(coded.sequence_ids(0)) if part == 1]
        with torch.inference_mode():
            out = reader.model(**coded.to(reader.device))
        start, end = out.start_logits[0].float(), out.end_logits[0].float()
        none = float(start[0] + end[0])
        pairs = [(float(start[a] + end[b]), a, b) for a in inside for b in inside if a <= b < a + 40]
        score, a, b = max(pairs, default=(none, 0, 0))
        found.append((score - none, offsets[a][0], offsets[b][1]))
    return found
