"""Two sentences prove one together only where neither lends it a subject, number or speaker that the other one has its own of."""

import pytest

from chatbot.verify import verify

COUNCIL = [
    "Bürgermeisterin Ines Voss sprach von einem schwierigen Kompromiss.",
    "CDU-Chef Paul Lenz warf der Mehrheit vor, die Rücklagen zu verbrauchen.",
]
SAMPLES = [
    "Forscher haben in 17 von 60 Proben Rückstände nachgewiesen.",
    "In vier Proben lag der Wert über dem Grenzwert.",
]
FIRE = [
    "Bei dem Brand schwebt eine 54-jährige Frau in Lebensgefahr.",
    "Gegen den 19-jährigen Besitzer des Rollers wird nicht ermittelt.",
]
RACE = [
    "Die Schwimmerin Lea Brandner hat in Belgrad Gold gewonnen.",
    "Die 22-Jährige schlug die Ungarin Dora Kis um drei Hundertstelsekunden.",
    "Ihr Vereinskollege Jonas Thiel wurde Vierter.",
]
TAX = [
    "Oberbürgermeister Schoeller sprach von einem Kompromiss.",
    "Die Gewerbesteuer bleibt unverändert.",
]
REPORTED = [
    "Oberbürgermeister Schoeller sprach von einem Kompromiss.",
    "Die Gewerbesteuer müsse unverändert bleiben.",
]
WRONG = [
    ("Bürgermeisterin Ines Voss warf der Mehrheit vor, die Rücklagen zu verbrauchen.", COUNCIL),
    ("In 17 von 60 Proben lag der Wert über dem Grenzwert.", SAMPLES),
    ("Gegen die 54-jährige Frau wird nicht ermittelt.", FIRE),
    ("Dora Kis hat in Belgrad Gold gewonnen.", RACE[:2]),
    ("Jonas Thiel schlug die Ungarin Dora Kis.", RACE[1:]),
    ("Die Gewerbesteuer bleibt unverändert, teilte Schoeller mit.", TAX),
    ("Ärztin Mia Kern will ab Mai ein Programm für Kinder anbieten.",
     ["Betroffen seien Kinder, sagte Ärztin Mia Kern.", "Die Kliniken wollen ab Mai ein Programm für Kinder anbieten."]),
]  # fmt: skip
TRUE = [
    ("Ines Voss sprach von einem Kompromiss, Paul Lenz warf der Mehrheit vor, die Rücklagen zu verbrauchen.", COUNCIL),
    ("Lea Brandner schlug die Ungarin Dora Kis um drei Hundertstelsekunden.", RACE[:2]),
    ("Die Gewerbesteuer müsse unverändert bleiben, sagte Schoeller.", REPORTED),
    ("Lea Brandner schlug die Ungarin Dora Kis.", ["Lea Brandner hat in Belgrad gewonnen.", "Sie schlug die Ungarin Dora Kis."]),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "evidence"), WRONG)
def test_what_one_sentence_says_of_somebody_is_not_proved_of_another_sentences_subject(sentence, evidence):
    assert verify(sentence, evidence).support == "nicht belegt"


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_what_the_sentences_say_together_is_proved(sentence, evidence):
    assert verify(sentence, evidence).support == "belegt"
