"""Who tells the same of those they name, and who only shares names."""

import pytest

from chatbot.candidates import candidates
from chatbot.features import view
from chatbot.sameness import says_same
from chatbot.telling import opposed, tells_same
from index.types import Article, Hit, Passage


def sentence(article_id, text):
    passage = Passage(f"{article_id}#0", article_id, 0, len(text), text)
    return candidates([Hit(passage, Article(article_id, "", text), 1.0, 1, passage.id)])[0]


def both(question, one, other):
    """Whether two sentences say the same, asked either way round."""
    asked, a, b = view(question), sentence("a", one), sentence("b", other)
    found = {says_same(asked, a, b), says_same(asked, b, a)}
    assert len(found) == 1
    return found.pop()


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Wie reagierte die FDP auf das Heizungsgesetz?",
            "Karin Lohse (FDP) lobte das Heizungsgesetz.",
            "Karin Ebeling (FDP) kritisierte das Heizungsgesetz in Erfurt.",
        ),
        (
            "Wie reagierte die FDP auf das Heizungsgesetz?",
            "Die FDP lobte das Heizungsgesetz am Montag im Landtag.",
            "Die FDP kritisierte das Heizungsgesetz am Montag im Landtag.",
        ),
        (
            "Lobte die FDP das Heizungsgesetz?",
            "Die FDP lobte das Heizungsgesetz am Montag im Landtag.",
            "Die FDP lobte am Montag im Landtag die Polizei.",
        ),
        (
            "Was beschloss der Stadtrat am Montag?",
            "Der Stadtrat von Erfurt beschloss am Montag den Bau einer Schwimmhalle.",
            "Der Stadtrat von Erfurt beschloss am Montag höhere Parkgebühren.",
        ),
        (
            "Welcher Chorleiter wurde geehrt?",
            "Das Theater Erfurt hat den Chorleiter Paul Reuter geehrt.",
            "Paul Lindner ist neuer Sparkassenchef von Erfurt.",
        ),
        (
            "Wer gewann die Bürgermeisterwahl in Sonneberg?",
            "Anna Weber gewann die Bürgermeisterwahl in Sonneberg.",
            "Anna Weber kandidierte bei der Bürgermeisterwahl in Sonneberg.",
        ),
        (
            "Wann wurde die Brücke in Erfurt eröffnet?",
            "Die Brücke in Erfurt wurde am 3. Mai 2019 eröffnet.",
            "Die Brücke in Erfurt wurde am 3. Mai 2019 gesperrt.",
        ),
        (
            "How did the FDP react to the heating law?",
            "Karin Lohse (FDP) praised the heating law.",
            "Karin Ebeling (FDP) criticised the heating law in Erfurt.",
        ),
        (
            "Did the FDP praise the heating law?",
            "The FDP praised the heating law on Monday in Erfurt.",
            "The FDP praised the police on Monday in Erfurt.",
        ),
        (
            "Was sagte Karin Lohse?",
            "Karin Lohse sprach am Montag in Erfurt über das Heizungsgesetz.",
            "Karin Lohse sprach am Montag in Erfurt über die Rente.",
        ),
        (
            "Warum wurde das Schwimmbad in Erfurt geschlossen?",
            "Das Schwimmbad in Erfurt wurde wegen eines Wasserschadens geschlossen.",
            "Das Schwimmbad in Erfurt wurde wegen Personalmangels geschlossen.",
        ),
        (
            "Wie hoch ist der Schaden in Erfurt?",
            "Der Schaden in Erfurt liegt bei 50 Millionen Euro.",
            "Für Erfurt versprach der Minister 50 Millionen Euro.",
        ),
        (
            "Welche Partei stellt in Erfurt den Bürgermeister?",
            "In Erfurt stellt die SPD seit Jahren den Bürgermeister.",
            "In Erfurt stellt die CDU seit Jahren den Bürgermeister.",
        ),
        (
            "Welches Tier entlief in Erfurt?",
            "In Erfurt ist am Montag ein Känguru aus dem Zoo entlaufen.",
            "In Erfurt ist am Montag ein Wolf aus dem Zoo entlaufen.",
        ),
        (
            "Wer gewann das Rennen?",
            "Max Huber gewann am Sonntag das Rennen in Bergdorf.",
            "Max Huber gewann am Sonntag das Rennen in Talheim.",
        ),
        (
            "Wer wurde verhaftet?",
            "Die Polizei in Erfurt hat Max Huber verhaftet.",
            "Die Polizei in Erfurt hat Max Huber freigelassen.",
        ),
        (
            "Stimmte der Bundestag dem Haushalt zu?",
            "Der Bundestag stimmte dem Haushalt am Freitag zu.",
            "Der Bundestag stimmte dem Rentengesetz am Freitag zu.",
        ),
        (
            "Wie viele Stellen streicht die Firma Lenz?",
            "Die Firma Lenz streicht 300 Stellen in Erfurt.",
            "Die Firma Lenz schafft 300 Stellen in Erfurt.",
        ),
        (
            "Welche Schule wurde in Erfurt ausgezeichnet?",
            "In Erfurt wurde die Goethe-Schule mit einem Preis ausgezeichnet.",
            "In Erfurt wurde die Schiller-Schule mit einem Preis ausgezeichnet.",
        ),
        (
            "Wer leitet die Feuerwehr in Altdorf?",
            "Peter Wagner leitet seit Montag die Feuerwehr in Altdorf.",
            "Jonas Wagner leitet seit Montag die Feuerwehr in Altdorf.",
        ),
    ],
)
def test_what_tells_something_else_or_the_opposite_is_not_the_same(question, one, other):
    assert not both(question, one, other)


@pytest.mark.parametrize(
    ("question", "one", "other"),
    [
        (
            "Wie reagierte die FDP auf das Heizungsgesetz?",
            "Karin Lohse (FDP) lobte das Heizungsgesetz.",
            "FDP-Politikerin Karin Lohse hat das Heizungsgesetz gelobt.",
        ),
        (
            "Was beschloss der Stadtrat am Montag?",
            "Der Stadtrat von Erfurt beschloss am Montag den Bau einer Schwimmhalle.",
            "Am Montag hat der Erfurter Stadtrat den Bau einer neuen Schwimmhalle beschlossen.",
        ),
        (
            "Welcher Chorleiter wurde geehrt?",
            "Das Theater Erfurt hat den Chorleiter Paul Reuter geehrt.",
            "Chorleiter Paul Reuter wurde in Erfurt vom Theater geehrt.",
        ),
        (
            "Wer gewann die Bürgermeisterwahl in Sonneberg?",
            "Anna Weber gewann die Bürgermeisterwahl in Sonneberg.",
            "Die Bürgermeisterwahl in Sonneberg hat Anna Weber gewonnen.",
        ),
        (
            "Wer gewann die Bürgermeisterwahl in Sonneberg?",
            "Anna Weber gewann die Bürgermeisterwahl in Sonneberg.",
            "Anna Weber siegte bei der Bürgermeisterwahl in Sonneberg.",
        ),
        (
            "Wann wurde die Brücke in Erfurt eröffnet?",
            "Die Brücke in Erfurt wurde am 3. Mai 2019 eröffnet.",
            "Am 3. Mai 2019 eröffnete der Minister die Brücke in Erfurt.",
        ),
        (
            "How did the FDP react to the heating law?",
            "Karin Lohse (FDP) praised the heating law.",
            "FDP politician Karin Lohse praised the heating law in Erfurt.",
        ),
        (
            "Wie viele Menschen starben in Erfurt?",
            "In Erfurt starben bei einem Brand vier Menschen.",
            "Bei dem Brand in Erfurt kamen vier Menschen ums Leben.",
        ),
        (
            "Was kaufte Estland?",
            "Estland kaufte in Frankreich neue Haubitzen vom Typ Caesar.",
            "Estland hat in Frankreich Haubitzen vom Typ Caesar gekauft.",
        ),
        (
            "Warum wurde das Schwimmbad in Erfurt geschlossen?",
            "Das Schwimmbad in Erfurt wurde wegen eines Wasserschadens geschlossen.",
            "Wegen eines Wasserschadens wurde das Schwimmbad von Erfurt am Montag geschlossen.",
        ),
        (
            "Wer leitet die Feuerwehr in Altdorf?",
            "Peter Wagner leitet seit Montag die Feuerwehr in Altdorf.",
            "Wagner leitet seit Montag die Feuerwehr in Altdorf.",
        ),
    ],
)
def test_another_papers_wording_is_the_same(question, one, other):
    assert both(question, one, other)


def test_verbs_and_not_names_make_a_statement():
    asked = view("Was tat Eva Holm?")
    assert not tells_same(asked, "Eva Holm kaufte in Erfurt ein Haus.", "Eva Holm besichtigte in Erfurt ein Haus.")
    assert tells_same(asked, "Eva Holm kaufte in Erfurt ein Haus.", "In Erfurt hat Eva Holm ein Haus gekauft.")


def test_opposites_are_found_in_either_sentence():
    assert opposed("Elf Menschen wurden verletzt.", "Es gab sechs Tote.")
    assert not opposed("Elf Menschen wurden verletzt.", "Elf Verletzte liegen in Erfurt.")
