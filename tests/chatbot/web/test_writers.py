"""Choosing who words the answers, as the desk sees it: what is offered, loaded, refused and told."""

from __future__ import annotations

import time
from dataclasses import replace
from html import unescape

import pytest

from chatbot.web.writers import Writers


@pytest.fixture
def writers(bot, tmp_path, monkeypatch):
    monkeypatch.setenv("HF_HUB_CACHE", str(tmp_path))
    return Writers(bot)


def test_without_a_model_the_articles_own_sentences_are_offered_alone(writers, german):
    choice = writers.choice(german)
    assert [value for value, _ in choice.options] == [""] and choice.chosen == ""
    assert "mit den Sätzen der Artikel" in choice.status


def test_a_model_on_this_computer_is_offered(writers, german, tmp_path):
    folder = tmp_path / "models--Qwen--Qwen3-1.7B" / "snapshots" / "a"
    folder.mkdir(parents=True)
    for name in ("config.json", "model.safetensors"):
        (folder / name).touch()
    assert [value for value, _ in writers.choice(german).options] == ["", "Qwen/Qwen3-1.7B"]


def test_a_chosen_model_is_loaded_in_sight_and_then_ready(writers, german, bot):
    bot.gate.clear()
    views = writers.use(" klein ", german)
    assert "wird geprüft" in unescape(next(views).writer.status)
    first = next(views).writer
    assert (first.chosen, bot.model) == ("klein", "klein") and "wird geladen" in first.status and "data-loading" in first.status
    bot.gate.set()
    last = list(views)[-1].writer
    assert last.chosen == "klein" and "formuliert die Antworten" in last.status
    assert list(writers.use("", german))[-1].writer.chosen == "" and bot.model is None
    assert "klein" in [value for value, _ in writers.choice(german).options]


def test_a_model_that_is_not_here_leaves_all_as_it_was_and_says_why(writers, german, bot):
    list(writers.use("klein", german))
    refused = list(writers.use("fehlt", german))[-1].writer
    assert refused.chosen == "klein" == bot.model
    assert "liegt nicht auf diesem Rechner" in refused.status and "Es bleibt, wie es war." in unescape(refused.status)
    assert "fehlt" not in [value for value, _ in refused.options]


def test_a_model_that_cannot_be_loaded_is_taken_back_for_the_one_before(writers, bot, english):
    list(writers.use("klein", english))
    assert list(writers.use("kaputt", english))[-1].writer.chosen == "klein" == bot.model
    list(writers.use("", english))
    refused = list(writers.use("kaputt", english))[-1].writer
    assert bot.model is None and refused.chosen == "" and "no chat template" in refused.status
    assert "kaputt" not in [value for value, _ in refused.options]


def test_a_model_the_page_was_started_with_says_what_is_wrong_with_it(writers, bot, german):
    bot.use("kaputt")
    while bot.generator.loading:
        time.sleep(0.01)
    assert "Kaputt ist kein Modell für Gespräche" in unescape(writers.choice(german).status)


def test_where_several_people_ask_nothing_can_be_chosen(desk, german, bot):
    assert desk.writers is None and list(desk.use_model("klein", german)) == [] and bot.model is None
    assert desk.welcome("0" * 32, german).writer is None


def test_what_is_typed_is_shown_as_text(desk, bot, german):
    chosen = list(replace(desk, writers=Writers(bot)).use_model("<b>x</b>", german))[-1].writer
    assert "<b>" not in chosen.status and "<b>x</b>" in unescape(chosen.status)
