from index.near_duplicates import SAMPLE_ONE_IN, containment, same_print, samples, shingles

REPORT = (
    "Der russische Präsident ist am Donnerstag zu einem Staatsbesuch in der vietnamesischen Hauptstadt Hanoi eingetroffen. "
    "Dort wurde er vom Präsidenten des Landes mit militärischen Ehren empfangen. Auf dem Programm standen Gespräche über den "
    "Handel, die Energie und die Zusammenarbeit der Universitäten beider Länder."
)


def test_the_same_text_with_another_frame_is_the_same_print():
    other = "Hanoi (dpa) - " + REPORT + " Am Abend reiste er weiter."
    assert same_print(shingles(REPORT), shingles(other))


def test_a_passage_cut_at_another_sentence_is_the_same_print():
    later = REPORT.split(". ", 1)[1]
    assert same_print(shingles(later), shingles(REPORT))


def test_the_same_event_in_other_words_is_not():
    retold = (
        "Wladimir Putin besucht Vietnam. In Hanoi begrüßte ihn der Staatspräsident mit einer Ehrenformation; gesprochen wurde "
        "über Handel und Energie sowie über gemeinsame Vorhaben der Hochschulen."
    )
    assert containment(shingles(REPORT), shingles(retold)) < 0.1
    assert not same_print(shingles(REPORT), shingles(retold))


def test_case_punctuation_and_line_breaks_make_no_difference():
    assert (shingles(REPORT) == shingles(REPORT.upper().replace(" ", "\n").replace(",", " –"))).all()


def test_samples_of_two_prints_meet_wherever_they_begin():
    one, other = samples([REPORT * 3, "Vorweg ein Satz. " + REPORT * 3])
    assert set(one) & set(other)
    assert all(value % SAMPLE_ONE_IN == 0 for value in one[1:])


def test_short_and_empty_texts_are_fine():
    assert len(shingles("Zwei Wörter")) == 1 and not same_print(shingles("Zwei Wörter"), shingles("Drei Wörter"))
    assert samples(["", "Zwei Wörter", "?"]) == [[], list(shingles("Zwei Wörter")), []] and samples([]) == []
    assert containment(shingles(""), shingles("")) == 0.0


def test_texts_sampled_together_are_sampled_as_if_alone():
    texts = [REPORT, "", "Kurz.", REPORT.split(". ", 1)[1], "Vier Wörter, mehr nicht", REPORT * 20]
    assert samples(texts) == [samples([text])[0] for text in texts]
    assert all(set(kept) <= set(shingles(text).tolist()) for kept, text in zip(samples(texts), texts, strict=True))
