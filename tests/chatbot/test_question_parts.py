"""Questions that ask two things."""

import pytest

from chatbot.question_parts import parts


def test_two_questions_joined_by_und_are_split():
    assert parts("Wie bezeichnete Kim Putin, und wie bezeichnete Putin Vietnam?") == (
        "Wie bezeichnete Kim Putin?",
        "Wie bezeichnete Putin Vietnam?",
    )


def test_english_questions_are_split_too():
    assert len(parts("How large is Vietnam's trade with China, and how many people live in Vietnam?")) == 2


def test_a_relative_clause_is_no_second_question():
    question = "Aus welcher Quelle stammen die Angaben, wer mit Putin nach Hanoi reiste?"
    assert parts(question) == (question,)


def test_wann_und_wo_stays_one_question():
    question = "Wann und wo traf Putin Kim?"
    assert parts(question) == (question,)


def test_a_single_question_stays_as_it_is():
    assert parts("Wer gehörte zu Putins Delegation?") == ("Wer gehörte zu Putins Delegation?",)


@pytest.mark.parametrize(
    ("question", "first", "second"),
    [
        ("Wie viele Haubitzen kauft Estland und wann werden sie geliefert?", "Wie viele Haubitzen kauft Estland?",
         "Wann werden sie geliefert: Wie viele Haubitzen kauft Estland?"),
        ("Wie viele Haubitzen kauft Estland und wie viel kosten sie?", "Wie viele Haubitzen kauft Estland?",
         "Wie viel kosten sie: Wie viele Haubitzen kauft Estland?"),
        ("Wer ist Putin und wann wurde er Präsident?", "Wer ist Putin?", "Wann wurde Putin Präsident?"),
        ("Who is Putin and when was he elected?", "Who is Putin?", "When was Putin elected?"),
        ("Was kostet die Brücke? Wer baut sie?", "Was kostet die Brücke?", "Wer baut sie: Was kostet die Brücke?"),
        ("Kauft Estland Haubitzen? Und wie viele?", "Kauft Estland Haubitzen?", "Wie viele kauft Estland Haubitzen?"),
        ("Wie viele Tote gab es 2022 und wie viele 2023?", "Wie viele Tote gab es 2022?", "Wie viele Tote gab es 2023?"),
        ("Wie viele Tote gab es in Kiew und wie viele in Odessa?", "Wie viele Tote gab es in Kiew?",
         "Wie viele Tote gab es in Odessa?"),
        ("Was kostet das Ticket und ab wann gilt der neue Preis?", "Was kostet das Ticket?", "Ab wann gilt der neue Preis?"),
        ("Wie heißt die Frau, die gewann, und woher kommt sie?", "Wie heißt die Frau, die gewann?",
         "Woher kommt sie: Wie heißt die Frau, die gewann?"),
    ],
)  # fmt: skip
def test_a_second_question_about_the_first_is_asked_too(question, first, second):
    assert parts(question) == (first, second)


@pytest.mark.parametrize(
    "question",
    [
        "Wer und was ist To Lam?",
        "Wann, wo und warum traf Putin Kim?",
        "Wer weiß, wann und wo Putin Kim traf?",
        "Wie heißt der Mann, der weiß, wie es geht und wer es tut?",
        "An welchem Tag und zu welcher Tageszeit kam Putin an?",
        "Wie viele Soldaten und welche Waffen schickt Deutschland?",
        "Hallo? Wer ist To Lam?",
    ],
)
def test_question_words_that_share_one_question_do_not_split_it(question):
    assert parts(question) == (question,)
