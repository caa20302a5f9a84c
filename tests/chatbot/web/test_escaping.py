import html

import pytest

from chatbot.web.escaping import encode, safe_url

NASTY = "<script>alert(1)</script> [x](javascript:y) ![i](http://a) **b** `c` \"q\" 'r' & $x$ \n\n# h | t"


def test_every_character_that_could_be_markup_is_a_numeric_reference():
    assert encode("<b> [1](x)*_`$\"'&") == ("&#60;b&#62; &#91;1&#93;&#40;x&#41;&#42;&#95;&#96;&#36;&#34;&#39;&#38;")


def test_letters_digits_space_comma_semicolon_and_question_mark_stay_as_they_are():
    assert encode("Größe 12, ja; oder?") == "Größe 12, ja; oder?"


def test_a_browser_reads_back_exactly_the_text():
    assert html.unescape(encode(NASTY)) == NASTY


def test_nothing_but_the_plain_characters_and_references_is_left():
    left = encode(NASTY).replace("&#", "").replace(";", "")
    assert all(c.isalnum() or c in " ,?" for c in left)


def test_newlines_are_encoded_so_that_no_blank_line_ends_our_markup():
    assert "\n" not in encode("a\n\nb")


@pytest.mark.parametrize("character", ["\x00", "\x1b", "\x7f", "\x85", "\ud800"])
def test_control_characters_and_half_surrogates_become_the_replacement_character(character):
    assert encode(f"a{character}b") == "a&#65533;b"


def test_characters_that_turn_the_writing_direction_are_left_out():
    assert encode("a\u202eb\u2066c") == "abc"


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JAVASCRIPT:alert(1)",
        "java\nscript:alert(1)",
        "data:text/html,x",
        "file:///etc/passwd",
        "ftp://a.de/",
        "//a.de/x",
        "/x",
        "",
        None,
        "http://",
        "https://user:pw@a.de/",
        "https://user@a.de/",
        "http://a.de/\u202ex",
        "http:\\\\a.de",
        "http://[::1",
        "https://a.de/" + "x" * 2048,
    ],
)
def test_an_address_a_browser_should_not_be_sent_to_gives_no_link(url):
    assert safe_url(url) is None


def test_a_web_address_is_encoded_for_an_attribute():
    address = 'https://www.welt.de/a?b=1&c="><script>'
    encoded = safe_url(address)
    assert html.unescape(encoded) == address
    assert '"' not in encoded and "<" not in encoded
