"""Is a sentence proved by what it cites? One small case for each way of being wrong, and its true counterpart."""

import pytest

from chatbot.proving.meaning import similarity_of
from chatbot.verify import verify
from index.embedding import StaticEmbedder

HOWITZERS = "Das baltische Estland erwirbt in Frankreich 12 Haubitzen."
TRADE = "Das Handelsvolumen zwischen Russland und Vietnam lag 2022 bei 3,5 Milliarden Dollar."
DELIVERY = "Die Lieferung der Waffen erfolgt am 20.06.2024."
MEETING = "In Hanoi traf Putin am Donnerstag Präsident To Lam."
DENIED = "Eine Lieferung von Waffen schloss der Kreml nicht aus."
SAID = "„Vietnam ist unser zuverlässiger Partner“, sagte Putin in Hanoi."

GROUNDWATER = "Das Umweltministerium in Erfurt will die Studie über Grundwasser bis März prüfen."
BRIDGE = "Der Neubau der Hafenbrücke wird auf 2027 verschoben, weil die Zuschüsse des Landes fehlen."

TRUE = [
    ("Estland kauft zwölf Haubitzen.", HOWITZERS),
    ("Das Handelsvolumen lag 2022 bei 3,5 Milliarden Dollar.", TRADE),
    ("Die Lieferung erfolgt am 20. Juni 2024.", DELIVERY),
    ("Putin traf in Hanoi den Präsidenten To Lam.", MEETING),
    ("Der Kreml schloss eine Lieferung von Waffen nicht aus.", DENIED),
    ("Putin sagte, Vietnam sei ein zuverlässiger Partner.", SAID),
    ("„Vietnam ist unser zuverlässiger Partner“, sagte Putin.", SAID),
]
TRANSLATED = [
    ("The trade volume was 3.5 billion dollars in 2022.", TRADE),
    ("The ministry in Erfurt wants to examine the study on groundwater by March.", GROUNDWATER),
    ("The Kremlin did not rule out a delivery of weapons.", DENIED),
]
INVENTED_IN_ENGLISH = [
    ("Bananas are rich in potassium.", GROUNDWATER),
    ("The minister was arrested for fraud.", GROUNDWATER),
    ("The ministry has already banned all pesticides and resigned.", GROUNDWATER),
    ("The new harbour bridge is postponed to 2027 because construction costs have risen.", BRIDGE),
    ("Prosecutor Roth said the owner is under investigation.",
     "Gegen den Besitzer wird nicht ermittelt, sagte Staatsanwältin Roth."),
    ("The fire brigade arrived quickly and evacuated the school next door.", "Die Feuerwehr rettete elf Bewohner."),
]  # fmt: skip
WRONG = [
    ("Die Sitzung beginnt um 13 Uhr.", "Beginn der Sitzung ist um 12 Uhr.", "Zahl „13 Uhr“ steht nicht im Beleg"),
    ("Estland kauft elf Haubitzen.", HOWITZERS, "Zahl „elf“ steht nicht im Beleg"),
    ("Estonia is buying eleven howitzers in France.", HOWITZERS, "Zahl „eleven“ steht nicht im Beleg"),
    ("Estonia is buying twelve howitzers in Poland.", HOWITZERS, "Name „Poland“ steht nicht im Beleg"),
    ("Das Handelsvolumen lag 2022 bei 35 Milliarden Dollar.", TRADE, "Zahl „35 Milliarden“ steht nicht im Beleg"),
    ("The trade volume was 3.5 million dollars in 2022.", TRADE, "Zahl „3.5 million“ steht nicht im Beleg"),
    ("Die Lieferung erfolgt am 21. Juni 2024.", DELIVERY, "Datum „21. Juni 2024“ steht nicht im Beleg"),
    ("Putin traf in Hanoi den Präsidenten Joe Biden.", MEETING, "Name „Joe“ steht nicht im Beleg"),
    ("Der Kreml schloss eine Lieferung von Waffen aus.", DENIED, "Verneinung weicht vom Beleg ab"),
    ("Selenskyj sagte, Vietnam sei ein zuverlässiger Partner.", SAID, "Name „Selenskyj“ steht nicht im Beleg"),
    ("„Vietnam ist unser Feind“, sagte Putin.", SAID, "Zitat „Vietnam ist unser Feind“ steht nicht wörtlich im Beleg"),
    ("Russland beliefert Vietnam mit Waffen.", "Vietnam beliefert Russland mit Waffen.",
     "Die Rollen zweier Namen sind gegenüber dem Beleg vertauscht"),
    ("Estland liegt am Meer und hat schöne Strände.", HOWITZERS, "Die Aussage steht nicht im Beleg"),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "evidence"), TRUE)
def test_what_the_evidence_says_in_other_words_is_proved(sentence, evidence):
    assert verify(sentence, [evidence]).support == "belegt"


@pytest.fixture(scope="module")
def similarity():
    """The cosine of the bundled static embedder."""
    return similarity_of(StaticEmbedder.bundled())


@pytest.mark.parametrize(("sentence", "evidence"), TRANSLATED)
def test_what_the_evidence_says_in_another_language_is_proved_by_an_embedder_alone(sentence, evidence, similarity):
    assert verify(sentence, [evidence], (), similarity).support == "belegt"
    assert verify(sentence, [evidence]).support == "teilweise"


@pytest.mark.parametrize(("sentence", "evidence"), INVENTED_IN_ENGLISH)
def test_what_nothing_contradicts_is_not_proved_in_another_language(sentence, evidence, similarity):
    assert verify(sentence, [evidence], (), similarity).support != "belegt"
    assert verify(sentence, [evidence]).support != "belegt"


@pytest.mark.parametrize(("sentence", "evidence", "reason"), WRONG)
def test_what_the_evidence_does_not_say_is_not_and_the_reason_is_named(sentence, evidence, reason):
    verdict = verify(sentence, [evidence])
    assert verdict.support == "nicht belegt"
    assert verdict.reasons[0] == reason


def test_a_translated_quotation_is_proved_in_part():
    assert verify("“Vietnam is our reliable partner”, Putin said in Hanoi.", [SAID]).support == "teilweise"


def test_two_pieces_of_evidence_prove_a_sentence_together():
    both = ["Estland kauft zwölf Haubitzen.", "Sechs Haubitzen kommen bis Ende 2024."]
    assert verify("Estland kauft zwölf Haubitzen, sechs kommen bis Ende 2024.", both).support == "belegt"


def test_a_weekday_is_the_day_before_the_article_appeared():
    evidence = ["Gestern traf Putin in Hanoi ein."]
    assert verify("Putin traf am Mittwoch in Hanoi ein.", evidence, ["2024-06-20"]).support == "belegt"
    assert verify("Putin traf am Montag in Hanoi ein.", evidence, ["2024-06-20"]).support == "nicht belegt"


def test_without_evidence_or_anything_said_nothing_is_proved():
    for sentence, evidence in (("Ja.", ["Ja, das stimmt."]), ("Estland kauft Waffen.", []), ("Estland kauft Waffen.", [" "])):
        assert verify(sentence, evidence).support == "nicht belegt"


def test_a_sentence_that_stands_in_one_quote_is_proved_whatever_else_is_cited():
    sentence = "Aus Pjöngjang kommend ist Wladimir Putin in Hanoi gelandet, der Hauptstadt Vietnams."
    others = ["Von Nordkorea aus ist Wladimir Putin nach Hanoi geflogen.", "Jetzt ist Wladimir Putin in Vietnam."]
    assert verify(sentence, [sentence, *others]).support == "belegt"
    assert verify(sentence, [others[0], f"Es war Abend. {sentence}"]).support == "belegt"


def test_words_inside_a_longer_sentence_are_not_that_sentence():
    assert verify("Putin ist in Hanoi.", ["Falsch ist, was gemeldet wurde: Putin ist nicht in Hanoi."]).support != "belegt"
