"""Little words, units and fractions that turn a true sentence into a wrong one, and those that may differ."""

import pytest

from chatbot.verify import verify

WRONG = [
    ("Besucher sehen das Kalb spätestens in drei Wochen.", "Besucher sehen das Kalb frühestens in drei Wochen."),
    ("Lindner erhielt 61 Prozent der Stimmen.", "Sie erhielt 61 Prozent der Stimmen, Lindner 37 Prozent."),
    ("Alle Abgeordneten stimmten zu.", "Einige Abgeordnete stimmten zu."),
    ("Die meisten Schüler bestanden die Prüfung.", "Wenige Schüler bestanden die Prüfung."),
    ("Nur Deutschland stimmte zu.", "Auch Deutschland stimmte zu."),
    ("Die Straße muss gesperrt werden.", "Die Straße darf gesperrt werden."),
    ("Der Zug hielt nach dem Unfall an.", "Der Zug hielt vor dem Unfall an."),
    ("Der Preis liegt über dem Durchschnitt.", "Der Preis liegt unter dem Durchschnitt."),
    ("Der Präsident sprach täglich mit dem Minister.", "Der Präsident sprach wöchentlich mit dem Minister."),
    ("Der Verkehr wurde dauerhaft gesperrt.", "Der Verkehr wurde vorübergehend gesperrt."),
    ("All members voted yes.", "Some members voted yes."),
    ("Only Germany agreed to the plan.", "Also Germany agreed to the plan."),
    ("Der Rat hat den Haushalt mit 41 zu 28 Stimmen abgelehnt.", "Der Rat hat den Haushalt mit 41 zu 28 Stimmen beschlossen."),
    ("The council rejected the budget.", "The council passed the budget."),
    ("Thiel gewann als Vierter eine Medaille.", "Thiel verpasste als Vierter eine Medaille."),
    ("Der Gewinn sank auf ein Drittel.", "Der Gewinn sank um ein Drittel auf 84 Millionen Euro."),
    ("Der Gewinn sank um ein Viertel.", "Der Gewinn sank um ein Drittel."),
    ("Zwei Drittel der Mitglieder stimmten zu.", "Drei Viertel der Mitglieder stimmten zu."),
    ("A third of the members agreed.", "A quarter of the members agreed."),
    ("Der Grenzwert liegt bei 0,1 Milligramm pro Liter.", "Der Grenzwert liegt bei 0,1 Mikrogramm pro Liter."),
    ("Der Grenzwert liegt bei 0,1 Milligramm je Kilogramm.", "Der Grenzwert liegt bei 0,1 Milligramm pro Liter."),
    ("Die Firma zahlt 5 Millionen Euro pro Monat.", "Die Firma zahlt 5 Millionen Euro pro Jahr."),
    ("Brandner siegte mit drei Zehntelsekunden Vorsprung.", "Brandner siegte mit drei Hundertstelsekunden Vorsprung."),
]  # fmt: skip
TRUE = [
    ("Nicht nur Deutschland, auch Polen stimmte zu.", "Deutschland und auch Polen stimmten nicht nur zu, sie zahlten sofort."),
    ("Lindner erhielt 37 Prozent der Stimmen.", "Sie erhielt 61 Prozent der Stimmen, Lindner 37 Prozent."),
    ("Besucher können das Kalb in drei Wochen sehen.", "Besucher dürfen das Kalb in drei Wochen sehen."),
    ("Der Gewinn sank um ein Drittel.", "Der Gewinn sank um 33 Prozent auf 84 Millionen Euro."),
    ("25 Prozent der Mitglieder stimmten zu.", "Ein Viertel der Mitglieder stimmte zu."),
    ("Der Grenzwert liegt bei 0,1 µg je Liter.", "Der Grenzwert liegt bei 0,1 Mikrogramm pro Liter."),
    ("Brandner siegte mit drei Hundertstel Vorsprung.", "Brandner siegte mit drei Hundertstelsekunden Vorsprung."),
    ("Der Zug hielt vor dem Bahnhof nach einem Unfall an.", "Nach einem Unfall hielt der Zug vor dem Bahnhof an."),
    ("Ein dritter Mann floh nach Bonn.", "Zwei Männer wurden gefasst, ein dritter Mann floh nach Bonn."),
]


@pytest.mark.parametrize(("sentence", "evidence"), WRONG)
def test_another_little_word_unit_or_fraction_is_not_proved(sentence, evidence):
    assert verify(sentence, [evidence]).support == "nicht belegt"


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_what_says_the_same_is_proved(sentence, evidence):
    assert verify(sentence, [evidence]).support == "belegt"
