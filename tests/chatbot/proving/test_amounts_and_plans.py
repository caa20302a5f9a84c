"""Halves, ratios and equal amounts in other units; whom a pronoun means; and what is planned told as done."""

import pytest

from chatbot.verify import verify

FUND = "Der Fonds hat eine halbe Milliarde Dollar."
FEES = "Die Gebühren stiegen von 30 auf 45 Euro."
RACE = "Er lief die Strecke in 41 Minuten, sein Rivale Timo Brandt (Jena) brauchte 44 Minuten."
WRONG = [
    ("Der Fonds hat eine Milliarde Dollar.", FUND),
    ("The fund has a billion dollars.", FUND),
    ("The fund has half a billion dollars.", "Der Fonds hat eine Milliarde Dollar."),
    ("Der Vertrag läuft ein Jahr.", "Der Vertrag läuft ein halbes Jahr."),
    ("Der Vertrag läuft eine Woche.", "Der Vertrag läuft drei Wochen."),
    ("Die Hälfte der Ärzte streikt.", "Ein Viertel der Ärzte streikt."),
    ("Die Gebühren verdoppelten sich auf 45 Euro.", FEES),
    ("The fees doubled to 45 euros.", FEES),
    ("Die Gebühren sind dreimal so hoch.", FEES),
    ("Die Verluste halbierten sich auf 8 Millionen Euro.", "Die Verluste sanken von 11 auf 8 Millionen Euro."),
    ("Timo Brandt lief die Strecke in 41 Minuten.", RACE),
    ("Eva Roth won 58 percent of the votes.", "She won 58 percent of the votes, while her rival Eva Roth received 42 percent."),
    ("Nora Feld verlor ihr Amt.", "Er verlor sein Amt, seine Kollegin Nora Feld stieg auf."),
    ("Der Verband verschob das Turnier.", "Der Verband will das Turnier verschieben."),
    ("Die Bank stellte den Dienst ein.", "Die Bank plant, den Dienst einzustellen."),
    ("Der Händler schloss 40 Filialen.", "Der Händler beabsichtigt, 40 Filialen zu schließen."),
    ("The bank closed ten branches.", "The bank plans to close ten branches."),
    ("The bank has closed ten branches.", "Die Bank will zehn Filialen schließen."),
]
TRUE = [
    ("Der Fonds hat 500 Millionen Dollar.", FUND),
    ("Der Vertrag läuft sechs Monate.", "Der Vertrag läuft ein halbes Jahr."),
    ("Die Piste ist 1500 Meter lang.", "Die Piste ist anderthalb Kilometer lang."),
    ("50 Prozent der Ärzte streiken.", "Die Hälfte der Ärzte streikt."),
    ("Die Gebühren verdoppelten sich.", "Die Gebühren stiegen von 30 auf 60 Euro."),
    ("Die Gebühren haben sich fast verdoppelt.", "Die Gebühren stiegen von 31 auf 60 Euro."),
    ("Die Gebühren sind doppelt so hoch wie im Mai.", "Die Gebühren sind seit Mai hoch, sie haben sich verdoppelt."),
    ("Die Gebühren sollen sich verdreifachen.", "Die Gebühren sollen um 200 Prozent steigen."),
    ("Der Umsatz stieg von 7 Millionen auf 9 Millionen Euro.", "Der Umsatz stieg von 7 auf 9 Millionen Euro."),
    ("Timo Brandt brauchte 44 Minuten.", RACE),
    ("Eva Roth won 42 percent of the votes.", "She won 58 percent of the votes, while her rival Eva Roth received 42 percent."),
    ("Brandt war Lehrer, bevor er Minister wurde.", "Bevor er Minister wurde, war Brandt Lehrer."),
    ("Der Verband verschob das Turnier.", "Der Verband hat das Turnier verschoben."),
    ("Die Bank will den Dienst einstellen.", "Die Bank plant, den Dienst einzustellen."),
]


@pytest.mark.parametrize(("sentence", "evidence"), WRONG)
def test_another_amount_ratio_person_or_a_plan_is_not_proved(sentence, evidence):
    assert verify(sentence, [evidence], (), lambda *_: 1.0).support == "nicht belegt"


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_the_same_amount_ratio_person_or_plan_is_proved(sentence, evidence):
    assert verify(sentence, [evidence]).support == "belegt"


def test_what_is_only_considered_is_proved_in_part():
    verdict = verify("Die Bank streicht 40 Stellen.", ["Die Bank erwägt, 40 Stellen zu streichen."], (), lambda *_: 1.0)
    assert verdict.support == "teilweise"
