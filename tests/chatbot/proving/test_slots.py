"""One noun in the place of another one, in a sentence that has all the evidence's other words."""

import pytest

from chatbot.verify import verify

GRANTS = "Der Neubau der Hafenbrücke wird auf 2027 verschoben, weil die Zuschüsse des Landes fehlen."
SAMPLES = "Forscher haben in Grundwasserproben aus Thüringen Rückstände eines Pflanzenschutzmittels nachgewiesen."
CARS = "Der Konzern begründete den Abbau mit der schwachen Nachfrage nach Elektroautos in Europa."
JOURNEY = "Die Vietnamreise des Präsidenten dauert drei Tage und kostet zwei Millionen Euro."
EXCHANGED = [
    ("Der Neubau der Hafenbrücke wird auf 2027 verschoben, weil die Zuschüsse des Bundes fehlen.", GRANTS),
    ("Der Neubau der Hafenbrücke wird auf 2027 verschoben, weil die Kredite des Landes fehlen.", GRANTS),
    ("Forscher haben in Trinkwasserproben aus Thüringen Rückstände eines Pflanzenschutzmittels nachgewiesen.", SAMPLES),
    ("Forscher haben in Grundwasserproben aus Thüringen Rückstände eines Arzneimittels nachgewiesen.", SAMPLES),
    (
        "Lea Brandner gewann in Belgrad Gold über 200 Meter Brust.",
        "Lea Brandner hat in Belgrad Gold über 200 Meter Rücken gewonnen.",
    ),
    ("Der Konzern begründete den Abbau mit der schwachen Nachfrage nach Lastwagen in Europa.", CARS),
]
SAME = [
    ("Der Neubau der Brücke wird auf 2027 verschoben, weil die Zuschüsse des Landes fehlen.", GRANTS),
    ("Der Konzern begründete den Abbau mit der schwachen Nachfrage nach E-Autos in Europa.", CARS),
    ("Die Reise des Präsidenten dauert drei Tage und kostet zwei Millionen Euro.", JOURNEY),
    ("Weil die Zuschüsse des Landes fehlen, wird der Neubau der Hafenbrücke auf 2027 verschoben.", GRANTS),
]


@pytest.mark.parametrize(("sentence", "evidence"), EXCHANGED)
def test_a_noun_in_the_place_of_another_one_is_proved_in_part_at_best(sentence, evidence):
    assert verify(sentence, [evidence]).support != "belegt"


@pytest.mark.parametrize(("sentence", "evidence"), SAME)
def test_the_same_thing_by_another_name_is_proved(sentence, evidence):
    assert verify(sentence, [evidence]).support == "belegt"
