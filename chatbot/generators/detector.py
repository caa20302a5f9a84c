"""LettuceDetect models as detectors: token classifiers that mark the words of an answer its passages do not support.

Input and labels as the authors train and read them: the question and the passages are the first text, the answer the second;
label 0 of an answer's token is "supported", 1 "unsupported".

Source: Kovács and Recski, "LettuceDetect", https://arxiv.org/abs/2502.17125; https://github.com/KRLabsOrg/LettuceDetect (MIT:
generation/assembly.py for the first text, scripts/train_span_detector.py for the labels). Written anew here.
"""

from __future__ import annotations

import os
import threading
from collections.abc import Mapping, Sequence
from pathlib import Path

from chatbot.generate import failed
from chatbot.generators.model_files import configuration, resolved, revision_of
from chatbot.generators.problems import unusable
from chatbot.generators.transformers_models import LoadedReader, load_detector
from chatbot.profiles import hub_cache, present, profile
from chatbot.second_look import Token

_PROMPT = "User request: {question}\n\n{passages}"
_MAX_TOKENS = 4096  # of both texts, as in LettuceDetect; passages are cut at their end, the answer never


class LettuceDetector:
    """Marks what passages do not support with a model such as KRLabsOrg/lettucedect-v2-mmbert-base; loaded when first used.

    Safe to use from several threads.
    """

    def __init__(self, folder: Path, name: str, device: str | None = None) -> None:
        """Take a checked folder; its configuration is read, its weights are not.

        Raises:
            ProfileError: the folder holds no token classifier with two labels.
        """
        settings = configuration(folder)
        heads, labels = settings.get("architectures") or (), settings.get("id2label") or (0, 1)
        if not any(str(head).endswith("ForTokenClassification") for head in heads) or len(labels) != 2:
            raise unusable("no_detector", folder.name)
        self.name, self.revision = name, revision_of(folder)
        self._folder, self._device = folder, device
        self._loaded: LoadedReader | None = None
        self._loading = threading.Lock()

    def tokens(self, question: str, passages: Sequence[str], answer: str) -> tuple[Token, ...]:
        """The tokens of `answer` in order, each with the probability in 0..1 that the passages do not support it.

        Raises:
            ProfileError: the model cannot be loaded.
            GenerationError: there is not enough memory, or the model gives no numbers.
        """
        import torch

        with self._loading:
            model = self._loaded = self._loaded or load_detector(self._folder, self._device)
        prompt = _PROMPT.format(question=question, passages="\n".join(passages))
        coded = model.tokenizer(
            prompt, answer, truncation="only_first", max_length=_MAX_TOKENS, return_offsets_mapping=True, return_tensors="pt"
        )
        offsets = coded.pop("offset_mapping")[0].tolist()
        with torch.inference_mode():
            logits = model.model(**coded.to(model.device)).logits[0].float()
        unsupported = logits.softmax(-1)[:, 1].tolist()
        found = tuple(
            Token(start, end, unsupported[n])
            for n, (part, (start, end)) in enumerate(zip(coded.sequence_ids(0), offsets, strict=True))
            if part == 1 and answer[start:end].strip()
        )
        if any(token.unsupported != token.unsupported for token in found):
            raise failed("other", self.name, "NaN")
        return found


def open_detector(
    given: str | None, profile_name: str = "embedded", environment: Mapping[str, str] = os.environ
) -> LettuceDetector | None:
    """The detector for a name or folder, else the profile's own where that lies on this machine, else None.

    Nothing is downloaded, and no weights are loaded yet.

    Raises:
        ProfileError: the profile is not known, or the `given` model is not on this machine or is no detector.
    """
    cache = hub_cache(environment)
    own = (model.name for model in profile(profile_name).models if model.kind == "detector" and present(model, cache))
    name = given or next(own, None)
    if name is None:
        return None
    folder = resolved(name, cache)
    return LettuceDetector(folder, folder.name if Path(name).expanduser().is_dir() else name)
