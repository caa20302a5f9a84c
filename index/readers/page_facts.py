"""What an HTML page states about its article: title, date, publisher, address, language. Runs in the child process only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from trafilatura.metadata import extract_metadata

from index.dates import iso_date
from index.readers.linked_data import LinkedData, linked_dates, read_linked_data, without_others

# Not what stands in a box, a list of teasers or a comment.
_OWN = "[not(ancestor::aside or ancestor::*[@itemprop='comment' or @itemprop='itemListElement'])]"
# Where pages state the day of publication, most trusted first.
# Source: schema.org Article, the Open Graph article vocabulary, Dublin Core.
_DATE_PATHS = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    f"//meta[@itemprop='datePublished']{_OWN}/@content",
    f"//*[@itemprop='datePublished']{_OWN}/@datetime",
    "//meta[@property='og:article:published_time' or @name='date' or @name='pubdate' or @name='publish-date']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date' or @name='DC.date' or @name='dcterms.date']/@content",
    "//meta[@name='parsely-pub-date']/@content",
)
_MAX_VALUE = 500
_MIN_PARAGRAPH = 10  # words: what is shorter stands over the text (a byline, a place)


def page_facts(tree: html.HtmlElement) -> dict[str, str]:
    """Return title, published, source, url and language as the page states them; "" where it does not."""
    linked = read_linked_data(tree)
    with without_others(linked):
        found = extract_metadata(tree, extensive=False)
    language = tree.get("lang") or next(iter(tree.xpath("//html/@lang")), "")
    url = found.url or ""
    return {
        "title": _line(found.title),
        "published": next((day for day in map(iso_date, _stated_dates(tree, linked)) if day), ""),
        "source": _publisher(_line(found.sitename)),
        "url": url if re.match(r"https?://", url) else "",
        "language": str(language),
    }


def _stated_dates(tree: html.HtmlElement, linked: LinkedData) -> Iterator[str]:
    """Every stated date of publication, most trusted first."""
    for path in _DATE_PATHS[:1]:
        yield from tree.xpath(path)
    yield from linked_dates(linked)
    for path in _DATE_PATHS[1:]:
        yield from tree.xpath(path)[:1]
    yield from _times(tree)


def _times(tree: html.HtmlElement) -> Iterator[str]:
    """The days of the times at the head of the page's article: marked as its date, in its header, or before its first paragraph.

    Other times on a page are those of other articles, of comments and of what is told.
    """
    article = _main_article(tree)
    if article is not None:
        own = [time for time in article.iter("time") if _is_own(time, article)]
        yield from (time.get("datetime", "") for time in own if time.get("pubdate") is not None)
        yield from (time.get("datetime", "") for time in own if next(time.iterancestors("header"), None) is not None)
        first = next((p for p in article.iter("p") if len(" ".join(p.itertext()).split()) >= _MIN_PARAGRAPH), None)
        for element in article.iter("time", "p"):
            if element is first:
                break
            if element.tag == "time" and _is_own(element, article):
                yield element.get("datetime", "")
    yield from tree.xpath("//header[.//h1]//time/@datetime")[:1]


def _main_article(tree: html.HtmlElement) -> html.HtmlElement | None:
    """The element of the page's article: the one with the page's headline, else the one with most paragraphs; None where none."""
    articles = tree.xpath("//article[.//h1]") or tree.xpath("//article[.//p]")
    return max(articles, key=lambda article: len(article.findall(".//p")), default=None)


def _is_own(time: html.HtmlElement, article: html.HtmlElement) -> bool:
    """Whether a time inside `article` is not that of another article in a box."""
    around = next(time.iterancestors("article", "aside", "nav", "footer"), None)
    return around is article


def _publisher(name: str) -> str:
    """A site's name without the ornaments of its domain ("www.", ".html")."""
    return re.sub(r"^(?:https?://)?www\.", "", name)


def _line(value: str | None) -> str:
    return " ".join((value or "").split())[:_MAX_VALUE]
