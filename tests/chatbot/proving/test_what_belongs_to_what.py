"""Every word stands in the evidence, and yet it is wrong: what the checks of numbers, times, certainty and bindings are for."""

import pytest

from chatbot.verify import verify

RATE = "Die Quote sank im Mai um 0,3 Prozentpunkte auf 5,8 Prozent."
RENTS = "Die Mieten in Leipzig stiegen um 7 Prozent, die Einkommen nur um 2 Prozent."
TAX = "Minister Lindner lehnt eine Erhöhung der Steuer ab, Parteichefin Esken fordert sie."
VOTE = "Von 620 Abgeordneten stimmten 388 für den Antrag, 201 dagegen."
MATCH = "Freiburg gewann gegen Mainz mit 3:1."
VOLCANO = "Der Vulkan auf Island ist gestern erneut ausgebrochen."
PLANT = "Das Kraftwerk soll im Herbst 2026 ans Netz gehen."
BORDER = "Die Grenze wird nicht im März, sondern im April geöffnet."
MUSEUM = "Das Museum öffnet am 1. September wieder und bleibt bis 15. Januar 2025 geöffnet."
EXPORTS = "Deutschland exportierte mehr Maschinen nach China als in die USA."
FAESER = "Innenministerin Nancy Faeser wies die Vorwürfe von CSU-Chef Markus Söder zurück."
FAULT = "Vermutlich war ein Defekt die Ursache des Brandes."

WRONG = [
    ("Die Quote sank im Mai um 0,3 Prozent.", RATE, "Einheit von „0,3 Prozent“ weicht vom Beleg ab"),
    ("Die Quote sank im Mai auf 0,3 Prozentpunkte.", RATE,
     "„0,3 Prozentpunkte“ ist im Beleg Veränderung statt Stand, oder umgekehrt"),
    ("Die Mieten in Leipzig stiegen um 2 Prozent.", RENTS, "Eine Zahl oder ein Datum gehört im Beleg zu etwas anderem"),
    ("Die Einkommen in Leipzig stiegen um 7 Prozent.", RENTS, "Eine Zahl oder ein Datum gehört im Beleg zu etwas anderem"),
    ("Das Museum öffnet am 15. Januar wieder.", MUSEUM, "Zeitangabe „15. Januar“ ist im Beleg anders begrenzt"),
    ("Das Museum öffnet am 1. September 2025 wieder.", MUSEUM, "Datum „1. September 2025“ steht nicht im Beleg"),
    ("Esken lehnt eine Erhöhung der Steuer ab.", TAX, "Ein Name gehört im Beleg zu einer anderen Aussage"),
    ("620 Abgeordnete stimmten für den Antrag.", VOTE, "„620“ ist im Beleg die Gesamtzahl"),
    ("388 Abgeordnete stimmten gegen den Antrag.", VOTE, "Wer dafür und wer dagegen ist, weicht vom Beleg ab"),
    ("Mainz gewann gegen Freiburg mit 3:1.", MATCH, "Die Rollen zweier Namen sind gegenüber dem Beleg vertauscht"),
    ("Freiburg verlor gegen Mainz mit 1:3.", MATCH, "„verlor“ sagt das Gegenteil des Belegs"),
    ("Der Vulkan auf Island ist heute erneut ausgebrochen.", VOLCANO, "Zeitangabe „heute“ steht nicht im Beleg"),
    ("Der Vulkan auf Island brach am 9. Februar 2024 aus.", VOLCANO, "Datum „9. Februar 2024“ steht nicht im Beleg"),
    ("Das Kraftwerk soll im Frühjahr 2026 ans Netz gehen.", PLANT, "Jahres- oder Tageszeit weicht vom Beleg ab"),
    ("Das Kraftwerk ist im Herbst 2026 ans Netz gegangen.", PLANT, "Der Beleg nennt es nur als Absicht oder Vermutung"),
    ("Die Grenze wird im März geöffnet.", BORDER, "Verneinung weicht vom Beleg ab"),
    ("Deutschland exportierte mehr Maschinen in die USA als nach China.", EXPORTS,
     "Die Seiten eines Vergleichs sind gegenüber dem Beleg vertauscht"),
    ("CSU-Chefin Nancy Faeser wies die Vorwürfe zurück.", FAESER, "„CSU-Chefin“ ist im Beleg jemand anderes"),
    ("Markus Söder rejected the accusations of Nancy Faeser.", FAESER,
     "Die Rollen zweier Namen sind gegenüber dem Beleg vertauscht"),
    ("The rate rose to 5.8 percent in May.", RATE, "„rose“ sagt das Gegenteil des Belegs"),
]  # fmt: skip
TRUE = [
    ("Die Quote ging im Mai um 0,3 Prozentpunkte zurück.", RATE),
    ("Die Quote lag im Mai bei 5,8 Prozent.", RATE),
    ("Die Einkommen stiegen nur um zwei Prozent.", RENTS),
    ("Das Museum ist bis zum 15. Januar 2025 geöffnet.", MUSEUM),
    ("Das Museum öffnet am 1.9. wieder.", MUSEUM),
    ("Parteichefin Esken fordert eine Erhöhung der Steuer, Minister Lindner lehnt sie ab.", TAX),
    ("201 Abgeordnete stimmten gegen den Antrag.", VOTE),
    ("388 von 620 Abgeordneten stimmten für den Antrag.", VOTE),
    ("Mainz verlor gegen Freiburg mit 1:3.", MATCH),
    ("Der Vulkan auf Island brach am 8. Februar 2024 erneut aus.", VOLCANO),
    ("Die Grenze wird erst im April geöffnet.", BORDER),
    ("Die Vorwürfe von Markus Söder wurden von Nancy Faeser zurückgewiesen.", FAESER),
]


@pytest.mark.parametrize(("sentence", "evidence", "reason"), WRONG)
def test_what_belongs_to_something_else_is_not_proved(sentence, evidence, reason):
    verdict = verify(sentence, [evidence], ["2024-02-09"], lambda *_: 1.0)
    assert (verdict.support, verdict.reasons[:1]) == ("nicht belegt", (reason,))


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_what_belongs_together_is_proved(sentence, evidence):
    assert verify(sentence, [evidence], ["2024-02-09"]).support == "belegt"


def test_a_guess_told_as_certain_is_proved_in_part():
    assert verify("Ein Defekt war die Ursache des Brandes.", [FAULT]).support == "teilweise"
    assert verify("Ursache des Brandes war vermutlich ein Defekt.", [FAULT]).support == "belegt"


def test_a_rounded_number_needs_a_word_that_says_so():
    evidence = ["Die Einnahmen lagen bei 1.234,5 Millionen Euro."]
    assert verify("Die Einnahmen lagen bei rund 1,2 Milliarden Euro.", evidence).support == "belegt"
    assert verify("Die Einnahmen lagen bei 1,2 Milliarden Euro.", evidence).support == "nicht belegt"
    assert verify("Die Einnahmen lagen bei knapp 1,2 Milliarden Euro.", evidence).support == "nicht belegt"


def test_a_comparison_may_be_read_off_two_numbers():
    evidence = ["Airbus lieferte 735 Flugzeuge aus, Boeing 528."]
    assert verify("Airbus lieferte mehr Flugzeuge aus als Boeing.", evidence).support == "belegt"
    assert verify("Boeing lieferte mehr Flugzeuge aus als Airbus.", evidence).support == "teilweise"


def test_a_short_german_sentence_with_an_english_look_is_read_as_german():
    evidence = ["Konzernchef Oliver Blume teilte es mit; der Betriebsrat kündigte Widerstand an."]
    assert verify("Oliver Blume kündigte Widerstand an.", evidence).support == "nicht belegt"
