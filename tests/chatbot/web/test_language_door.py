import asyncio

import pytest

from chatbot.web.language_door import LanguageDoor


def visit(path="/", query="", cookie=None, default="de", method="GET"):
    """Where a visitor is sent (None: nowhere, the page is shown) and the cookie they get."""
    sent = []

    async def page(scope, receive, send):
        await send({"type": "http.response.start", "status": 200, "headers": []})

    async def send(message):
        sent.append(message)

    headers = [(b"cookie", cookie.encode())] if cookie else []
    scope = {"type": "http", "method": method, "path": path, "query_string": query.encode(), "headers": headers}
    asyncio.run(LanguageDoor(page, default)(scope, None, send))
    answered = dict(sent[0]["headers"])
    return answered.get(b"location", b"").decode() or None, answered.get(b"set-cookie", b"").decode()


def test_the_page_is_german_for_those_who_never_chose():
    assert visit("/") == (None, "")
    assert visit("/en") == (None, "")


def test_one_click_goes_to_the_other_language_and_the_choice_is_kept():
    location, cookie = visit("/", "lang=en")
    assert location == "en"
    assert cookie.startswith("beleg_lang=en;") and "SameSite=Lax" in cookie
    assert visit("/en", "lang=de")[0] == "./"
    assert visit("/", cookie="beleg_lang=en") == ("en", "")


def test_a_language_in_the_address_wins_over_the_one_kept():
    location, cookie = visit("/", "lang=de", cookie="beleg_lang=en")
    assert location == "./" and cookie.startswith("beleg_lang=de")


@pytest.mark.parametrize("cookie", ["beleg_lang=fr", "beleg_lang=", "x", "beleg_lang=en\x00", '=";;'])
def test_a_cookie_that_is_not_ours_is_ignored(cookie):
    assert visit("/", cookie=cookie)[0] in (None, "en") if "en" in cookie else visit("/", cookie=cookie)[0] is None


def test_other_parts_of_the_address_stay():
    assert visit("/", "__theme=dark&lang=en")[0] == "en?__theme=dark"
    assert visit("/", "lang=xx")[0] is None


def test_a_server_can_be_english_first():
    assert visit("/", default="en")[0] == "en"
    assert visit("/", cookie="beleg_lang=de", default="en")[0] is None


def test_other_routes_and_methods_are_handed_on():
    assert visit("/gradio_api/info", "lang=en")[0] is None
    assert visit("/", "lang=en", method="POST")[0] is None
