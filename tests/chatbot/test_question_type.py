"""What a question asks for."""

import pytest

from chatbot.question_type import asks_what_happened, content_words, question_type


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("Wer gehörte zu Putins Delegation?", "person"),
        ("Mit wem sprach er?", "person"),
        ("Who was in the delegation?", "person"),
        ("Wo liegt Hanoi?", "place"),
        ("In welcher Stadt traf er ihn?", "place"),
        ("Which country buys them?", "place"),
        ("Wann kam er an?", "time"),
        ("In welchem Jahr war das?", "time"),
        ("How long did it last?", "time"),
        ("Wie viele Haubitzen kauft Estland?", "count"),
        ("How many people came?", "count"),
        ("Wie hoch ist der Preis?", "amount"),
        ("How much did it cost?", "amount"),
        ("Was kosten die Haubitzen?", "amount"),
        ("Warum kam er?", "reason"),
        ("Why did he come?", "reason"),
        ("Aus welchem Grund kam er?", "reason"),
        ("Wie wurde er empfangen?", "manner"),
        ("Besuchte Putin Hanoi?", "yes_no"),
        ("Was ist die ASEAN?", "definition"),
        ("Welche Haltung hat Vietnam?", "other"),
    ],
)
def test_the_question_word_decides(question, kind):
    assert question_type(question).value == kind


def test_a_joined_follow_up_is_judged_by_its_own_question():
    assert question_type("Was bedeutet das: Wann wurde der Haftbefehl erlassen?").value == "definition"
    assert question_type("Wann war das: Wer gehörte zur Delegation?").value == "time"


def test_content_words_leave_out_function_and_question_words():
    assert content_words("Wie viele Haubitzen kauft Estland von der Firma?") == ["haubitzen", "kauft", "estland", "firma"]
    assert content_words("Who was the president?") == ["president"]


@pytest.mark.parametrize(
    ("question", "event"),
    [
        ("Was geschah 2014 auf der Krim?", True),
        ("Was ist am Mittwoch in Hanoi passiert?", True),
        ("What happened in Pyongyang?", True),
        ("Was passiert, wenn der Antrag zu spät kommt?", False),
        ("Was sagte Putin über das, was geschah?", False),
        ("Wann geschah das?", False),
    ],
)
def test_questions_for_what_happened_are_known(question, event):
    assert asks_what_happened(question) is event
