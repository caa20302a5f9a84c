"""Values a file states about its article, checked: what is not usable is left out, never guessed."""

from __future__ import annotations

from urllib.parse import urlsplit

_MAX_URL = 2_048


def web_address(value: str) -> str | None:
    """Return `value` if it is a plain http(s) address with a host and no credentials, else None."""
    value = value.strip()
    if not value or len(value) > _MAX_URL or any(c <= " " or c == "\x7f" or c in "<>\"'`\\" for c in value):
        return None
    try:
        parts = urlsplit(value)
        usable = parts.scheme.lower() in {"http", "https"} and parts.hostname and not parts.username and not parts.password
        parts.port  # noqa: B018  raises ValueError on a port that is none
    except ValueError:
        return None
    return value if usable else None


def language_code(value: str) -> str | None:
    """Return ``"de"`` or ``"en"`` for "de", "de-AT", "German", "englisch"…, None for anything else."""
    name = value.strip().lower().replace("_", "-").split("-")[0]
    return {"de": "de", "deutsch": "de", "german": "de", "deu": "de", "ger": "de",
            "en": "en", "englisch": "en", "english": "en", "eng": "en"}.get(name)  # fmt: skip
