import pytest

from chatbot.errors import GoldError
from chatbot.evaluation.gold import GoldQuestion, GoldSet, GoldSpan
from chatbot.evaluation.standing import on_standing_index
from index.types import Article

PARAGRAPH = "Die Brücke wurde 1890 gebaut."
QUESTION = GoldQuestion("q", "Wann?", "de", True, ("1890",), {"p-1": 1}, spans=(GoldSpan("p-1", 17, 21),))
BRINGS = GoldSet("squad", (QUESTION,), (Article("p-1", "", PARAGRAPH),), "f")


def test_a_text_is_found_by_its_words_and_its_spans_move_with_it():
    longer = Article("bruecke", "Die Brücke", f"Ein Vorspann.\n\n{PARAGRAPH} Und mehr.")
    moved = on_standing_index(BRINGS, [Article("turm", "", "Der Turm."), longer])
    (question,) = moved.questions
    (span,) = question.spans
    assert question.articles == {"bruecke": 1} and moved.articles == ()
    assert longer.text[span.start : span.end] == "1890"


def test_a_text_under_its_own_id_stays_where_it_is():
    moved = on_standing_index(BRINGS, [Article("a", "", PARAGRAPH), Article("p-1", "", PARAGRAPH)])
    assert moved.questions[0].articles == {"p-1": 1}


def test_texts_and_articles_that_are_not_there_are_named():
    with pytest.raises(GoldError, match="1 of 1 texts are not in the index"):
        on_standing_index(BRINGS, [Article("turm", "", "Der Turm.")])
    names = GoldSet("gold", (QUESTION,), (), "f")
    with pytest.raises(GoldError, match="question 'q' names the article 'p-1', which is not in the index"):
        on_standing_index(names, [Article("turm", "", "Der Turm.")])
    assert on_standing_index(names, [Article("p-1", "", "Die Brücke.")]) is names
