"""Questions that ask two things."""

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
