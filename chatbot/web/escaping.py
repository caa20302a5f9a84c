"""Text of articles and people made harmless for markup. The only way foreign characters reach the page."""

from __future__ import annotations

from urllib.parse import urlsplit

# Alphanumeric characters and these stay; everything else becomes a numeric reference. Newlines are encoded too, because
# a blank line would end the block of markup in Gradio's Markdown.
_PLAIN = frozenset(" ,;?")
_MAX_URL = 2048
# Characters that turn the direction of the text around them; an article could make a sentence read as another one.
_TURNING = frozenset(map(chr, [*range(0x202A, 0x202F), *range(0x2066, 0x206A), 0x200E, 0x200F, 0x061C]))


def encode(text: str) -> str:
    """Text for an element or a double-quoted attribute, with every character that could mean something encoded as ``&#N;``.

    Control characters (but tab and newline) and lone surrogates become U+FFFD, characters that turn the writing direction
    are left out.

    Example:
        >>> encode("<b> [1](x)")
        '&#60;b&#62; &#91;1&#93;&#40;x&#41;'
    """
    return "".join(c if c in _PLAIN or c.isalnum() else _reference(c) for c in text)


def _reference(character: str) -> str:
    if character in _TURNING:
        return ""
    number = ord(character)
    control = (number < 32 and character not in "\n\t") or 127 <= number < 160
    if control or 0xD800 <= number <= 0xDFFF:
        number = 0xFFFD
    return f"&#{number};"


def safe_url(url: str | None) -> str | None:
    """The encoded address of an original if a browser may be sent there: http or https, a host, no user name, no odd characters.

    None otherwise; the page then shows no link.
    """
    if not url or len(url) > _MAX_URL or any(c.isspace() or not c.isprintable() or c == "\\" for c in url):
        return None
    try:
        parts = urlsplit(url)
        host = parts.hostname
    except ValueError:
        return None
    if parts.scheme not in ("http", "https") or not host or parts.username is not None or parts.password is not None:
        return None
    return encode(url)
