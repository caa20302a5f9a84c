"""Who words the answers: the language models a page offers, and what becomes of choosing one."""

from __future__ import annotations

import time
from collections.abc import Iterator
from dataclasses import dataclass, field

from chatbot.errors import ChatbotError, GenerationError, ProfileError
from chatbot.profiles import PROFILES, hub_cache, present
from chatbot.web.bot import Bot
from chatbot.web.escaping import encode
from chatbot.web.inputs import MAX_FIELD
from chatbot.web.problems import Problem
from chatbot.web.texts import Texts
from chatbot.web.view import Choice, View

_LOOK_S = 0.2
_MOST = 12


@dataclass
class Writers:
    """The models that can be chosen, for everybody who asks this bot: offered only where that is one person."""

    bot: Bot
    tried: list[str] = field(default_factory=list)

    def choice(self, texts: Texts, problem: str = "", stands: str = "") -> Choice:
        """What can be chosen, what is, and in words how it stands or, with a `problem`, why something else could not be."""
        now = self.bot.model
        here = [model.name for kit in PROFILES for model in kit.models if model.kind == "chat" and present(model, hub_cache())]
        names = dict.fromkeys([*here, *self.tried, *([now] if now else [])])
        options = (("", texts("model.none")), *((name, name) for name in names))
        status = _status_html(problem or stands or self._stands(texts), texts, bool(problem), self.loading)
        return Choice(options, now or "", status)

    @property
    def loading(self) -> bool:
        """Whether the chosen model is still being loaded."""
        return bool(getattr(self.bot.generator, "loading", False))

    def use(self, name: object, texts: Texts) -> Iterator[View]:
        """The page after a model was chosen or typed ("" for none): while it is being loaded, then once it can write."""
        wanted = name.strip()[:MAX_FIELD] if isinstance(name, str) else ""
        before = self.bot.model
        if wanted != (before or ""):
            yield View(writer=self.choice(texts, stands=texts("model.checking", name=wanted) if wanted else ""))
            try:
                self.bot.use(wanted or None)
            except ChatbotError as error:
                yield View(writer=self.choice(texts, _said(error, texts)))
                return
        if wanted and wanted not in self.tried:
            self.tried = [*self.tried, wanted][-_MOST:]
        yield View(writer=self.choice(texts))
        generator = self.bot.generator
        while getattr(generator, "loading", False) and self.bot.generator is generator:
            time.sleep(_LOOK_S)
        if generator is None or self.bot.generator is not generator or not hasattr(generator, "loading"):
            return
        problem = getattr(generator, "problem", None)
        if problem is None:
            yield View(writer=self.choice(texts))
            return
        self.tried = [name for name in self.tried if name != wanted]
        self.bot.use(before if before != wanted else None)
        yield View(writer=self.choice(texts, _said(problem, texts)))

    def _stands(self, texts: Texts) -> str:
        """In words: nobody, a model that is still being loaded, one that could not be, or one that writes."""
        name, generator = self.bot.model, self.bot.generator
        if name is None:
            return texts("model.evidence")
        if getattr(generator, "loading", False):
            return texts("model.loading", name=name)
        problem = getattr(generator, "problem", None)
        return _reason(problem, texts) if problem else texts("model.ready", name=name)


def _reason(error: ChatbotError, texts: Texts) -> str:
    """The error as a sentence in the reader's language; a model's own where it has one."""
    given = error.texts if isinstance(error, (ProfileError, GenerationError)) else {}
    said = Problem("error.generation", given=given).said(texts).rstrip(".")
    return f"{said[:1].upper()}{said[1:]}."


def _said(error: ChatbotError, texts: Texts) -> str:
    return f"{_reason(error, texts)} {texts('model.failed')}"


def _status_html(words: str, texts: Texts, wrong: bool, loading: bool) -> str:
    kind = f'class="{"problem" if wrong else "hint"}"{" data-loading" if loading else ""}'
    return f'<p {kind} role="status">{encode(words)}</p><p class="hint">{encode(texts("model.server_hint"))}</p>'
