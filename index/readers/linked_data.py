"""What the JSON-LD of an HTML page says about the page's own article, kept apart from what it says about teasers and comments.

Runs in the child process only.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from html import unescape
from itertools import islice
from typing import Any, NamedTuple

from lxml import html

Node = dict[str, Any]

_MAX_CHARS = 2_000_000  # of one script; a longer one is not parsed
_MAX_NODES = 1_000
_MAX_DEPTH = 5  # of lists and graphs around an object; what is nested in an object belongs to that object
# Types as schema.org names them, with or without its address before them. Source: schema.org Article, its subtypes, and WebPage.
_ARTICLE = re.compile(r"(?:.*[/:])?(?:\w*Article|(?:Live)?BlogPosting|Report)")
_PAGE = re.compile(r"(?:.*[/:])?\w*Page")
_START = re.compile(r"\{|\[\s*[{\[]")  # pages put comments before it and semicolons behind it
_READ = json.JSONDecoder(strict=False).raw_decode
_DATE = re.compile(r'"datePublished"\s*:\s*"([^"\\]{4,40})"')
_ARTICLE_TYPE = re.compile(r'"@type"\s*:\s*\[?\s*"(?:\w*Article|\w*BlogPosting)"')
_SAME_ADDRESS = re.compile(r"^https?://(?:www\.)?|#.*$|/(?=$|#)")
_NOT_WORDS = re.compile(r"[\W_]+")
_MIN_HEADLINE = 10  # letters and digits: a shorter one ("Politik") stands in others by chance


class LinkedData(NamedTuple):
    """The objects about the page's own article, those about the page around it, and the scripts that cannot be parsed.

    `others` are the scripts that tell of other articles too, each with what is left of it without them.
    """

    articles: tuple[Node, ...]
    pages: tuple[Node, ...]
    broken: tuple[str, ...]
    others: tuple[tuple[html.HtmlElement, str], ...]


def read_linked_data(tree: html.HtmlElement) -> LinkedData:
    """Return what the page's JSON-LD says about it.

    An article named by no object around it is the page's own when it is the only one, else when its address or its headline is
    the page's. Where none can be told, there is none.
    """
    parsed: list[tuple[html.HtmlElement, list[Node]]] = []
    broken = []
    for script in tree.xpath("//script[starts-with(@type, 'application/ld+json')]"):
        text = script.text or ""
        try:
            start = _START.search(text)
            if start is None or len(text) > _MAX_CHARS:
                raise ValueError("no JSON, or too much")
            parsed.append((script, list(islice(_objects(_READ(text, start.start())[0]), _MAX_NODES))))
        except (ValueError, RecursionError):
            broken.append(text)
    nodes = [node for _, found in parsed for node in found]
    articles = [node for node in nodes if _is(node, _ARTICLE)]
    addresses, headlines = _page_addresses(tree), _page_headlines(tree)
    ranks = [2 * (not addresses.isdisjoint(_addresses(node))) + _is_headline(node, headlines) for node in articles]
    best = max(ranks, default=0)
    own = tuple(node for node, rank in zip(articles, ranks, strict=True) if rank == best and (best or len(articles) == 1))
    return LinkedData(own, tuple(node for node in nodes if _is(node, _PAGE)), tuple(broken), tuple(_without_others(parsed, own)))


def linked_dates(linked: LinkedData) -> Iterator[str]:
    """Every day of publication that JSON-LD states for the page: its article's, its page's, then what a broken script states.

    A broken script counts only where it is about an article and states one day: of several, nobody knows whose they are.
    """
    yield from (_text(node.get("datePublished")) for node in (*linked.articles, *linked.pages))
    for script in linked.broken:
        days = set(_DATE.findall(script))
        if len(days) == 1 and _ARTICLE_TYPE.search(script):
            yield from days


@contextmanager
def without_others(linked: LinkedData) -> Iterator[None]:
    """While it lasts, the page's scripts tell of no other article."""
    before = [(script, script.text) for script, _ in linked.others]
    for script, rest in linked.others:
        script.text = None
        with suppress(ValueError):  # characters that a page cannot hold
            script.text = rest
    try:
        yield
    finally:
        for script, text in before:
            script.text = text


def _objects(value: object, depth: int = 0) -> Iterator[Node]:
    """The objects that stand for themselves: in lists, in graphs, and as the main thing of another; never what one is made of."""
    if isinstance(value, list) and depth < _MAX_DEPTH:
        for part in value:
            yield from _objects(part, depth + 1)
    elif isinstance(value, dict):
        yield value
        if depth < _MAX_DEPTH:
            yield from _objects(value.get("@graph"), depth + 1)
            yield from _objects(value.get("mainEntity"), depth + 1)


def _without_others(parsed: list[tuple[html.HtmlElement, list[Node]]], own: tuple[Node, ...]) -> Iterator[Any]:
    """The scripts that hold an article not among `own`, or the entries of a live blog, each without them."""
    for script, nodes in parsed:
        kept = [node for node in nodes if not _is(node, _ARTICLE) or any(node is one for one in own)]
        if len(kept) < len(nodes) or any("liveBlogUpdate" in node for node in kept):
            plain = [{key: value for key, value in node.items() if key != "@graph"} for node in kept]
            yield script, json.dumps({"@context": "https://schema.org", "@graph": plain}, ensure_ascii=False)


def _is(node: Node, kind: re.Pattern[str]) -> bool:
    types = node.get("@type")
    return any(isinstance(name, str) and kind.fullmatch(name[-100:]) for name in (types if isinstance(types, list) else [types]))


def _text(value: object) -> str:
    """A value's text: itself, its "@value", or the first of a list."""
    if isinstance(value, list):
        value = value[0] if value else ""
    if isinstance(value, dict):
        value = value.get("@value", "")
    return value if isinstance(value, str) else ""


def _addresses(node: Node) -> set[str]:
    """The addresses an object gives itself, in the form they are compared in."""
    page = node.get("mainEntityOfPage")
    stated = [node.get("url"), node.get("@id"), *((page.get("@id"), page.get("url")) if isinstance(page, dict) else (page,))]
    return {_address(value) for value in stated if isinstance(value, str)} - {""}


def _page_addresses(tree: html.HtmlElement) -> set[str]:
    stated = tree.xpath("//link[@rel='canonical']/@href | //meta[@property='og:url']/@content")
    return {_address(value) for value in stated} - {""}


def _address(value: str) -> str:
    return _SAME_ADDRESS.sub("", value.strip())


def _is_headline(node: Node, headlines: set[str]) -> bool:
    """Whether the object's headline is one of the page's, or in one, or holds one."""
    words = _squeezed(_text(node.get("headline")) or _text(node.get("name")))
    return words in headlines or (
        len(words) >= _MIN_HEADLINE and any(words in line or len(line) >= _MIN_HEADLINE and line in words for line in headlines)
    )


def _page_headlines(tree: html.HtmlElement) -> set[str]:
    stated = [*tree.xpath("//meta[@property='og:title']/@content"), *(e.text_content() for e in tree.xpath("//title | //h1"))]
    return {_squeezed(line) for line in stated} - {""}


def _squeezed(line: str) -> str:
    return _NOT_WORDS.sub("", unescape(line[:2_000]).lower())
