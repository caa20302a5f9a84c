"""German questions rendered in English word by word with a dictionary, in roughly English order."""

from __future__ import annotations

import random
from collections.abc import Mapping

from index.training.question_clauses import Phrase
from index.training.question_german import Draft
from index.training.question_lexicon import Lexicon
from index.training.question_words import is_plural

_ASK = {
    "Wann": "When",
    "Wo": "Where",
    "Wohin": "Where",
    "Woher": "From where",
    "Wer": "Who",
    "Wen": "Who",
    "Wem": "To whom",
    "Was": "What",
}
_ASK |= {
    "Warum": "Why",
    "Weshalb": "Why",
    "Aus welchem Grund": "For what reason",
    "Wozu": "What for",
    "Wie": "How",
    "Womit": "With what",
}
_ASK |= {
    "Wodurch": "By what",
    "Wovon": "From what",
    "Wofür": "For what",
    "Woraus": "Of what",
    "Worüber": "About what",
    "Worauf": "On what",
}
_ASK |= {
    "In welchem Jahr": "In what year",
    "In welcher Stadt": "In which city",
    "In welchem Land": "In which country",
    "Seit wann": "Since when",
}
_ASK |= {
    "An welchem Tag": "On which day",
    "An welchem Datum": "On what date",
    "In welchem Jahrhundert": "In which century",
    "Bis wann": "Until when",
}
_ASK |= {
    "Von wem": "By whom",
    "Mit wem": "With whom",
    "Für wen": "For whom",
    "Durch wen": "By whom",
    "Gegen wen": "Against whom",
    "Woran": "On what",
}
_ASK |= {
    "Um wie viel Uhr": "At what time",
    "Zu welchem Zweck": "For what purpose",
    "Auf welche Weise": "In what way",
    "Wogegen": "Against what",
}
_SMALL = {
    "in": "in",
    "im": "in the",
    "an": "at",
    "am": "on",
    "auf": "on",
    "mit": "with",
    "von": "of",
    "vom": "from the",
    "zu": "to",
    "zum": "to the",
}
_SMALL |= {
    "zur": "to the",
    "bei": "at",
    "beim": "at the",
    "für": "for",
    "aus": "from",
    "nach": "after",
    "seit": "since",
    "vor": "before",
}
_SMALL |= {
    "durch": "through",
    "über": "about",
    "unter": "under",
    "um": "around",
    "gegen": "against",
    "zwischen": "between",
    "bis": "until",
}
_SMALL |= {
    "als": "as",
    "und": "and",
    "oder": "or",
    "während": "during",
    "ohne": "without",
    "ins": "into the",
    "wegen": "because of",
    "nicht": "not",
}
_SMALL |= {
    "sein": "his",
    "seine": "his",
    "seinen": "his",
    "seiner": "his",
    "seinem": "his",
    "ihre": "their",
    "ihr": "her",
    "ihren": "their",
}
_SMALL |= {
    "diese": "this",
    "dieser": "this",
    "dieses": "this",
    "diesem": "this",
    "diesen": "this",
    "es": "it",
    "sich": "",
    "auch": "also",
}
_SMALL |= {
    "viele": "many",
    "einige": "some",
    "alle": "all",
    "mehr": "more",
    "nur": "only",
    "man": "people",
    "meisten": "most",
    "erste": "first",
}
_BE = {"ist": "is", "sind": "are", "war": "was", "waren": "were", "sei": "is"}
_MODAL = {"können": "can", "müssen": "must", "sollen": "should", "wollen": "want to", "dürfen": "may", "mögen": "like to"}


class Glosser:
    """Renders drafts in English; ``common`` counts English words, so that the usual translation wins."""

    def __init__(self, lexicon: Lexicon, common: Mapping[str, int], chance: random.Random) -> None:
        self.lexicon = lexicon
        self.common = common
        self.chance = chance

    def _best(self, word: str) -> str | None:
        options = [o for o in self.lexicon.english.get(word, ()) if o.replace(" ", "").replace("-", "").isalpha()]
        ranked = sorted(
            options,
            key=lambda o: -min((self.common.get(p, 0) for p in o.lower().split()), default=0) / (1 + 0.3 * options.index(o)),
        )
        if not ranked:
            return None
        return ranked[1] if len(ranked) > 1 and self.chance.random() < 0.1 and self.common.get(ranked[1], 0) > 20 else ranked[0]

    def _phrase(self, phrase: Phrase) -> str | None:
        words = []
        for place, token in enumerate(phrase.tokens):
            low = token.text.lower()
            if token.tag in {"ART"}:
                genitive = place > 0 and low in {"des", "der", "eines", "einer"} and phrase.tokens[place - 1].tag in {"NN", "NE"}
                words.append(("of " if genitive else "") + ("a" if low.startswith("ein") else "the"))
            elif low in _SMALL and token.tag not in {"NN", "NE"}:
                words.append(_SMALL[low])
            elif token.tag in {"NE", "CARD", "FM", "XY"} and token.text not in self.lexicon.english:
                words.append(token.text)
            else:
                found = self._best(token.text) or self._best(token.lemma)
                if found is None and token.tag == "NE":
                    found = token.text
                if found is None:
                    return None
                words.append(found)
        return " ".join(w for w in words if w)

    def _participle(self, german: str) -> str | None:
        return self._best(german)

    def _asked(self, draft: Draft) -> str | None:
        if draft.word in _ASK:
            return _ASK[draft.word]
        first, _, noun = draft.word.partition(" ")
        if draft.word.startswith(("Wie viele ", "Wie viel ")):
            nouns = [self._best(w) for w in draft.word.split(" ")[2:]]
            return None if None in nouns else "How many " + " ".join(n for n in nouns if n)
        if first.startswith("Welch") and noun:
            named = self._best(noun)
            return f"{'Which' if self.chance.random() < 0.5 else 'What'} {named}" if named else None
        return None

    def english(self, draft: Draft) -> str | None:
        """The question in English, or None where a word is not known."""
        asked = self._asked(draft)
        parts = [self._phrase(p) for p in draft.phrases if p.kind != "refl"]
        if (
            asked is None
            or None in parts
            or not parts
            or any(p.kind == "pron" and p.tokens[0].text.lower() not in {"es", "man"} for p in draft.phrases)
        ):
            return None
        texts = [p for p in parts if p]
        finite = draft.finite.lower()
        past = finite in {"war", "waren", "wurde", "wurden", "hatte", "hatten"} or finite.startswith(
            self.lexicon.preterite.get(draft.verb, "#")
        )
        plural = is_plural(finite)
        subject, others = ([], texts) if draft.asks_subject else (texts[:1], texts[1:])
        closing = [t for t in draft.closing if t.tag in {"VV(PP)", "VV(INF)", "VV(FIN)", "VV(IZU)"}]
        main = self._participle(closing[-1].text) or self._best(closing[-1].lemma) if closing else None
        if closing and main is None:
            return None
        if draft.verb == "werden" or draft.verb == "sein" or finite in _BE:
            helper = ("were" if plural else "was") if past else ("are" if plural else "is")
            words = [asked, helper, *subject, *([main] if main else []), *others]
        elif draft.verb == "haben" and closing:
            words = [asked, "have" if plural else "has", *subject, str(main), *others]
        elif draft.verb in _MODAL:
            words = [asked, _MODAL[draft.verb], *subject, *([main] if main else []), *others]
        elif draft.asks_subject:
            form = self._best(self.lexicon.preterite.get(draft.verb, "")) if past else None
            base = self._verb(draft)
            if base is None:
                return None
            words = [asked, form or (base + ("" if past else "s")), *others]
        else:
            base = self._verb(draft)
            if base is None:
                return None
            words = [asked, "did" if past else "do" if plural else "does", *subject, base, *others]
        return " ".join(words) + "?"

    def _verb(self, draft: Draft) -> str | None:
        prefix = draft.closing[-1].text if draft.closing and draft.closing[-1].tag == "PTKVZ" else ""
        return self._best(prefix + draft.verb) or (None if prefix else self._best(draft.verb))
