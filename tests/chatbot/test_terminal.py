"""The terminal: one answer, and a conversation."""

import io
import json

import pytest

from chatbot import Chatbot
from chatbot.__main__ import main
from chatbot.terminal import chat, shown
from index import Article, NewsIndex

pytestmark = pytest.mark.slow
ARTICLE = Article(
    "haubitzen", "Estland rüstet auf", "Estland kauft in Frankreich zwölf Haubitzen vom Typ Caesar.", "Tagblatt",
    url="https://example.org/a", published="2024-06-20",
)  # fmt: skip


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    path = tmp_path_factory.mktemp("index")
    with NewsIndex.open(path) as news:
        news.add_articles([ARTICLE])
    return path


def test_an_answer_shows_quote_source_date_and_address(folder):
    with Chatbot.open(folder) as bot:
        text = shown(bot.ask("Wie viele Haubitzen kauft Estland?"))
    assert "[1] Estland rüstet auf (Tagblatt, 20. Juni 2024)" in text
    assert "zwölf" in text
    assert "https://example.org/a" in text


def test_a_conversation_keeps_its_turns_and_survives_errors(folder):
    out = io.StringIO()
    lines = io.StringIO("Wie viele Haubitzen kauft Estland?\n\x01\nUnd wo?\n:sources\n:help\n:new\n:quit\nnie gelesen\n")
    with Chatbot.open(folder) as bot:
        assert chat(bot, lines=lines, out=out) == 0
    text = out.getvalue()
    assert "Fehler: Die Frage enthält Steuerzeichen" in text
    assert "Gesucht: Wo" in text
    assert "Tagblatt" in text
    assert "nie gelesen" not in text


def test_the_conversation_ends_with_its_input(folder):
    with Chatbot.open(folder) as bot:
        assert chat(bot, lines=io.StringIO(""), out=io.StringIO()) == 0


def test_ask_prints_one_json_object(folder, capsys):
    assert main(["ask", "Wie viele Haubitzen kauft Estland?", "--index", str(folder), "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    quote = data["citations"][0]["quotes"][0]
    assert ARTICLE.text[quote["start"] : quote["end"]] == quote["text"]
    assert {
        "question",
        "asked",
        "text",
        "refused",
        "confidence",
        "generator",
        "index_revision",
        "seconds",
        "sentences",
        "hits",
    } <= set(data)


def test_an_honest_refusal_is_no_error(folder, capsys):
    assert main(["ask", "Wer sang in Malmö beim Wettbewerb?", "--index", str(folder)]) == 0
    assert "keinen Beleg" in capsys.readouterr().out


def test_errors_go_to_standard_error_with_code_2(folder, capsys):
    assert main(["ask", "   ", "--index", str(folder)]) == 2
    assert main(["ask", "Wer?", "--index", str(folder), "--since", "nie"]) == 2
    assert capsys.readouterr().err.count("Fehler:") == 2
