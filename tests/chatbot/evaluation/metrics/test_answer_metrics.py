"""Answer measures; the MLQA values were computed once with the published evaluation script, outside the project."""

import pytest

from chatbot.evaluation.metrics import answers
from chatbot.evaluation.normalise import normalise_mlqa

# answer, gold, language, normalised, exact match, F1 — as mlqa_evaluation_v1.py gives them
PUBLISHED = [
    ("Die Delegation der Stadt Köln", "der Delegation Köln", "de", "delegation stadt köln", 0, 0.8),
    ("am 15. August 2024", "15. August", "de", "am 15 august 2024", 0, 0.6666666667),
    ("„Straße“ – 3,5 Millionen", "3,5 Millionen Euro", "de", "straße 35 millionen", 0, 0.6666666667),
    ("ein einziger Euro", "EIN EURO!", "de", "einziger euro", 0, 0.6666666667),
    ("Das dem des den", "die", "de", "", 1, 0),
    ("The 1,000 voters", "a 1000 voters", "en", "1000 voters", 1, 1.0),
    ("nichts davon", "alles", "de", "nichts davon", 0, 0),
    ("Rot rot blau", "rot blau blau", "de", "rot rot blau", 0, 0.6666666667),
    ("St.-Pauli-Fans", "St. Pauli Fans", "de", "stpaulifans", 0, 0),
    ("50 %", "50%", "de", "50", 1, 1.0),
    ("$ 5", "5", "en", "5", 1, 1.0),
]


@pytest.mark.parametrize(("text", "gold", "language", "normalised", "em", "f1"), PUBLISHED)
def test_mlqa_measures_equal_the_published_script(text, gold, language, normalised, em, f1):
    assert normalise_mlqa(text, language) == normalised
    assert answers.exact_match_mlqa(text, [gold], language) == em
    assert answers.f1_mlqa(text, [gold], language) == pytest.approx(f1, abs=1e-9)


def test_our_normaliser_sees_what_the_published_one_misses():
    for text, gold in [
        ("3.500.000 Euro", "3,5 Millionen Euro"),
        ("Koeln", "Köln"),
        ("zwölf", "12"),
        ("St.-Pauli-Fans", "St. Pauli Fans"),
    ]:
        assert answers.exact_match(text, [gold]) == answers.f1(text, [gold]) == 1.0
        assert answers.exact_match_mlqa(text, [gold]) == 0.0


def test_half_a_date_is_half_right():
    assert answers.f1("am 15.08.2024", ["15. August"]) == pytest.approx(2 * 0.5 * 1.0 / 1.5)


def test_the_best_gold_answer_counts():
    assert answers.f1("rote Katze", ["blauer Hund", "die rote Katze"]) == 1.0
    assert answers.f1("rote Katze", []) == 0.0


def test_an_answer_of_articles_alone_matches_nothing():
    assert answers.exact_match("Das", ["die"]) == 0.0


def test_contains_needs_a_member_of_every_group():
    text = "Zur Delegation gehörten Fomin und Schugajew."
    assert answers.contains(text, [], [["Fomin", "Vizeminister"], ["Schugajew"]]) == 1.0
    assert answers.contains(text, ["Fomin"], [["Fomin"], ["Michejew"]]) == 0.0
    assert answers.contains(text, ["Michejew", "Fomin"]) == 1.0
    assert answers.contains(text, []) == 0.0
