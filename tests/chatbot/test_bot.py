"""The chatbot from question to answer, on small indexes."""

import json
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from chatbot import Chatbot, QuestionError, Turn
from index import Article, NewsIndex
from index.errors import QueryError

ROOT = Path(__file__).resolve().parents[2]
ARTICLES = [
    Article(
        "haubitzen",
        "Estland rüstet auf",
        "Das baltische Estland erwirbt in Frankreich zwölf Haubitzen vom Typ Caesar. Das teilte das Verteidigungszentrum in "
        "Tallinn mit. Sechs Haubitzen sollen bis Ende 2024 geliefert werden.",
        "Tagblatt",
        published="2024-06-20",
        agencies=("dpa",),
    ),
    Article(
        "haubitzen-b",
        "Zwölf Haubitzen für Estland",
        "Estland kauft zwölf Haubitzen vom Typ Caesar in Frankreich, wie das Zentrum in Tallinn bekannt gab.",
        "Abendpost",
        published="2024-06-21",
        agencies=("dpa",),
    ),
    Article(
        "delegation",
        "Putin in Hanoi",
        "Wladimir Putin traf am Mittwoch in Hanoi ein. Es ist seine fünfte Visite in Vietnam als Staatschef.\n\n"
        "Zu Putins Delegation gehören Alexander Fomin, Dmitri Schugajew und Alexander Michejew.",
        "Morgenblatt",
        url="https://example.org/hanoi",
        published="2024-06",
    ),
    Article(
        "delegation-b",
        "Wer Putin begleitet",
        "In der Delegation Putins sind neben Vizeminister Alexander Fomin auch Dmitri Schugajew und Alexander Michejew.",
        "Rundschau",
        published="2024-06",
    ),
    Article(
        "alt",
        "Wahl in Norwegen",
        "Bei der Wahl in Norwegen gewann im September 2021 Jonas Gahr Støre.",
        "Nordblatt",
        published="2021-09",
    ),
]


@pytest.fixture(scope="module")
def bot():
    with NewsIndex.open(embedder=None) as news:
        news.add_articles(ARTICLES)
        yield Chatbot.open(news)


def check(answer):
    """What must be true of every answer."""
    assert [c.number for c in answer.citations] == list(range(1, len(answer.citations) + 1))
    assert len({c.article.id for c in answer.citations}) == len(answer.citations)
    first_use = list(dict.fromkeys(n for s in answer.sentences for n in sorted(s.citations)))
    assert sorted(first_use) == [c.number for c in answer.citations]
    for c in answer.citations:
        assert c.quotes
        for quote in c.quotes:
            assert c.article.text[quote.start : quote.end] == quote.quote
            assert 0.0 <= quote.score <= 1.0
            p = quote.passage
            assert p.start <= quote.start <= quote.end <= p.end
            assert c.article.text[p.start : p.end] == p.text
            if quote.span:
                assert quote.start <= quote.span[0] < quote.span[1] <= quote.end
    assert bool(answer.citations) != answer.refused
    assert 0.0 <= answer.confidence <= 1.0
    json.dumps(answer.to_dict())


def test_a_list_question_names_all_and_cites_everybody_who_says_so(bot):
    answer = bot.ask("Wer gehörte zu Putins Delegation?", today="2024-06-25")
    check(answer)
    assert not answer.refused
    assert all(name in answer.text for name in ("Fomin", "Schugajew", "Michejew"))
    assert {c.article.id for c in answer.citations} >= {"delegation", "delegation-b"}
    assert "2 unabhängige Quellen" in answer.notes


def test_two_prints_of_one_agency_report_are_one_source(bot):
    answer = bot.ask("Wie viele Haubitzen kauft Estland?", today="2024-06-25")
    check(answer)
    assert "zwölf" in answer.text
    assert "1 unabhängige Quelle in 2 Artikeln" in answer.notes


def test_an_english_question_gets_an_english_frame_and_german_quotes(bot):
    answer = bot.ask("Who was in Putin's delegation?", today="2026-01-01")
    check(answer)
    assert answer.language == "en"
    assert "Fomin" in answer.text
    assert "As of June 2024" in answer.notes


def test_a_sentence_that_points_back_brings_the_one_that_names_the_subject(bot):
    answer = bot.ask("Die wievielte Visite in Vietnam ist es für Putin?")
    check(answer)
    assert answer.text.index("Wladimir Putin traf") < answer.text.index("fünfte Visite")


def test_what_the_articles_do_not_say_is_refused_with_the_nearest_and_the_missing(bot):
    answer = bot.ask("Welchen Preis gewann die Sängerin Nena Kowalski in Cannes?")
    check(answer)
    assert answer.refused
    assert answer.citations == ()
    assert "Kowalski" in answer.text
    assert answer.hits


def test_a_refusal_names_the_things_that_no_article_speaks_of(bot):
    assert "fehlt: „Elefanten“, „Leipziger“, „Zoo“." in bot.ask("Wie viele Elefanten hat der Leipziger Zoo?").text


def test_an_english_refusal_is_english(bot):
    answer = bot.ask("Which prize did the singer Nena Kowalski win in Cannes?")
    assert answer.refused
    assert answer.sentences[0].text.startswith("I find no evidence")


def test_a_follow_up_is_rewritten_and_shown(bot):
    turns = (Turn("Wie viele Haubitzen kauft Estland?", "Zwölf [1]."),)
    answer = bot.ask("Und wo?", turns)
    assert answer.question == "Und wo?"
    assert "Estland" in answer.asked
    assert "Frankreich" in answer.text


def test_the_stream_grows_to_the_answer(bot):
    question = "Die wievielte Visite in Vietnam ist es für Putin?"
    steps = list(bot.stream(question))
    assert len(steps) > 1
    assert [len(s.sentences) for s in steps] == sorted(len(s.sentences) for s in steps)
    final = bot.ask(question)
    assert replace(steps[-1], seconds=0.0) == replace(final, seconds=0.0)
    assert all(step.text == final.text[: len(step.text)] for step in steps)


def test_asking_twice_gives_the_same(bot):
    one, two = (bot.ask("Wer gehörte zu Putins Delegation?", today="2024-06-25") for _ in range(2))
    assert replace(one, seconds=0.0) == replace(two, seconds=0.0)


def test_filters_limit_what_is_searched(bot):
    assert {h.article.id for h in bot.ask("Wer gewann die Wahl?", until="2022").hits} == {"alt"}
    assert bot.ask("Wer gewann die Wahl in Norwegen?", since="2023", sources=["Nordblatt"]).refused


def test_a_time_of_reporting_in_the_question_filters_and_explicit_dates_win(bot):
    found = bot.ask("Was geschah vorige Woche in Estland?", today="2024-06-26")
    assert {h.article.id for h in found.hits} <= {"haubitzen", "haubitzen-b", "delegation", "delegation-b"}
    assert {h.article.id for h in bot.ask("Was geschah vorige Woche bei der Wahl?", until="2022", today="2024-06-26").hits} == {
        "alt"
    }


def test_a_time_without_articles_falls_back_and_says_so(bot):
    answer = bot.ask("Wie viele Haubitzen kaufte Estland letzten Monat?", today="2026-01-10")
    assert not answer.refused
    assert any("letzten Monat" in note for note in answer.notes)


def test_what_one_country_did_is_not_told_of_another(bot):
    assert not bot.ask("Wie viele Haubitzen kauft Estland?").refused
    assert bot.ask("Wie viele Haubitzen kauft Lettland?").refused
    assert bot.ask("How many howitzers is Latvia buying?").refused


def test_what_happened_at_a_time_without_articles_is_not_told_by_others(bot):
    answer = bot.ask("Was geschah letzten Monat in Estland?", today="2026-01-10")
    assert answer.refused and answer.confidence == 0 and any("letzten Monat" in note for note in answer.notes)


@pytest.mark.parametrize("question", ["Was geschah gestern in Norwegen?", "What happened last week in Norway?"])
def test_what_happened_at_a_time_with_other_articles_is_not_told_from_other_days(bot, question):
    answer = bot.ask(question, today="2024-06-22" if "gestern" in question else "2024-06-26")
    assert answer.refused and answer.citations == () and answer.notes == ()
    assert {h.article.id for h in answer.hits} <= {"haubitzen", "haubitzen-b", "delegation", "delegation-b"}


def test_words_that_count_from_today_need_not_stand_in_an_article_from_then(bot):
    for question in (
        "Wie viele Haubitzen kaufte Estland vor acht Monaten?",
        "How many howitzers did Estonia buy eight months ago?",
    ):
        then = bot.ask(question, today="2025-02-20")
        assert not then.refused and "zwölf" in then.text
        assert not any("acht" in note or "eight" in note for note in then.notes)
    other = bot.ask("Wie viele Haubitzen kaufte Estland vor fünf Jahren?", today="2025-02-20")
    assert other.refused and "fünf" not in other.text
    assert any("vor fünf Jahren" in note for note in other.notes)


def test_what_no_article_of_a_time_of_reporting_proves_is_searched_in_all(bot):
    answer = bot.ask("Wer gewann laut Artikeln vom Juni 2024 die Wahl in Norwegen?", today="2024-06-26")
    check(answer)
    assert "Støre" in answer.text
    assert any("Juni 2024" in note for note in answer.notes)


def test_a_refusal_says_too_that_a_time_was_left(bot):
    answer = bot.ask("Welchen Preis gewann Nena Kowalski gestern in Cannes?", today="2026-01-10")
    assert answer.refused
    assert any("gestern" in note for note in answer.notes)


def test_an_event_of_a_year_is_answered_from_a_later_article(bot):
    answer = bot.ask("Was geschah 2021 bei der Wahl in Norwegen?", today="2026-01-10")
    assert not answer.refused
    later = Article("krim", "Rückblick", "Russland besetzte 2014 die Halbinsel Krim.", published="2024-03-18")
    with NewsIndex.open(embedder=None) as news:
        news.add_articles([later, Article("alt", "Wetter", "Es regnete auf der Insel Rügen.", published="2014-05-01")])
        answer = Chatbot.open(news).ask("Was geschah 2014 auf der Krim?", today="2024-06-20")
        elsewhere = Chatbot.open(news).ask("Was geschah 2014 auf Sylt?", today="2024-06-20")
    assert {c.article.id for c in answer.citations} == {"krim"}
    assert elsewhere.refused


def test_two_questions_in_one_are_both_answered(bot):
    answer = bot.ask("Wie viele Haubitzen kauft Estland, und wer gehörte zu Putins Delegation?")
    check(answer)
    assert "zwölf" in answer.text
    assert "Fomin" in answer.text


def test_part_of_a_double_question_can_stay_open(bot):
    answer = bot.ask("Wie viele Haubitzen kauft Estland, und welchen Preis gewann Nena Kowalski in Cannes?")
    check(answer)
    assert any("Kowalski" in note for note in answer.notes)


def test_bad_input_is_an_error_and_no_refusal(bot):
    with pytest.raises(QuestionError):
        bot.ask("   ")
    with pytest.raises(QuestionError):
        bot.ask("Wer?", today="gestern")
    with pytest.raises(QueryError):
        bot.ask("Wer?", since="niemals")


def test_an_empty_index_is_told():
    with NewsIndex.open(embedder=None) as news:
        answer = Chatbot.open(news).ask("Wer gehörte zu Putins Delegation?")
    assert answer.refused
    assert answer.hits == ()


def test_sources_that_disagree_are_both_shown():
    articles = [
        Article(
            "a",
            "Brand in Wien",
            "Bei dem Brand in Wien starben 12 Menschen, teilte die Polizei mit.",
            "A",
            published="2024-06-01",
        ),
        Article(
            "b", "Feuer in Wien", "Bei dem Brand in Wien starben 15 Menschen, sagte die Feuerwehr.", "B", published="2024-06-02"
        ),
    ]
    with NewsIndex.open(embedder=None) as news:
        news.add_articles(articles)
        answer = Chatbot.open(news).ask("Wie viele Menschen starben bei dem Brand in Wien?", today="2024-06-03")
    check(answer)
    assert "12" in answer.text
    assert "15" in answer.text
    assert any("A, 1. Juni 2024" in note and "B, 2. Juni 2024" in note for note in answer.notes)


@pytest.mark.slow
def test_asking_imports_no_torch_and_answers_from_a_fresh_process(tmp_path):
    code = (
        "import sys\nfrom chatbot import Chatbot\n"
        "answer = Chatbot.open().ask('Wer gehörte zu Putins Delegation?')\n"
        "assert not answer.refused and 'torch' not in sys.modules and 'transformers' not in sys.modules, answer.text\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=ROOT,
        env={"BELEG_HOME": str(tmp_path), "PATH": ""},
        check=False,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
