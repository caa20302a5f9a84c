"""Who an article is by, and who took its pictures: agency lines are metadata, picture credits are furniture."""

from __future__ import annotations

import re

# News agencies as papers credit them, lower-case, and the name they are stored under.
AGENCIES = {
    "dpa": "dpa",
    "reuters": "Reuters",
    "rtr": "Reuters",
    "afp": "AFP",
    "ap": "AP",
    "apa": "APA",
    "epd": "epd",
    "kna": "KNA",
    "sda": "Keystone-SDA",
    "keystone-sda": "Keystone-SDA",
    "sid": "SID",
    "dapd": "dapd",
    "ddp": "ddp",
    "dts": "dts",
    "tass": "TASS",
    "ansa": "ANSA",
    "efe": "EFE",
    "ritzau": "Ritzau",
    "pti": "PTI",
    "xinhua": "Xinhua",
    "interfax": "Interfax",
    "bloomberg": "Bloomberg",
    "dpa-afx": "dpa-AFX",
    "dow jones": "Dow Jones",
    "belga": "Belga",
    "tt": "TT",
    "ntb": "NTB",
    "ukrinform": "Ukrinform",
    "deutsche presse-agentur": "dpa",
    "agence france-presse": "AFP",
    "associated press": "AP",
    "austria presse agentur": "APA",
    "evangelischer pressedienst": "epd",
    "katholische nachrichten-agentur": "KNA",
    "dpa-infocom": "dpa",
    "awp": "AWP",
    "pap": "PAP",
    "ctk": "CTK",
    "čtk": "CTK",
    "mti": "MTI",
    "kcna": "KCNA",
    "yonhap": "Yonhap",
    "kyodo": "Kyodo",
    "anadolu": "Anadolu",
    "irna": "IRNA",
    "upi": "UPI",
    "unian": "Unian",
    "tanjug": "Tanjug",
    "belta": "Belta",
    "ria nowosti": "RIA Nowosti",
    "dpa-tmn": "dpa",
}
# Names that may also be people's initials: they count beside a known agency or in capitals only.
_SHORT_NAMES = frozenset({"ap", "tt", "upi", "irna"})
_PICTURE_HOUSES = (
    r"(?:dpa|afp|ap|ap photo|apa|reuters|epa|epa-efe|keystone|getty(?: images)?|picture[ -]?alliance|imago(?: images)?|"
    r"shutterstock|istock(?:photo)?|"
    r"adobe ?stock|stock\.adobe\.com|ullstein(?: bild)?|laif|action press|nurphoto|zuma|sipa|xinhua|tass|"
    r"sputnik|photothek|westend61|dpa[- ]\w{1,20}|"
    r"alamy|eyeem|unsplash|pixabay|pexels|wikimedia(?: commons)?|afp via getty images|"
    r"contributor.{0,20}|ostkreuz|eibner|epd-bild)"
)
_LABEL = (
    r"(?:\w{0,12}fotos?|bild(?:er|quelle|nachweis|rechte)?|quellen?|(?:info)?grafik(?:en)?|karte|image|photos?|picture|illustration|montage|collage|"
    r"credits?|screenshot|video)"
)
_CREDIT_LINE = re.compile(rf"\(?(?:{_LABEL} ?[:|©] ?|© ?|\(c\) ?).{{2,120}}", re.IGNORECASE)
# What a credit names is in capitals but for such words; "Video: Feuerwehr rettet Katze" tells something.
_CREDITED = re.compile(
    r"(?:bild|foto|fotos|video|(?:info)?grafik(?:en)?|karte|image|photos?|picture|illustration|collage): (.+)", re.IGNORECASE
)
_IN_NAMES = frozenset("von van de der die das den zu zur di da al le la und and y via by für for of the aus from".split())  # noqa: SIM905
_HOUSE = re.compile(rf"\b{_PICTURE_HOUSES}\b", re.IGNORECASE)
_HOUSE_LINE = re.compile(rf"\(?[^.!?,;:]{{2,50}}[/|,] ?{_PICTURE_HOUSES}(?: ?/ ?[^.!?/]{{2,40}})?\)?", re.IGNORECASE)
_HOUSE_FIRST = re.compile(rf"\(?{_PICTURE_HOUSES}(?: ?[/|] ?[^.!?/]{{2,40}}){{1,3}}\)?", re.IGNORECASE)
_HOUSE_ALONE = re.compile(
    r"\(?(?:keystone|getty images|picture[ -]?alliance|imago(?: images)?|shutterstock|adobe ?stock|epa|westend61|symbolbild)\)?",
    re.IGNORECASE,
)
_CREDIT_TAIL = re.compile(
    r"(?:^|(?<=\S)) \(?(?:(?:Fotos?|Bild(?:er|quelle)?|Grafik|Image|Photo|Illustration|Quelle)(?::| ?©| ?\|)|©):? ?"
    r"(?=[A-ZÄÖÜa-z©„\"])[^.!?:;]{2,90}(?:Inc\.|e\.V\.)?\)?$"
)
_HOUSE_TAIL = re.compile(rf" \({_PICTURE_HOUSES}(?: ?[/|,] ?[^()]{{2,60}})?\)$", re.IGNORECASE)
_CREDIT_MARKS = ("Foto", "Bild", "Grafik", "Image", "Photo", "Illustration", "Quelle", "©")
_SENTENCE_END = re.compile(r"[.!?][\"“”»«)]*$")

_PUBLISHER = re.compile(
    r"[A-ZÄÖÜ.&+-]{2,20}|\S{1,30}\.(?:de|at|ch|com|org|net|tv|news)|\w{1,20} ?(?:ONLINE|Online|TV|Radio|Nachrichten|Zeitung|News)"
    r"|eigene .{3,20}"
)
_SEPARATOR = re.compile(r"\s*[/,;|+&]\s*|\s+(?:und|and|mit|sowie|-)\s+|(?<=\S)-(?=(?:dpa|afp|apa)\b)")
_AUTHOR_CODE = re.compile(r"[a-zäöüß]{1,7}\d?|red\.?|[A-Z]{2,4}")
_BOX = re.compile(r"\(([^()]{2,90})\)\.?$")
_LEAD_IN = re.compile(
    r"(?:quellen?|source|mit material (?:von|der)|mit informationen (?:von|der)"
    r"|mit agenturmaterial(?: von| der)?|mit|with|von|agenturen|nachrichtenagentur(?:en)?)\b:? ?(?:der )?",
    re.IGNORECASE,
)
_DATELINE = re.compile(r"[A-ZÄÖÜ][^()\n]{1,60}\(([^()]{2,40})\)(?: ?[-–—:.]| \|)")
_NOTICE = re.compile(r"©? ?(dpa)-infocom,? dpa:[\d-]{5,40}(?:/\d+)?", re.IGNORECASE)
_DATE = re.compile(r"\d{1,2}\.\d{1,2}\.(?:\d{4}|\d\d)")


def agency_line(text: str) -> tuple[str, ...]:
    """Return the agencies of a line of nothing but credits ("dpa/Reuters/jag/krott", "kle/jj (afp, dpa)"), () otherwise."""
    notice = _NOTICE.fullmatch(text)
    if notice:
        return ("dpa",)
    if len(text) > 120:
        return ()
    lead = _LEAD_IN.match(text.strip("()"))
    listed = text.replace("(", ", ").replace(")", ", ").strip(" ,.")
    if lead:
        listed = listed[lead.end() :]
    return _agencies_of(listed, publishers=lead is not None)


def _agencies_of(listed: str, publishers: bool) -> tuple[str, ...]:
    """The agencies in a list of names, () when a part is no agency, no author's code and no publisher (where allowed)."""
    found: list[str] = []
    for part in _SEPARATOR.split(listed):
        name = part.strip(" .")
        if not name or _DATE.fullmatch(name):
            continue
        agency = AGENCIES.get(name.lower())
        if agency and (name.lower() not in _SHORT_NAMES or name.isupper() or found):
            found.append(agency)
        elif not (
            _AUTHOR_CODE.fullmatch(name) or publishers and _PUBLISHER.fullmatch(name) or re.fullmatch(r"\S{1,30}\.\w{2,3}", name)
        ):
            return ()
    return tuple(dict.fromkeys(found))


def author_code(text: str) -> bool:
    """Whether the line is the code of an author or a desk in brackets, and nothing else: "(kad)", "(kafe/red)"."""
    return re.fullmatch(r"\([a-zäöü]{2,5}(?:/[a-zäöü]{1,6}){0,3}\)", text) is not None


def agency_tail(text: str) -> tuple[str, tuple[str, ...], str]:
    """Return a paragraph without the credit box at its end, the agencies in it and the box ("… Krieg. (Reuters/wg)")."""
    box = _BOX.search(text, max(0, len(text) - 120))
    if box is None or not _SENTENCE_END.search(text[: box.start()].rstrip()[-4:]):
        return text, (), ""
    listed = box.group(1)
    lead = _LEAD_IN.match(listed)
    found = _agencies_of(listed[lead.end() :] if lead else listed, publishers=lead is not None)
    return (text[: box.start()].rstrip(), found, box.group()) if found else (text, (), "")


def agency_dateline(text: str) -> tuple[str, ...]:
    """Return the agencies named in the dateline of a first paragraph ("Marlow (dpa/mv) - Nach …"), () where there is none."""
    match = _DATELINE.match(text)
    return _agencies_of(match.group(1), publishers=False) if match else ()


def is_picture_credit(text: str) -> bool:
    """Whether the line does nothing but name a picture's maker or seller."""
    if len(text) > 130 or _SENTENCE_END.search(text) and not text.endswith((")", "Inc.")):
        return False
    if any(pattern.fullmatch(text) for pattern in (_HOUSE_LINE, _HOUSE_FIRST, _HOUSE_ALONE)):
        return True
    return _CREDIT_LINE.fullmatch(text) is not None and not _tells(text)


def _tells(credit: str) -> bool:
    """Whether what follows "Foto:" is no list of names but a headline: a word in lower case behind one that is not."""
    match = _CREDITED.match(credit.strip("()"))
    parts = re.split(r" ?[/|,;©] ?", match.group(1)) if match else ()
    return any(
        not part[:1].islower() and any(word[0].islower() and word not in _IN_NAMES for word in part.split()[1:])
        for part in parts
        if not _HOUSE.search(part)
    )


def strip_credit(text: str) -> tuple[str, str]:
    """Return a caption without the picture credit glued to its end, and the credit ("" where there is none)."""
    if len(text) > 600:
        return text, ""
    if (
        text.endswith(")")
        and (match := _HOUSE_TAIL.search(text, max(0, len(text) - 90)))
        and not _SENTENCE_END.search(text[: match.start()])
    ):
        return text[: match.start()], match.group().strip()
    if not any(mark in text for mark in _CREDIT_MARKS):
        return text, ""
    match = _CREDIT_TAIL.search(text, max(0, len(text) - 120))
    if match is None or match.start() < 8 or _tells(match.group().strip()):
        return text, ""
    return text[: match.start()].rstrip(), match.group().strip()
