import html
import re
from dataclasses import replace

from chatbot.web.source_html import Mark, empty_source_html, source_html, text_html
from chatbot.web.texts import Texts
from index.types import Article

TEXT = "Erster Satz. Putin kam nach Hanoi.\n\nZweiter Absatz mit <b>Rest</b>."
ARTICLE = Article("a", "Titel", TEXT, source="WELT", url="https://example.org/a", published="2024-06", agencies=("dpa", "AFP"))
GERMAN = Texts("de")


def marked(markup: str) -> list[str]:
    return [html.unescape(re.sub(r"</?b[^>]*>", "", m)) for m in re.findall(r"<mark[^>]*>(.*?)</mark>", markup)]


def test_exactly_the_quoted_words_are_marked():
    start = TEXT.index("Putin")
    end = TEXT.index("\n")
    assert marked(text_html(TEXT, [Mark(start, end)])) == ["Putin kam nach Hanoi."]


def test_the_answering_words_stand_out_inside_their_sentence():
    start, at = TEXT.index("Putin"), TEXT.index("Hanoi")
    markup = text_html(TEXT, [Mark(start, TEXT.index("\n"), (at, at + 5))])
    assert marked(markup) == ["Putin kam nach Hanoi."]
    assert '<b class="answering">Hanoi</b>' in markup


def test_only_the_wanted_mark_is_the_one_to_scroll_to():
    marks = [Mark(0, 12), Mark(TEXT.index("Zweiter"), len(TEXT))]
    markup = text_html(TEXT, marks, focus=1)
    assert markup.count('class="focus"') == 1
    assert markup.index("Erster") < markup.index('class="focus"') < markup.index("Zweiter")


def test_a_mark_over_a_paragraph_break_is_closed_and_opened_again():
    assert marked(text_html(TEXT, [Mark(13, len(TEXT))])) == ["Putin kam nach Hanoi.", "Zweiter Absatz mit <b>Rest</b>."]


def test_marks_outside_the_text_or_overlapping_do_no_harm():
    markup = text_html("kurz", [Mark(-5, 2), Mark(1, 99, (90, 95)), Mark(50, 60)], focus=7)
    assert marked(markup) == ["kurz"]


def test_the_reader_gets_every_character_of_the_text():
    shown = html.unescape(re.sub(r"<[^>]+>", "\n", text_html(TEXT, [Mark(0, 5)])))
    assert "".join(shown.split()) == "".join(TEXT.split())


def test_the_panel_names_title_publisher_date_agencies_and_links_the_original():
    panel = source_html(ARTICLE, [], GERMAN, "Quelle 1")
    words = html.unescape(panel)
    assert all(part in words for part in ("Titel", "WELT", "Juni 2024", "mit Material von dpa, AFP", "Quelle 1"))
    assert 'target="_blank" rel="noopener noreferrer nofollow"' in panel
    assert html.unescape(re.search(r'href="([^"]+)"', panel).group(1)) == "https://example.org/a"


def test_what_an_article_lacks_is_said_and_a_bad_address_gives_no_link():
    bare = replace(ARTICLE, source="", published=None, agencies=(), url="javascript:alert(1)")
    panel = source_html(bare, [], GERMAN, "Artikel")
    assert "ohne Verlagsangabe" in panel and "ohne Datum" in panel
    assert "<a " not in panel


def test_markup_in_title_publisher_and_agency_is_text():
    bad = "<img src=http://evil.example/x>"
    panel = source_html(
        replace(ARTICLE, title=bad, source=bad, agencies=(bad,), text=bad, language='de" onload="x'), [], GERMAN, bad
    )
    assert "<img" not in panel and "evil.example" not in panel.replace("&#46;", ".").split("&#")[0]
    assert html.unescape(panel).count(bad) == 5
    assert 'onload="' not in panel


def test_the_empty_panel_says_what_will_stand_there():
    assert "Hier steht der Beleg" in empty_source_html(GERMAN)
    assert "Diesen Artikel gibt es nicht mehr" in empty_source_html(GERMAN, "source.gone")
