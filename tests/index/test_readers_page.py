"""HTML pages to articles: what a browser would not show stays out, and a page that breaks the parser is refused in time."""

from __future__ import annotations

import json
import time
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from lxml import html

from index.errors import ReadError
from index.readers import read_file
from index.readers.hidden import strip_hidden
from index.readers.page_process import PageProcess

TEXT = (
    "<p>Der Kreistag hat am Montag den Bau der neuen Brücke über die Ahse beschlossen, die 14 Millionen Euro kosten soll.</p>"
    "<p>Die Arbeiten beginnen im März. Bis dahin bleibt die alte Brücke für Lastwagen gesperrt, sagte Landrätin Petra Holm.</p>"
)


def page(body: str, head: str = "") -> bytes:
    return f'<!doctype html><html lang="de"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'.encode()


def test_a_page_gives_text_and_what_it_states(tmp_path: Path) -> None:
    head = (
        "<title>Brücke kommt | Ahser Bote</title><meta property='og:title' content='Brücke kommt'>"
        "<meta property='og:site_name' content='Ahser Bote'><link rel='canonical' href='https://bote.example/bruecke'>"
        "<meta property='article:published_time' content='2024-03-05T07:30:00+01:00'>"
    )
    body = f"<nav><a href='/'>Start</a></nav><article><h1>Brücke kommt</h1>{TEXT}<p>(dpa)</p></article><footer>Impressum</footer>"
    path = tmp_path / "bruecke.html"
    path.write_bytes(page(body, head))
    article = read_file(path)
    assert (article.title, article.source, article.published) == ("Brücke kommt", "Ahser Bote", "2024-03-05")
    assert article.url == "https://bote.example/bruecke"
    assert article.agencies == ("dpa",)
    assert article.text.startswith("Der Kreistag") and article.text.endswith("Petra Holm.")
    assert "Impressum" not in article.text


def test_a_page_without_a_stated_date_has_none(tmp_path: Path) -> None:
    path = tmp_path / "a.htm"
    path.write_bytes(
        page(
            f"<article><h1>Brücke kommt</h1>{TEXT}<p>Die Brücke stammt vom 3. Mai 1931 und trägt heute 5000 Autos.</p></article>"
        )
    )
    assert read_file(path).published is None


@pytest.mark.parametrize(
    "hidden",
    [
        "<p hidden>{}</p>",
        '<p style="display: none">{}</p>',
        '<p style="color:red;font-size:0px">{}</p>',
        "<template><p>{}</p></template>",
        '<div style="position:absolute; left:-9999px">{}</div>',
        '<span style="visibility:hidden">{}</span>',
        '<p aria-hidden="true">{}</p>',
        '<p style="opacity:0">{}</p>',
        '<p class="x sr-only">{}</p>',
        "<script>{}</script>",
        "<noscript>{}</noscript>",
        "<!-- {} -->",
        '<div style="height:0;overflow:hidden">{}</div>',
        '<p style="text-indent:-5000px">{}</p>',
        '<p style="DISPLAY:NONE !important">{}</p>',
    ],
)
def test_hidden_text_is_taken_out_and_what_follows_stays(hidden: str) -> None:
    tree = html.fromstring(f"<div><p>davor</p>{hidden.format('GEHEIM')} danach<p>Ende</p></div>")
    strip_hidden(tree)
    rest = html.tostring(tree, encoding="unicode")
    assert "GEHEIM" not in rest
    assert all(word in rest for word in ("davor", "danach", "Ende"))


@pytest.mark.parametrize(
    "shown",
    [
        '<p style="opacity:0.9">{}</p>',
        '<p style="font-size:0.8em">{}</p>',
        '<p style="margin-left:-10px">{}</p>',
        '<p style="line-height:0.9">{}</p>',
    ],
)
def test_shown_text_stays(shown: str) -> None:
    tree = html.fromstring(f"<div>{shown.format('SICHTBAR')}</div>")
    assert strip_hidden(tree) == 0
    assert "SICHTBAR" in html.tostring(tree, encoding="unicode")


@pytest.mark.parametrize(
    "content",
    [b"<html><body></body></html>", b"<html><body><div id=app></div><script>x()</script></body></html>", b"\x00\x01\x02"],
)
def test_a_page_without_an_article_is_refused(tmp_path: Path, content: bytes) -> None:
    path = tmp_path / "leer.html"
    path.write_bytes(content)
    with pytest.raises(ReadError, match="leer.html"):
        read_file(path)


@pytest.mark.slow
def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_is_read() -> None:
    pages = PageProcess(timeout_s=2.0)
    slow = page("<div>" * 3_000 + "<p>x</p><table><tr><td>" * 60_000)
    started = time.monotonic()
    try:
        pages.extract(slow, "langsam.html")
    except ReadError as error:
        assert "langsam.html" in str(error)
    assert time.monotonic() - started < 30
    pages.timeout_s = 60.0
    assert "Kreistag" in pages.extract(page(f"<article>{TEXT}</article>"), "gut.html")["text"]
    pages.close()


def test_a_child_that_died_between_two_pages_costs_no_page() -> None:
    pages = PageProcess()
    good = page(f"<article>{TEXT}</article>")
    assert "Kreistag" in pages.extract(good, "eins.html")["text"]
    assert pages._child is not None
    pages._child.kill()
    pages._child.wait()
    assert "Kreistag" in pages.extract(good, "zwei.html")["text"]
    pages.close()


@pytest.mark.slow
def test_a_child_that_runs_out_of_memory_is_reported() -> None:
    pages = PageProcess(timeout_s=60.0, max_memory=400_000_000)
    with pytest.raises(ReadError, match="gross.html"):
        pages.extract(page("<p>Ein Wort <b>fett</b> und mehr.</p>" * 700_000), "gross.html")
    pages.close()


def test_the_caption_of_a_picture_stays_and_its_credit_goes(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    caption = "Landrätin Petra Holm vor der alten Brücke in Ahse."
    figure = f"<figure><img src='a.jpg'><figcaption>{caption} Foto: Jan Uhl/dpa</figcaption></figure>"
    teaser = "<figure><figcaption>Ein ganz anderer Artikel <a href='/b'>über den Markt</a></figcaption></figure>"
    path.write_bytes(page(f"<article><h1>Brücke kommt</h1>{figure}{TEXT}{teaser}</article>"))
    text = read_file(path).text
    assert f"{caption}\n" in text
    assert "Jan Uhl" not in text and "Markt" not in text


def test_a_label_and_the_headline_over_the_text_are_not_its_first_words(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    head = "<title>Kreis baut Brücke über die Ahse</title>"
    path.write_bytes(page(f"<article><p>Verkehr</p><h1>Kreis baut Brücke über die Ahse</h1>{TEXT}</article>", head))
    article = read_file(path)
    assert article.title == "Kreis baut Brücke über die Ahse"
    assert article.text.startswith("Der Kreistag")


@pytest.mark.parametrize("charset", ["utf-8", "iso-8859-1"])
def test_a_page_saved_as_one_file_is_read_with_the_address_it_was_saved_from(tmp_path: Path, charset: str) -> None:
    inner = f"<html lang='de'><head><title>Brücke kommt</title></head><body><article>{TEXT}</article></body></html>"
    message = MIMEMultipart("related")
    message["Snapshot-Content-Location"] = "https://bote.example/bruecke"
    message["Date"] = "Fri, 3 Jan 2025 10:00:00 +0100"
    message.attach(MIMEText(inner, "html", charset))
    message.attach(MIMEImage(b"\x89PNG\r\n\x1a\n", "png"))
    path = tmp_path / "bruecke.mhtml"
    path.write_bytes(message.as_bytes())
    article = read_file(path)
    assert (article.id, article.title, article.url) == ("bruecke", "Brücke kommt", "https://bote.example/bruecke")
    assert article.published is None  # the day of saving is not that of publication
    assert "über die Ahse beschlossen" in article.text and "PNG" not in article.text


def test_a_saved_file_without_a_page_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "post.mht"
    path.write_bytes(b"Subject: Hallo\n\nNur eine Nachricht.\n")
    with pytest.raises(ReadError, match="post.mht: holds no HTML page"):
        read_file(path)


@pytest.mark.parametrize(
    "mark",
    [
        "<meta charset='iso-8859-1'>",
        "<meta http-equiv='Content-Type' content='text/html; charset=ISO-8859-1'>",
        "<meta charset='latin1'>",
        "<meta charset='us-ascii'>",
        "<meta charset='windows-1252'>",
        "",
    ],
)
def test_a_page_that_says_latin_1_is_read_as_windows_1252(tmp_path: Path, mark: str) -> None:
    said = "„Das kostet 5 €“, sagte Bürgermeister Šulc – mehr nicht."
    path = tmp_path / "a.html"
    body = f"<article><h1>Brücke kommt</h1>{TEXT}<p>{said}</p></article>"
    path.write_bytes(f"<!doctype html><html lang='de'><head>{mark}</head><body>{body}</body></html>".encode("cp1252"))
    assert said in read_file(path).text


def test_a_page_is_read_in_the_encoding_it_states(tmp_path: Path) -> None:
    said = "Bürgermeister Łukasz Kowalczyk aus Łódź und Świnoujście kam zur Eröffnung."
    path = tmp_path / "a.html"
    head = "<meta charset='iso-8859-2'>"
    path.write_bytes(
        f"<html lang='de'><head>{head}</head><body><article>{TEXT}<p>{said}</p></article></body></html>".encode("iso-8859-2")
    )
    assert said in read_file(path).text


def test_a_saved_page_that_says_latin_1_is_read_as_windows_1252(tmp_path: Path) -> None:
    said = "<p>Es waren 5 € – mehr nicht.</p>"
    inner = f"<html lang='de'><head><title>Brücke</title></head><body><article>{TEXT}{said}</article></body></html>"
    path = tmp_path / "a.mhtml"
    head = b"MIME-Version: 1.0\nContent-Type: text/html; charset=iso-8859-1\nContent-Transfer-Encoding: 8bit\n\n"
    path.write_bytes(head + inner.encode("cp1252"))
    assert "5 € – mehr" in read_file(path).text


CARDS = "<aside><article><header><time datetime='2019-01-01'>1.1.2019</time></header><h3>Anderes</h3></article></aside>"


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        (f"{CARDS}<article><h1>Brücke kommt</h1><time datetime='2024-03-05'>5. März</time>{TEXT}</article>", "2024-03-05"),
        (f"<article><h1>Brücke kommt</h1><p><time datetime='2024-03-05'>5. März</time></p>{TEXT}</article>{CARDS}", "2024-03-05"),
        (f"<header><h1>Brücke kommt</h1><time datetime='2024-03-05'>5.3.</time></header><article>{TEXT}</article>", "2024-03-05"),
        (
            f"{CARDS}<h1>Brücke kommt</h1><article><header><time datetime='2024-03-05'>5.3.</time></header>{TEXT}</article>",
            "2024-03-05",
        ),
        (f"<article><h1>Brücke kommt</h1>{TEXT}<time pubdate datetime='2024-03-05'>5. März</time></article>", "2024-03-05"),
        (f"<article><h1>Brücke kommt</h1>{TEXT}<p>Seit <time datetime='1931-05-03'>1931</time> steht sie.</p></article>", None),
        (f"<article><h1>Brücke kommt</h1>{TEXT}</article><time datetime='2026-01-01'>heute</time>", None),
        (f"<article><h1>Brücke kommt</h1>{CARDS}{TEXT}</article>", None),
        (f"<article><h1>Brücke kommt</h1>{TEXT}</article>{CARDS}", None),
    ],
)
def test_a_time_states_the_day_only_in_the_head_of_the_article(tmp_path: Path, body: str, expected: str | None) -> None:
    path = tmp_path / "a.html"
    path.write_bytes(page(body))
    assert read_file(path).published == expected


OWN = {"@type": "NewsArticle", "headline": "Brücke kommt", "datePublished": "2024-03-05", "publisher": {"name": "Ahser Bote"}}
TEASER = {
    "@type": "NewsArticle",
    "headline": "Markt zieht um",
    "datePublished": "2019-01-01",
    "publisher": {"name": "Der Andere Bote"},
}
COMMENT = {"@type": "Comment", "text": "Endlich!", "datePublished": "2024-04-01"}


@pytest.mark.parametrize(
    "stated",
    [
        [{"@type": "ItemList", "itemListElement": [{"@type": "ListItem", "item": TEASER}]}, OWN],
        [{"@type": "NewsArticle", "comment": [COMMENT], **OWN}],
        [{"@graph": [TEASER, {"@type": "WebPage", "datePublished": "2020-01-01"}, OWN]}],
        [[TEASER], [OWN]],
        [{"@type": "WebPage", "mainEntity": {**OWN, "@type": ["Article", "ReportageNewsArticle"]}}, TEASER],
        [TEASER, {**OWN, "@type": "LiveBlogPosting", "liveBlogUpdate": [{**TEASER, "@type": "BlogPosting"}]}],
        [TEASER, {**OWN, "headline": "Ja zum Bau", "url": "http://www.bote.example/bruecke/#artikel"}],
        [{**OWN, "headline": "Ja zum Bau"}],
        [{"@type": "WebPage", "datePublished": "2024-03-05T07:30:00+01:00", "relatedLink": TEASER}],
    ],
)
def test_linked_data_states_the_day_of_the_own_article_not_of_teasers_and_comments(tmp_path: Path, stated: list[object]) -> None:
    scripts = "".join(f"<script type='application/ld+json'>{_linked(value)}</script>" for value in stated)
    head = f"<link rel='canonical' href='https://bote.example/bruecke'>{scripts}"
    path = tmp_path / "a.html"
    path.write_bytes(page(f"<article><h1>Brücke kommt</h1>{TEXT}</article>", head))
    article = read_file(path)
    assert (article.published, "Andere" in article.source) == ("2024-03-05", False)
    assert article.title in {"Brücke kommt", "Ja zum Bau"}


@pytest.mark.parametrize(
    ("script", "expected"),
    [
        ('<!-- {"@type": "Article", "datePublished": "2024-03-05"}; -->', "2024-03-05"),
        ('{"@type": "Article", "headline": "Ein "Ja" zum Bau", "datePublished": "2024-03-05",}', "2024-03-05"),
        ('{"@type": "Article", "x": "a"b", "datePublished": "2024-03-05", "comment": {"datePublished": "2024-04-01"}}', None),
        ('{"@type": "Event", "datePublished": "2024-04-01"}', None),
        ("[" * 50_000, None),
        ('{"@type": "Article", "datePublished": 20240305, "publisher": [1], "@graph": {"@graph": {}}}', None),
        (f"{[TEASER, COMMENT | {'@type': 'Article', 'headline': 'Sonst was'}]}".replace("'", '"'), None),
    ],
)
def test_linked_data_that_is_broken_or_about_no_one_article_is_not_guessed_at(
    tmp_path: Path, script: str, expected: str | None
) -> None:
    path = tmp_path / "a.html"
    head = f"<script type='application/ld+json'>{script}</script>"
    path.write_bytes(page(f"<article><h1>Brücke kommt</h1>{TEXT}</article>", head))
    assert read_file(path).published == expected


@pytest.mark.parametrize("around", ["<aside>{}</aside>", "<div itemprop='comment' itemscope>{}</div>"])
def test_a_marked_day_in_a_box_or_a_comment_is_not_the_articles(tmp_path: Path, around: str) -> None:
    path = tmp_path / "a.html"
    other = around.format("<meta itemprop='datePublished' content='2019-01-01'>")
    own = "<time itemprop='datePublished' datetime='2024-03-05'>5. März</time>"
    path.write_bytes(page(f"{other}<article><h1>Brücke kommt</h1>{TEXT}{own}</article>"))
    assert read_file(path).published == "2024-03-05"


def _linked(value: object) -> str:
    stated = {"@context": "https://schema.org", **value} if isinstance(value, dict) else value
    return json.dumps(stated, ensure_ascii=False)
