import html
import json
import re
from dataclasses import replace

import pytest

from chatbot.web.answer_html import confidence_key, conversation_html, exchange_html, found_hits, nearest_quote, spoken
from chatbot.web.conversation import Exchange, Limits
from chatbot.web.problems import Problem
from chatbot.web.texts import Texts

QUESTION = "Wer gehört zur Delegation?"


@pytest.fixture
def done(bot) -> Exchange:
    return Exchange(3, QUESTION, state="done", answer=list(bot.stream(QUESTION))[-1])


def commands(markup: str) -> list[dict]:
    return [json.loads(html.unescape(found)) for found in re.findall(r'data-do="([^"]+)"', markup)]


def visible(markup: str) -> str:
    inline = re.sub(r"</?b(?: [^>]*)?>", "", markup)
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", inline)).split())


def test_every_sentence_has_its_words_its_numbers_and_its_support_in_words(done, german):
    shown = visible(exchange_html(done, german))
    assert "Begleitet wird er von einer Delegation. 1 ✓ belegt" in shown


@pytest.mark.parametrize(
    ("support", "said"), [("belegt", "✓ belegt"), ("teilweise", "◐ teilweise belegt"), ("nicht belegt", "✕ nicht belegt")]
)
def test_support_is_told_by_a_word_and_a_sign_not_by_colour_alone(done, german, support, said):
    sentences = (replace(done.answer.sentences[0], support=support),)
    assert said in visible(exchange_html(replace(done, answer=replace(done.answer, sentences=sentences)), german))


def test_a_number_opens_its_citation_at_the_quote_of_its_sentence(done, german):
    assert {"do": "cite", "turn": 3, "number": 1, "quote": 0} in commands(exchange_html(done, german))


def test_a_number_leads_to_the_nearest_quote_of_its_article_where_the_sentence_is_another_ones(done):
    citation, sentence = done.answer.citations[0], done.answer.sentences[0]
    first = replace(citation.quotes[0], quote="Das Wetter war schlecht.")
    other = replace(citation.quotes[0], quote="Eine Delegation\nbegleitet ihn,  heißt es.")
    both = replace(citation, quotes=(first, other))
    assert nearest_quote(both, replace(sentence, text="Ihn begleitet eine Delegation.")) == 1
    assert nearest_quote(both, replace(sentence, text="Davon steht nirgends etwas")) == 0
    assert nearest_quote(both, replace(sentence, text="Eine Delegation begleitet ihn, heißt es.")) == 1


def test_a_quote_is_marked_with_its_articles_language_and_a_reworded_sentence_with_the_answers(done):
    english = Texts("en")
    markup = exchange_html(done, english)
    assert '<span class="words" lang="de">' in markup and 'data-lang="de"' in markup
    reworded = (replace(done.answer.sentences[0], text="He came with a delegation."),)
    own_words = replace(done.answer, sentences=reworded, language="en")
    markup = exchange_html(replace(done, answer=own_words), english)
    assert '<span class="words" lang="en">He' in markup and 'data-lang="en"' in markup


def test_the_answering_words_stand_out_in_the_sentence_that_is_their_quote(done, german):
    citation = done.answer.citations[0]
    quote = citation.quotes[0]
    at = quote.quote.index("Delegation") + quote.start
    marked = replace(citation, quotes=(replace(quote, span=(at, at + len("Delegation"))),))
    answer = replace(
        done.answer,
        citations=(marked, *done.answer.citations[1:]),
        sentences=(replace(done.answer.sentences[0], text=quote.quote),),
    )
    markup = exchange_html(replace(done, answer=answer), german)
    assert '<b class="answering">Delegation</b>' in markup
    reworded = replace(answer, sentences=(replace(answer.sentences[0], text="In anderen Worten zur Delegation."),))
    assert "answering" not in exchange_html(replace(done, answer=reworded), german)


def test_what_was_only_found_is_listed_apart_from_what_is_cited(bot, german):
    answer = list(bot.stream("Panzerhaubitzen Strom Delegation Estland"))[-1]
    cited = replace(answer, citations=answer.citations[:1], sentences=answer.sentences[:1])
    found = found_hits(cited)
    assert found and not {h.article.id for h in found} & {c.article.id for c in cited.citations}
    markup = exchange_html(Exchange(1, "x", state="done", answer=cited), german)
    assert f"Auch gefunden ({len(found)})" in visible(markup)


def test_a_refusal_says_so_and_lists_the_nearest_articles(bot, german):
    answer = list(bot.stream("Wird es Strom geben?"))[-1]
    assert answer.refused
    markup = exchange_html(Exchange(1, "x", state="done", answer=answer), german)
    assert "Keine Belege gefunden" in visible(markup)
    assert "Selenskyj spricht über Strom" in visible(markup)
    assert [c["do"] for c in commands(markup)][0] == "hit"
    assert "belegt" not in visible(markup).replace("Keine Belege gefunden", "")


def test_an_error_looks_different_from_a_refusal(german):
    markup = exchange_html(Exchange(1, "x", state="failed", problem=Problem("error.index")), german)
    assert 'class="problem"' in markup and "refusal" not in markup
    assert "Keine Belege" not in visible(markup)


def test_a_problem_the_bot_worded_itself_is_said_in_the_pages_language():
    failed = Exchange(1, "x", state="failed", problem=Problem("error.question", given={"de": "So nicht.", "en": "Not so."}))
    assert "So nicht." in visible(exchange_html(failed, Texts("de")))
    assert "Not so." in visible(exchange_html(failed, Texts("en")))


def test_the_question_as_searched_is_shown_only_when_it_differs(done, german):
    assert "Gesucht wurde" not in visible(exchange_html(done, german))
    other = replace(done, answer=replace(done.answer, asked="Wer gehört zu Putins Delegation?"))
    assert "Gesucht wurde: Wer gehört zu Putins Delegation?" in visible(exchange_html(other, german))


def test_notes_and_limits_are_shown(done, german):
    shown = visible(exchange_html(replace(done, limits=Limits("2024-06", None, ("WELT",))), german))
    assert "Stand: Juni 2024" in shown
    assert "Eingegrenzt auf: ab Juni 2024, WELT" in shown


def test_confidence_is_said_in_words_never_as_a_number(done, german):
    shown = visible(exchange_html(done, german))
    assert "passen sehr gut zur Frage" in shown
    assert "0.85" not in shown and "85" not in shown
    assert [confidence_key(c) for c in (0.0, 0.5, 0.8, 1.0)] == [
        "confidence.low", "confidence.middle", "confidence.high", "confidence.high",
    ]  # fmt: skip


def test_a_growing_answer_is_marked_busy_and_offers_no_actions_yet(done, german):
    markup = exchange_html(replace(done, state="writing"), german)
    assert " data-busy" in markup and "Antwort kopieren" not in markup
    assert " data-busy" not in exchange_html(done, german)


def test_a_stopped_answer_keeps_what_was_written(done, german):
    shown = visible(exchange_html(replace(done, state="stopped"), german))
    assert "Begleitet wird er" in shown and "Angehalten" in shown


def test_a_screen_reader_hears_the_answer_only_when_it_is_finished(done, german):
    assert spoken(replace(done, state="writing"), german) == ""
    assert spoken(done, german).startswith("Antwort. Begleitet wird er")


def test_a_verdict_is_shown_as_pressed_and_asks_for_a_note(done, german):
    markup = exchange_html(replace(done, verdict="bad"), german)
    assert markup.count('aria-pressed="true"') == 1
    assert 'id="note-3"' in markup
    assert 'id="note-3"' not in exchange_html(replace(done, verdict="bad", noted=True), german)


def test_the_copied_text_holds_the_answer_and_its_sources(done, german):
    copied = html.unescape(re.search(r'data-copy="([^"]+)"', exchange_html(done, german)).group(1))
    assert done.answer.text in copied
    assert "[1] Putin wirbt in Hanoi um Partner, WELT, 20. Juni 2024, https://example.org/hanoi" in copied


def test_markup_in_question_answer_and_notes_is_text(done, german):
    bad = '"><script>x</script><img src=http://evil.example>'
    sentences = (replace(done.answer.sentences[0], text=bad),)
    answer = replace(done.answer, sentences=sentences, notes=(bad,), asked=bad)
    markup = exchange_html(replace(done, question=bad, answer=answer), german)
    assert "<script" not in markup and "<img" not in markup
    assert "\n" not in markup


def test_a_conversation_is_its_exchanges_in_order(done, german):
    markup = conversation_html([done, replace(done, number=4, question="Zwei?")], german)
    assert markup.index('data-turn="3"') < markup.index('data-turn="4"')
