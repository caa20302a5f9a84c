import pytest

from index.analysis import grams, question_language, stems, words


def test_inflected_words_meet_in_one_stem():
    assert stems("Häuser") == stems("Haus") == stems("HAUSES")
    assert stems("Straße") == stems("Strasse")
    assert stems("Delegationen") == stems("Delegation")


def test_words_are_runs_of_letters_and_digits():
    assert words("„Putin“, 3,5 Mrd. – To Lam's E-Mail") == ["putin", "3", "5", "mrd", "to", "lam", "s", "e", "mail"]
    assert words("?! … —") == []


def test_unicode_forms_of_one_word_are_one():
    assert words("Müller") == words("Mu\u0308ller")
    assert stems("ﬁnanzen") == stems("Finanzen")


def test_parts_of_a_compound_share_grams_with_the_compound():
    shared = set(grams("Hochwasserschutz")) & set(grams("Hochwasser"))
    assert {"_hoc", "hoch", "wass", "sser"} <= shared


def test_a_short_word_is_its_own_gram():
    assert grams("in EU") == ["_in_", "_eu_"]


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("G-7", "G7"),
        ("die B 96 bei Bautzen", "die B96 bei Bautzen"),
        ("MH-17-Prozess", "MH17-Prozess"),
        ("12.000 Soldaten", "12000 Soldaten"),
        ("1,250,000 Euro", "1250000 Euro"),
        ("1.000,50 Euro", "1000,50 Euro"),
        ("3'500 Franken", "3500 Franken"),
    ],
)
def test_a_number_and_a_designation_are_the_same_words_however_they_are_written(one, other):
    assert words(one) == words(other)


@pytest.mark.parametrize("text", ["20.06.2024", "2024.123", "3,5", "Europa-2", "Plan B 2024", "Kapitel a 8"])
def test_dates_decimals_and_other_numbers_stay_apart(text):
    assert len(words(text)) > 1


def test_letters_of_other_languages_meet_their_plain_ones():
    assert stems("Łódź Ørsted Đoković") == stems("Lodz Orsted Dokovic")


def test_a_very_long_word_costs_little():
    assert len(grams("a" * 100_000)) < 100
    assert len(stems("a" * 100_000)[0]) <= 60


@pytest.mark.parametrize(
    ("question", "language"),
    [
        ("Wer gehörte zu Putins Delegation?", "de"),
        ("Who was in Putin's delegation?", "en"),
        ("Putin Hanoi Delegation?", "de"),
        ("Who visited München and Köln?", "en"),
        ("Was sagte The New York Times über den Besuch?", "de"),
        ("Did the Bundestag vote on the Haushalt?", "en"),
        ("Wann war das?", "de"),
        ("When was that?", "en"),
        ("How much money was invested?", "en"),
        ("Wie hoch ist der Pegel?", "de"),
        ("Was Putin in Hanoi?", "en"),
        ("Was hat Putin in Hanoi gemacht?", "de"),
        ("Was versprach Kim Putin?", "de"),
        ("Was will Kim?", "de"),
        ("Was will Kim in Wien erreichen?", "de"),
        ("Was an Kim störte die Wähler?", "de"),
        ("Was an agreement signed?", "en"),
        ("Was Will there?", "en"),
        ("Was he arrested?", "en"),
        ("In which year did the Berlin wall come down", "en"),
        ("", "de"),
        ("Kim Jong Un", "de"),
        ("reasons for the war", "en"),
        ("Gründe für den Krieg", "de"),
        ("List the ministers named in the report", "en"),
        ("NATO summit 2024", "en"),
        ("election results Estonia", "en"),
        ("bridge costs", "en"),
        ("Putins Delegation", "de"),
        ("Klimagipfel Glasgow", "de"),
        ("hafen streik", "de"),
        ("Software Update Kosten", "de"),
        ("Champions League Finale", "de"),
        ("Liefert Frankreich Haubitzen an Estland?", "de"),
        ("Greift Russland Odessa an?", "de"),
        ("Starben in Bergdorf Menschen an Hitze?", "de"),
        ("Erkennt Spanien Palästina an?", "de"),
        ("Will Scholz Kanzler bleiben?", "de"),
        ("Will Trump Grönland kaufen?", "de"),
        ("Will Putin Frieden?", "de"),
        ("Trifft Putin To Lam?", "de"),
        ("Traf Putin To Lam in Hanoi?", "de"),
        ("Will Putin visit Hanoi?", "en"),
        ("Will Biden resign?", "en"),
        ("Will Trump win?", "en"),
        ("Will Estonia buy howitzers?", "en"),
        ("Will Germany ban TikTok?", "en"),
        ("Is Scholz an economist?", "en"),
        ("To whom did Estonia sell howitzers?", "en"),
    ],
)
def test_the_language_of_a_question_is_told_by_its_small_words_or_their_letters(question, language):
    assert question_language(question) == language
