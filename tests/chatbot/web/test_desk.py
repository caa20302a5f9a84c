import html
import json
import logging
import time
from dataclasses import replace

import pytest
from web_fakes import SmallBot

from chatbot.bot import Chatbot
from chatbot.ranker import Ranker
from chatbot.settings import Settings
from chatbot.web.commands import obey
from chatbot.web.starters import Starter
from chatbot.web.texts import Texts
from index.news_index import NewsIndex
from tests.chatbot.writing_parts import HOWITZERS, Silent

TOKEN = "a" * 32
QUESTION = "Wer gehört zur Delegation?"


def ask(desk, question=QUESTION, since="", until="", sources=(), texts=None):
    return list(desk.ask(TOKEN, question, since, until, list(sources), texts or Texts("de")))


def do(desk, **command):
    return obey(desk, TOKEN, json.dumps(command), Texts("de"))


def test_a_question_shows_the_search_then_a_growing_answer_then_its_source(desk):
    views = ask(desk)
    assert "Beleg sucht" in views[0].current
    assert all("data-busy" in v.current for v in views[:-1])
    assert "data-busy" not in views[-1].current
    assert "<mark" in views[-1].source and "Delegation" in views[-1].source


def test_the_second_question_moves_the_first_one_up(desk):
    ask(desk)
    views = ask(desk, "Was kauft Estland: Panzerhaubitzen?")
    assert 'data-turn="1"' in views[0].earlier
    assert 'data-turn="2"' in views[0].current
    assert all(v.earlier is None for v in views[1:])


def test_earlier_exchanges_are_given_to_the_bot_as_turns(desk):
    ask(desk)
    ask(desk, "Und wann?")
    assert [t.question for t in desk.bot.asked[1]["turns"]] == [QUESTION]


def test_limits_reach_the_bot_as_iso_dates_and_names(desk):
    ask(desk, since="06.2024", until="", sources=["WELT"])
    asked = desk.bot.asked[-1]
    assert (asked["since"], asked["until"], asked["sources"]) == ("2024-06", None, ("WELT",))


@pytest.mark.parametrize(
    ("question", "since", "said"),
    [
        ("", "", "erst eine Frage"),
        ("x" * 1001, "", "höchstens 1.000"),
        (QUESTION, "gestern", "kein Datum"),
        ("unlesbar", "", "anders formulieren"),
        ("kaputt", "", "unerwarteter Fehler"),
    ],
)
def test_what_goes_wrong_is_said_and_never_looks_like_a_refusal(desk, question, since, said, caplog):
    with caplog.at_level(logging.CRITICAL):
        last = ask(desk, question, since)[-1]
    assert said in html.unescape(last.current)
    assert 'class="problem"' in last.current and "refusal" not in last.current
    assert "nobody foresaw" not in last.current


def test_a_failed_try_leaves_the_page_when_the_next_one_begins(desk):
    ask(desk, QUESTION, "gestern")
    views = ask(desk)
    assert views[0].earlier == ""
    assert 'data-turn="2"' in views[-1].current


def test_stopping_keeps_what_was_written_and_ends_the_answer(desk):
    running = desk.ask(TOKEN, f"langsam: {QUESTION}", "", "", [], Texts("de"))
    next(running)
    next(running)
    assert "data-busy" not in desk.stop(TOKEN, Texts("de")).current
    assert not [view for view in running if "data-busy" in view.current]
    assert "Angehalten" in desk.welcome(TOKEN, Texts("de")).current


def test_stop_ends_a_language_model_in_the_middle_of_its_sentence(desk, tmp_path, german):
    with NewsIndex.open(tmp_path / "index", embedder=None) as news:
        news.add_articles([HOWITZERS])
        model = Silent()
        bot = Chatbot(news, Settings.from_environment(), Ranker(None, None), model)
        written = replace(desk, bot=bot)
        running = written.ask(TOKEN, "Wie viele Panzerhaubitzen kauft Estland?", "", "", [], german)
        while "zwölf Haubitzen" not in next(running).current:
            pass
        written.stop(TOKEN, german)
        begin = time.monotonic()
        list(running)
        assert time.monotonic() - begin < 1.0
        assert model.closed.wait(2.0), "the model was not let go"


def test_a_second_question_waits_for_the_first_and_may_be_asked_after_a_stop(desk, german):
    running = desk.ask(TOKEN, f"langsam: {QUESTION}", "", "", [], german)
    next(running)
    second = ask(desk)
    assert len(second) == 1 and 'data-turn="1"' in second[0].current and "data-busy" in second[0].current
    desk.stop(TOKEN, german)
    assert 'data-turn="2"' in ask(desk)[-1].current


def test_the_end_of_a_stopped_answer_leaves_the_next_question_alone(desk, german):
    stopped = desk.ask(TOKEN, f"langsam: {QUESTION}", "", "", [], german)
    next(stopped)
    desk.stop(TOKEN, german)
    following = desk.ask(TOKEN, QUESTION, "", "", [], german)
    next(following)
    stopped.close()
    assert 'class="turn done"' in list(following)[-1].current
    assert [e.state for e in desk.conversations.exchanges(TOKEN)] == ["stopped", "done"]


def test_an_answer_cleared_away_while_it_was_made_does_not_come_back(desk, german):
    cleared = desk.ask(TOKEN, f"langsam: {QUESTION}", "", "", [], german)
    next(cleared)
    desk.clear(TOKEN, german)
    following = desk.ask(TOKEN, "Was kauft Estland: Panzerhaubitzen?", "", "", [], german)
    next(following)
    assert list(cleared) == []
    assert "Panzerhaubitzen" in list(following)[-1].current
    assert [e.question for e in desk.conversations.exchanges(TOKEN)] == ["Was kauft Estland: Panzerhaubitzen?"]


def test_a_page_closed_in_the_middle_leaves_no_answer_running(desk):
    running = desk.ask(TOKEN, f"langsam: {QUESTION}", "", "", [], Texts("de"))
    next(running)
    running.close()
    assert not desk.conversations.exchanges(TOKEN)[0].running


def test_a_reload_or_a_change_of_language_brings_the_conversation_back(desk):
    ask(desk)
    ask(desk, "Was kauft Estland: Panzerhaubitzen?")
    back = desk.welcome(TOKEN, Texts("en"))
    assert 'data-turn="1"' in back.earlier and 'data-turn="2"' in back.current
    assert "proved" in back.current
    assert "Source 1" in back.source.replace("&#32;", " ")


def test_another_page_sees_nothing_of_it(desk):
    ask(desk)
    assert "data-turn" not in desk.welcome("b" * 32, Texts("de")).current


def test_clearing_brings_the_starter_questions_back(desk, german):
    ask(desk)
    view = desk.clear(TOKEN, german)
    assert view.earlier == "" and 'data-ask="Wer?"' in view.current
    assert 'data-ask="Who?"' in desk.clear(TOKEN, Texts("en")).current


def test_a_starter_question_is_offered_only_where_its_articles_are(desk, german):
    starters = (Starter("Wer?", ("delegation", "strom")), Starter("Woher?", ("delegation", "anderswo")))
    offered = replace(desk, starters=starters).current((), german)
    assert 'data-ask="Wer?"' in offered and "Woher" not in offered


def test_adding_and_removing_an_article_changes_all_that_depends_on_it(desk, shelf, german):
    own = replace(desk, bot=SmallBot(shelf.index), shelf=shelf)
    busy, added = own.paste(TOKEN, ("Zoo", "Der Zoo in Ulm öffnet am dritten Mai.", "Ulmer Blatt", ""), german)
    assert "nimmt die Artikel auf" in html.unescape(busy.report) and busy.library is None
    assert "kennt 4 Artikel" in html.unescape(added.current)
    assert "Ulmer Blatt" in added.sources
    article = next(a for a in shelf.index.articles() if a.title == "Zoo")
    removed = obey(own, TOKEN, json.dumps({"do": "remove", "id": article.id}), german)
    assert "kennt 3 Artikel" in html.unescape(removed.current) and "Ulmer Blatt" not in removed.sources
    ask(own)
    assert list(own.paste(TOKEN, ("", "", "", ""), german))[-1].current is None


def test_a_citation_opens_its_article_with_the_words_marked(desk):
    ask(desk)
    view = do(desk, do="cite", turn=1, number=1, quote=0)
    assert "<mark" in view.source and "example" in view.source


def test_a_hit_and_an_article_of_the_list_can_be_read(desk):
    ask(desk, "Wird es Strom geben?")
    assert "<mark" in do(desk, do="hit", turn=1, rank=1).source
    assert "Panzerhaubitzen" in do(desk, do="read", id="haubitzen").source
    assert "nicht mehr" in do(desk, do="read", id="gone").source


@pytest.mark.parametrize(
    "command",
    [
        "",
        "{",
        "[]",
        "null",
        '{"do":"cite"}',
        '{"do":"cite","turn":9,"number":1}',
        '{"do":"cite","turn":1,"number":-1,"quote":1e9}',
        '{"do":"cite","turn":true,"number":[]}',
        '{"do":"verdict","turn":1,"value":"x"}',
        '{"do":"note","turn":1,"text":"x"}',
        '{"do":"hit","turn":1,"rank":99}',
        "[" * 5000,
        None,
        7,
    ],
)
def test_commands_that_make_no_sense_change_nothing(desk, command):
    ask(desk)
    view = obey(desk, TOKEN, command, Texts("de"))
    assert (view.earlier, view.current, view.source, view.library) == (None, None, None, None)


def test_a_verdict_and_a_note_are_saved_once_each(desk):
    ask(desk)
    assert 'aria-pressed="true"' in do(desk, do="verdict", turn=1, value="bad").current
    do(desk, do="verdict", turn=1, value="bad")
    do(desk, do="note", turn=1, text=" falsches Jahr ")
    lines = [json.loads(line) for line in desk.feedback.path.read_text(encoding="utf-8").splitlines()]
    assert [(line["verdict"], line["note"]) for line in lines] == [("bad", ""), ("bad", "falsches Jahr")]


def test_nobody_can_judge_another_pages_answer(desk):
    ask(desk)
    assert obey(desk, "b" * 32, '{"do":"verdict","turn":1,"value":"good"}', Texts("de")).current is None
    assert not desk.feedback.path.exists()
