from dataclasses import replace

import pytest

from chatbot.evaluation.gold import GoldQuestion, GoldSpan
from chatbot.evaluation.judge import judge, judge_search, retrieval_scores, short_answer
from chatbot.evaluation.run import ranked_articles

WHEN = GoldQuestion("q", "Wann wurde die Brücke gebaut?", "de", True, ("1890",), {"bruecke": 1}, type="when")
UNKNOWN = GoldQuestion("u", "Wer baute den Turm?", "de", False, type="who")


@pytest.fixture
def judged(scripted_bot, quoted_support):
    """The row of a question answered as the script says."""

    def make(question, said):
        bot = scripted_bot({question.question: said})
        answer = bot.ask(question.question)
        return judge(question, answer, ranked_articles(answer.hits), 5.0, quoted_support)

    return make


def test_a_right_answer_with_the_right_quote_goes_nowhere_wrong(judged):
    row = judged(WHEN, ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9))
    assert (row.where, row.right, row.rank, row.refused) == ("", True, 1, False)
    assert row.scores["contains"] == row.scores["first_sentence_contains"] == row.scores["citation_recall_gold"] == 1.0
    assert row.scores["citation_precision"] == row.scores["citation_recall"] == row.scores["recall@1"] == 1.0
    assert row.scores["em"] == 0.0 and 0 < row.scores["f1"] < 1
    assert row.citations[0].right is True and row.verdicts[0].supported is True


def test_the_marked_words_are_what_exact_match_compares(scripted_bot, quoted_support):
    bot = scripted_bot({WHEN.question: ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9)})
    answer = bot.ask(WHEN.question)
    (citation,) = answer.citations
    marked = replace(citation, quotes=(replace(citation.quotes[0], span=(17, 21)),))
    answer = replace(answer, citations=(marked,))
    assert short_answer(answer) == "1890"
    assert judge(WHEN, answer, ("bruecke",), 1.0, quoted_support).scores["em"] == 1.0


def test_a_wrong_sentence_of_the_right_article_was_not_chosen(judged):
    row = judged(WHEN, ("bruecke", "Sie ist 12 Meter breit.", 0.9))
    assert (row.where, row.right) == ("retrieved but not chosen", False)
    assert row.scores["citation_precision_gold"] == row.scores["citation_recall_gold"] == 0.0
    assert row.scores["citation_recall"] == 1.0  # the sentence is proved, though it does not answer


def test_a_refusal_is_placed_by_what_was_found_first(judged):
    assert judged(WHEN, 0.2).where == "chosen but refused"
    assert judged(WHEN, 0.2).scores["contains"] == 0.0
    elsewhere = replace(WHEN, articles={"turm": 1})
    assert judged(elsewhere, 0.2).where == "not retrieved"
    second = replace(WHEN, articles={"markt": 1})
    assert judged(second, 0.2).where == "retrieved but not chosen"


def test_right_words_from_a_wrong_place_are_a_wrong_citation(judged):
    question = replace(WHEN, answers=("acht Uhr",), articles={"bruecke": 1})
    row = judged(question, ("markt", "Der Markt öffnet um acht Uhr.", 0.9))
    assert (row.where, row.scores["contains"], row.citations[0].right) == ("wrong citation", 1.0, False)


def test_where_spans_are_known_they_decide(judged):
    spanned = replace(WHEN, spans=(GoldSpan("bruecke", 17, 21),))
    assert judged(spanned, ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9)).citations[0].right is True
    moved = replace(WHEN, spans=(GoldSpan("bruecke", 38, 40),))
    assert judged(moved, ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9)).citations[0].right is False


def test_unanswerable_questions_want_a_refusal_and_have_no_answer_measures(judged):
    refused = judged(UNKNOWN, 0.1)
    assert (refused.where, refused.right, refused.scores["f1"], refused.scores["contains"]) == ("", True, None, None)
    answered = judged(UNKNOWN, ("turm", "Der Turm ist 80 Meter hoch.", 0.8))
    assert (answered.where, answered.right) == ("answered without evidence", False)
    assert answered.scores["citation_precision_gold"] == 0.0 and answered.scores["citation_recall_gold"] is None
    assert answered.rank is None and answered.scores["recall@20"] is None


def test_every_group_of_a_list_is_asked_for(judged):
    question = GoldQuestion(
        "l", "Wie ist die Brücke?", "de", True, (), {"bruecke": 1}, all_of=(("1890",), ("zwölf Meter", "12 m"))
    )
    both = judged(question, ("bruecke", "Die Brücke wurde 1890 gebaut. Sie ist 12 Meter breit.", 0.9))
    half = judged(question, ("bruecke", "Die Brücke wurde 1890 gebaut.", 0.9))
    assert (both.scores["contains"], both.scores["citation_recall_gold"]) == (1.0, 1.0)
    assert (half.scores["contains"], half.scores["citation_recall_gold"]) == (0.0, 0.5)


def test_two_articles_are_half_found_by_one_but_any_print_is_enough():
    pair = replace(WHEN, articles={"bruecke": 1, "turm": 1})
    assert retrieval_scores(replace(pair, every_article=True), ("bruecke", "markt"))[0]["recall@5"] == 0.5
    assert retrieval_scores(pair, ("bruecke", "markt"))[0]["recall@5"] == 1.0
    assert retrieval_scores(pair, ("markt", "turm"))[1] == 2


def test_a_search_alone_has_retrieval_measures_only():
    row = judge_search(replace(WHEN, answerable=None), ("markt", "bruecke"), 2.0)
    assert (row.rank, row.scores["mrr@10"], row.scores["f1"], row.confidence) == (2, 0.5, None, None)
