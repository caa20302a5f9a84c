"""What an HTML page states about its article: title, date, publisher, address, language. Runs in the child process only."""

from __future__ import annotations

import re
from collections.abc import Iterator

from lxml import html
from trafilatura.metadata import extract_metadata

from index.dates import iso_date

# Where pages state the day of publication, most trusted first.
# Source: schema.org Article, the Open Graph article vocabulary, Dublin Core.
_DATE_PATHS = (
    "//meta[@property='article:published_time' or @name='article:published_time']/@content",
    "//meta[@itemprop='datePublished']/@content",
    "//*[@itemprop='datePublished']/@datetime",
    "//meta[@property='og:article:published_time' or @name='date' or @name='pubdate' or @name='publish-date']/@content",
    "//meta[@name='DC.date.issued' or @name='dc.date' or @name='DC.date' or @name='dcterms.date']/@content",
    "//meta[@name='parsely-pub-date']/@content",
)
_TIME_PATHS = (
    "//article//time[@pubdate]/@datetime",
    "//article//header//time/@datetime",
    "//article//time/@datetime",
    "//time/@datetime",
)
_JSON_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
_MAX_VALUE = 500


def page_facts(tree: html.HtmlElement) -> dict[str, str]:
    """Return title, published, source, url and language as the page states them; "" where it does not."""
    found = extract_metadata(tree, extensive=False)
    language = tree.get("lang") or next(iter(tree.xpath("//html/@lang")), "")
    url = found.url or ""
    return {
        "title": _line(found.title),
        "published": next((day for day in map(iso_date, _stated_dates(tree)) if day), ""),
        "source": _publisher(_line(found.sitename)),
        "url": url if re.match(r"https?://", url) else "",
        "language": str(language),
    }


def _stated_dates(tree: html.HtmlElement) -> Iterator[str]:
    """Every stated date of publication, most trusted first."""
    for path in _DATE_PATHS[:1]:
        yield from tree.xpath(path)
    for script in tree.xpath("//script[@type='application/ld+json']/text()"):
        yield from _JSON_DATE.findall(script)
    for path in (*_DATE_PATHS[1:], *_TIME_PATHS):
        yield from tree.xpath(path)[:1]


def _publisher(name: str) -> str:
    """A site's name without the ornaments of its domain ("www.", ".html")."""
    return re.sub(r"^(?:https?://)?www\.", "", name)


def _line(value: str | None) -> str:
    return " ".join((value or "").split())[:_MAX_VALUE]
