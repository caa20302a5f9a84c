"""What hangs on a plan, a refusal or a year that only the day of the article tells; and true answers once turned away."""

import pytest

from chatbot.verify import verify

SALE = "Der Konkurrent Brose hatte im Januar angekündigt, sein Werk in Würzburg zu verkaufen."
REFUSED = "Zielinska lehnte es ab, über die Grenzkontrollen zu sprechen."
PROFIT = "Im vergangenen Jahr war der Gewinn auf 84 Millionen Euro gesunken."
JOBS = "Der Autozulieferer Weltin streicht in Deutschland 1.200 von 9.500 Stellen."
WRONG = [
    ("Brose hat im Januar sein Werk in Würzburg verkauft.", SALE),
    ("Die Stadt hat die Schule geschlossen.", "Die Stadt plant, die Schule zu schließen."),
    ("Die Bahn hat 300 Züge bestellt.", "Die Bahn will im kommenden Jahr prüfen, ob sie 300 Züge bestellt."),
    ("Die Regierung hat die Steuern gesenkt.", "Die Regierung versprach, die Steuern zu senken."),
    ("Zielinska will über die Grenzkontrollen sprechen.", REFUSED),
    ("Der Gewinn sank im Jahr 2024 auf 84 Millionen Euro.", PROFIT),
    ("Der Gewinn sank im Jahr 2022 auf 84 Millionen Euro.", PROFIT),
    ("Weltin streicht 1300 Stellen in Deutschland.", JOBS),
]
TRUE = [
    ("Brose will sein Werk in Würzburg verkaufen.", SALE),
    ("Die Stadt plant, die Schule zu schließen.", "Die Stadt hatte geplant, die Schule zu schließen."),
    ("Über die Grenzkontrollen wollte Zielinska nicht sprechen.", REFUSED),
    ("Der Gewinn sank im Jahr 2023 auf 84 Millionen Euro.", PROFIT),
    ("Weltin streicht in Deutschland 1200 von 9500 Stellen.", JOBS),
    ("Der Betriebsrat verlangt, betriebsbedingte Kündigungen auszuschließen.",
     "Der Betriebsrat forderte, betriebsbedingte Kündigungen bis 2028 auszuschließen."),
    ("Trainer Pahl warnte vor zu hohen Erwartungen an Olympia.",
     "Trainer Uwe Pahl warnte vor zu hohen Erwartungen für die Olympischen Spiele."),
    ("Rückstände wurden in Jena in 17 von 60 Proben nachgewiesen.",
     "Forscher der Universität Jena haben in Proben aus Thüringen in 17 von 60 Fällen Rückstände nachgewiesen."),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "evidence"), WRONG)
def test_what_was_only_planned_refused_or_in_another_year_is_not_proved(sentence, evidence):
    assert verify(sentence, [evidence], ["2024-02-29"]).support == "nicht belegt"


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_what_was_planned_refused_or_in_that_year_is_proved(sentence, evidence):
    assert verify(sentence, [evidence], ["2024-02-29"]).support == "belegt"


@pytest.mark.parametrize(
    ("sentence", "evidence"),
    [
        ("Weil der Neubau verschoben wird, fehlen die Zuschüsse des Landes.",
         "Der Neubau wird verschoben, weil die Zuschüsse des Landes fehlen."),
        ("Der Chef trat zurück, nachdem die Aktie gefallen war.", "Die Aktie ist gefallen, nachdem der Chef zurück trat."),
        ("The bridge closed because the traffic stopped.", "The traffic stopped because the bridge closed."),
    ],
)  # fmt: skip
def test_cause_and_effect_may_not_change_places(sentence, evidence):
    assert verify(sentence, [evidence]).support == "nicht belegt"


def test_cause_and_effect_may_be_told_in_either_order():
    evidence = "Der Neubau wird verschoben, weil die Zuschüsse des Landes fehlen."
    assert verify("Weil die Zuschüsse des Landes fehlen, wird der Neubau verschoben.", [evidence]).support == "belegt"
