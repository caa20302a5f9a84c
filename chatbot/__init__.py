"""A question in, a cited answer out."""

from __future__ import annotations

from chatbot.bot import Chatbot
from chatbot.errors import ChatbotError, QuestionError
from chatbot.types import Answer, Citation, Evidence, Sentence, Turn

__all__ = ["Answer", "Chatbot", "ChatbotError", "Citation", "Evidence", "QuestionError", "Sentence", "Turn"]
