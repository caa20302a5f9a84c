"""The errors the chatbot raises. Every message says what failed, the value seen and what to do."""

from __future__ import annotations

from collections.abc import Mapping


class ChatbotError(Exception):
    """Root of every error that `chatbot` raises on purpose."""


class QuestionError(ChatbotError, ValueError):
    """The question is not usable (empty, too long, control characters) or a setting beside it is not.

    `code` is stable ("empty", "too_long", …); `texts` has the message by language ("de", "en") where both are known.
    """

    def __init__(self, message: str, code: str = "unusable", texts: Mapping[str, str] | None = None) -> None:
        """Keep the message, its code and its languages."""
        super().__init__(message)
        self.code = code
        self.texts: Mapping[str, str] = texts or {}


class PromptError(ChatbotError, ValueError):
    """A prompt file is missing, or a variable is missing or unknown; the message names it."""


class ProfileError(ChatbotError, ValueError):
    """A model profile or model name is not known or not usable on this machine; the message says what to do.

    `texts` has the message by language ("de", "en") where both are known; the exception's own text is English.
    """

    def __init__(self, message: str, texts: Mapping[str, str] | None = None) -> None:
        """Keep the message and its languages."""
        super().__init__(message)
        self.texts: Mapping[str, str] = texts or {}


class GenerationError(ChatbotError, RuntimeError):
    """A language model failed (time-out, out of memory, server gone); the evidence answer stands.

    `texts` has the message by language ("de", "en") where both are known; the exception's own text is English.
    """

    def __init__(self, message: str, texts: Mapping[str, str] | None = None) -> None:
        """Keep the message and its languages."""
        super().__init__(message)
        self.texts: Mapping[str, str] = texts or {}


class GoldError(ChatbotError, ValueError):
    """A gold file is malformed; the message names the file, the line and the reason."""
