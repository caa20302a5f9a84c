"""Text made safe and regular before anything looks at it: control characters out, NFC, one kind of line break."""

from __future__ import annotations

import re
import unicodedata

# Everything invisible that can reorder, hide or split text: C0/C1 controls but tab and newline, zero-width characters, soft
# hyphens, bidi embeddings, overrides and isolates, interlinear marks, byte order marks, lone surrogates, variation
# selectors, tag characters and noncharacters. Source: Unicode 15 general categories Cc, Cf, Cs, Cn and UTR #36 section 2.
_INVISIBLE = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180e\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\ufffe\uffff\ud800-\udfff\U000e0000-\U000e0fff]"
)
_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_ODD_SPACES = re.compile("[\t\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]")
_SPACES = re.compile(" {2,}")
_BLANK_LINES = re.compile(r"\n{3,}")


def visible(text: str) -> str:
    r"""Return `text` without invisible characters and with "\n" breaks only; spaces stay as they are."""
    return _INVISIBLE.sub("", _BREAKS.sub("\n", text))


def tidy(text: str) -> str:
    r"""Return `text` in NFC without invisible characters, with "\n" breaks, single spaces and at most one blank line in a row.

    Nothing visible is lost. Non-breaking and thin spaces become plain ones, so that "z. B." is written one way.
    """
    text = unicodedata.normalize("NFC", visible(text))
    text = _SPACES.sub(" ", _ODD_SPACES.sub(" ", text))
    text = "\n".join([line.strip() for line in text.split("\n")])
    return _BLANK_LINES.sub("\n\n", text).strip("\n")
