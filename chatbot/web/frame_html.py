"""The fixed parts of the page as markup: header, hints, and the texts the page's script needs."""

from __future__ import annotations

from chatbot.web.escaping import encode
from chatbot.web.library import MAX_FILE_BYTES, MAX_FILES
from chatbot.web.texts import Texts

_OTHER = {"de": "en", "en": "de"}


def header_html(texts: Texts) -> str:
    """Name, promise, the way to the other language, and (unseen) the texts for the script."""
    other = _OTHER[texts.language]
    spoken = {
        "lang": texts.language,
        "title": texts("page.title"),
        "empty": texts("error.empty"),
        "busy": texts("error.busy"),
        "wait": texts("error.wait"),
        "large": texts("error.too_large"),
        "max-file": str(MAX_FILE_BYTES),
        "oversize": texts("error.oversize", names="{names}", megabytes=MAX_FILE_BYTES // 1_000_000),
        "lost": texts("error.lost"),
        "unexpected": texts("error.unexpected"),
        "searching": texts("turn.searching"),
        "source": texts("source.region"),
        "conversation": texts("conversation.label"),
    }
    data = " ".join(f'data-{name}="{encode(value)}"' for name, value in spoken.items())
    return (
        f'<header class="top" role="banner"><a class="skip" href="#question">{encode(texts("skip"))}</a>'
        f'<div class="brand"><h1>{encode(texts("name"))}</h1><p class="promise">{encode(texts("promise"))}</p></div>'
        f'<a class="other-language" href="?lang={other}" lang="{other}" hreflang="{other}">{encode(texts("other_language"))}</a>'
        f'<div id="beleg-texts" hidden {data}></div></header>'
    )


def hint_html(texts: Texts, max_characters: int) -> str:
    """How to send a question, and the counter of its characters, which the script keeps."""
    counter = texts("ask.counter", n="{n}", max="{max}")
    return (
        f'<p class="hint composer-hint"><span id="ask-hint">{encode(texts("ask.hint"))}</span> '
        f'<span id="counter" data-max="{max_characters}" data-text="{encode(counter)}"></span></p>'
    )


def library_hint_html(texts: Texts) -> str:
    """The heading over the ways to add articles, with their limits."""
    limits = texts("library.upload_hint", megabytes=MAX_FILE_BYTES // 1_000_000, files=MAX_FILES)
    return f'<h2>{encode(texts("library.add_title"))}</h2><p class="hint">{encode(limits)}</p>'
