"""Which language the page opens in: ``?lang=``, else the one chosen before (a cookie), else German. English is ``/en``."""

from __future__ import annotations

from http.cookies import CookieError, SimpleCookie
from urllib.parse import parse_qsl, urlencode

from starlette.types import ASGIApp, Receive, Scope, Send

from chatbot.web.texts import LANGUAGES

COOKIE = "beleg_lang"
_PATHS = {"de": "/", "en": "/en"}
_ONE_YEAR_S = 31_536_000


class LanguageDoor:
    """ASGI middleware that sends a visitor to the page in the right language. `default` is for those who never chose."""

    def __init__(self, app: ASGIApp, default: str = "de") -> None:
        self.app = app
        self.default = default

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Redirect a request for the page in another language; hand on everything else."""
        if scope["type"] != "http" or scope["method"] != "GET" or scope["path"] not in _PATHS.values():
            await self.app(scope, receive, send)
            return
        query = parse_qsl(scope["query_string"].decode("latin-1"), keep_blank_values=True)
        asked = next((value for name, value in query if name == "lang" and value in LANGUAGES), None)
        chosen = asked or (_cookie(scope) or self.default if scope["path"] == "/" else "en")
        if _PATHS[chosen] == scope["path"] and asked is None:
            await self.app(scope, receive, send)
            return
        rest = urlencode([(name, value) for name, value in query if name != "lang"])
        # Relative, so that it holds behind a proxy that serves the page under a longer path.
        target = ("./" if chosen == "de" else "en") + (f"?{rest}" if rest else "")
        cookie = f"{COOKIE}={chosen}; Path=/; Max-Age={_ONE_YEAR_S}; SameSite=Lax"
        headers = [(b"location", target.encode()), (b"cache-control", b"no-store"), (b"content-length", b"0")]
        if asked:
            headers.append((b"set-cookie", cookie.encode()))
        await send({"type": "http.response.start", "status": 303, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


def _cookie(scope: Scope) -> str | None:
    for name, value in scope["headers"]:
        if name == b"cookie":
            try:
                chosen = SimpleCookie(value.decode("latin-1")).get(COOKIE)
            except CookieError:
                return None
            return chosen.value if chosen and chosen.value in LANGUAGES else None
    return None
