"""Countries, cities and organisations under their German and English names. Data and one look-up; small letters throughout.

A line is one thing: its names, then after "|" the people and adjectives (stems, matched as beginnings), then after "|" the
capital. Whoever writes "Moskau" may mean the state, so the capital proves the country's name, but not the other way round.
"""

from __future__ import annotations

import re
from functools import lru_cache

_COUNTRIES = """
deutschland germany bundesrepublik|deutsch german|berlin
österreich austria|österreich austria|wien vienna
schweiz switzerland|schweizer swiss|bern
frankreich france|französ franzos french|paris
italien italy|italien italian|rom rome
spanien spain|spani spanish spaniard|madrid
portugal|portugies portuguese|lissabon lisbon
großbritannien britain england königreich gb uk united_kingdom great_britain vereinigtes_königreich|brit engländ englisch
english|london
irland ireland|irisch irish iren|dublin
schottland scotland|schott scottish scots|edinburgh
wales|walis welsh|cardiff
niederlande netherlands holland|niederländ holländ dutch|haag hague
belgien belgium|belgisch belgi belgian|brüssel brussels
luxemburg luxembourg|luxemburg luxembourg|
polen poland|poln polish pole|warschau warsaw
tschechien czechia czech_republic|tschech czech|prag prague
slowakei slovakia|slowak slovak|bratislava
slowenien slovenia|slowen sloven|ljubljana
ungarn hungary|ungar hungarian|budapest
rumänien romania|rumän romanian|bukarest bucharest
bulgarien bulgaria|bulgar|sofia
griechenland greece|griech greek|athen athens
türkei turkey türkiye turkiye|türk turk|ankara
kroatien croatia|kroat croat|zagreb
serbien serbia|serb|belgrad belgrade
bosnien bosnia|bosni bosn|sarajevo
albanien albania|alban|tirana
kosovo|kosovar|pristina
montenegro|montenegrin|podgorica
nordmazedonien mazedonien macedonia north_macedonia|mazedon macedon|skopje
dänemark denmark|dän danish dane|kopenhagen copenhagen
norwegen norway|norweg|oslo
schweden sweden|schwed swed|stockholm
finnland finland|finn|helsinki
island iceland|isländ iceland|reykjavik
estland estonia|est estn eston|tallinn
lettland latvia|lett latvian|riga
litauen lithuania|litau lithuan|vilnius
russland russia russische_föderation russian_federation|russ|moskau moscow kreml kremlin
sowjetunion udssr ussr soviet_union|sowjet soviet|
ukraine|ukrain|kiew kyjiw kyiv kiev
belarus weißrussland|belarus weißruss|minsk
moldau moldawien moldova republik_moldau|moldau moldaw moldov|chisinau chișinău
georgien georgia|georg|tiflis tbilisi
armenien armenia|armen|eriwan jerewan yerevan
aserbaidschan azerbaijan|aserbaidschan azerbaij|baku
kasachstan kazakhstan|kasach kazakh|astana
usbekistan uzbekistan|usbek uzbek|taschkent tashkent
china volksrepublik|chines|peking beijing
taiwan|taiwan|taipeh taipei
japan|japan|tokio tokyo
nordkorea north_korea|nordkorean north_korean|pjöngjang pyongyang
südkorea south_korea|südkorean south_korean|seoul
korea|korean|
vietnam|vietnam|hanoi
laos|laot|vientiane
kambodscha cambodia|kambodsch cambod|phnom_penh
thailand|thai thailänd|bangkok
myanmar birma burma|birman burm|naypyidaw
malaysia|malays|kuala_lumpur
indonesien indonesia|indones|jakarta
philippinen philippines|philippin filipin|manila
singapur singapore|singap|
indien india|indisch inder indian|neu-delhi new_delhi delhi
pakistan|pakistan|islamabad
bangladesch bangladesh|bangladesch bangladesh|dhaka
nepal|nepal|kathmandu
afghanistan|afghan|kabul
iran|iran|teheran tehran
irak iraq|irak iraq|bagdad baghdad
syrien syria|syr|damaskus damascus
libanon lebanon|libanes leban|beirut
israel|israel|jerusalem
palästina palestine|palästinens palestin|ramallah
gaza gazastreifen gaza_strip|gaza|
jordanien jordan|jordan|amman
saudi-arabien saudiarabien saudi_arabia|saud|riad riyadh
jemen yemen|jemenit yemen|sanaa
katar qatar|katar qatar|doha
emirate uae vae|emirat emirati|
kuwait|kuwait|
oman|oman|maskat
ägypten egypt|ägypt egypt|kairo cairo
libyen libya|liby|tripolis tripoli
tunesien tunisia|tunes tunis|tunis
algerien algeria|alger|algier algiers
marokko morocco|marokk morocc|rabat
sudan|sudan|khartum khartoum
südsudan south_sudan|südsudan|juba
äthiopien ethiopia|äthiop ethiop|
somalia|somal|mogadischu mogadishu
kenia kenya|kenian kenyan|nairobi
uganda|ugand|kampala
ruanda rwanda|ruand rwand|kigali
kongo congo|kongoles congol|kinshasa
nigeria|nigerian|abuja
niger|nigr|niamey
mali|malisch malier malian|bamako
senegal|senegal|dakar
ghana|ghana|accra
elfenbeinküste ivory_coast|ivor|
kamerun cameroon|kamerun cameroon|
angola|angol|luanda
mosambik mozambique|mosamb mozamb|maputo
simbabwe zimbabwe|simbabw zimbabw|harare
südafrika south_africa|südafrikan south_african|pretoria
namibia|namib|windhuk windhoek
usa us vereinigte_staaten vereinigten_staaten united_states amerika america|us-amerikan amerikan american|washington
kanada canada|kanad canad|ottawa
mexiko mexico|mexik mexic|
kuba cuba|kuban cuban|havanna havana
haiti|haitian|port-au-prince
kolumbien colombia|kolumb colomb|bogotá bogota
venezuela|venezol venezuel|caracas
brasilien brazil|brasil brazil|brasilia
argentinien argentina|argentin|buenos_aires
chile|chilen chilean|santiago
peru|peruan peruv|lima
bolivien bolivia|boliv|
ecuador|ecuador|quito
australien australia|austral|canberra
neuseeland new_zealand|neuseeländ zealand|wellington
zypern cyprus|zypr cypr|nikosia nicosia
malta|malt|valletta
vatikan vatican|vatikan vatican|
europa europe|europä europe|
asien asia|asiat asia|
afrika africa|afrik afric|
südostasien southeast_asia|südostasiat|
bayern bavaria|bayer bayrisch bavar|
sachsen saxony|sächs saxon|
hessen hesse|hess|
niedersachsen lower_saxony|niedersächs|
preußen prussia|preuß pruss|
"""

_OTHERS = """
kalifornien california|kalifornisch kaliforn californ
nordrhein-westfalen north_rhine-westphalia nrw|nordrhein-westfäl
rheinland-pfalz rhineland-palatinate|
mecklenburg-vorpommern|
thüringen thuringia|thüring thuring
schwaben swabia|schwäb swab
katalonien catalonia|katalan catalan
sizilien sicily|sizil sicil
karibik caribbean|
pazifik pacific|pazif
atlantik atlantic|atlant
naher nahen middle_east|
eugh ecj|
köln cologne|kölner
münchen munich|münchn
nürnberg nuremberg|nürnberg
hannover hanover|hannover
braunschweig brunswick|
genf geneva|genfer
zürich zurich|zürcher zürich
basel basle|basler
mailand milan|mailänd
florenz florence|florent
venedig venice|venez venet
neapel naples|neapol
turin torino|turin
genua genoa|genues
straßburg strasbourg|straßburg
antwerpen antwerp|antwerp
danzig gdansk|
breslau wroclaw|
krakau krakow cracow|krakau
lemberg lwiw lviv|
charkiw charkow kharkiv kharkov|charkiw
saporischschja zaporizhzhia saporoschje|
cherson kherson|
odessa odesa|
mariupol|
donbass donbas|
krim crimea|
petersburg|petersburg
nato|
un uno vereinten_nationen vereinte_nationen united_nations|
eu europäische_union europäischen_union european_union|
who weltgesundheitsorganisation world_health_organization|
iwf imf währungsfonds international_monetary_fund|
ezb ecb zentralbank european_central_bank|
istgh icc strafgerichtshof international_criminal_court|
iaea iaeo atomenergiebehörde|
opec|
olympia olympics olympiade|olymp
asean|
mittelmeer mediterranean|
ostsee baltic_sea|ostsee
nordsee north_sea|nordsee
schwarzes schwarze black_sea schwarzen_meer|
donau danube|
rhein rhine|
"""


@lru_cache(maxsize=1)
def _table() -> tuple[dict[str, int], dict[str, int], dict[str, int]]:
    """Names to thing, beginnings of adjectives to thing, capitals to their country's thing."""
    names: dict[str, int] = {}
    beginnings: dict[str, int] = {}
    capitals: dict[str, int] = {}
    for number, line in enumerate(_COUNTRIES.split("\n") + _OTHERS.split("\n")):
        called, people, capital = ([word.replace("_", " ") for word in part.split()] for part in (line + "||").split("|")[:3])
        names.update(dict.fromkeys(called, number))
        beginnings.update(dict.fromkeys(people, number))
        if capital:
            names.update(dict.fromkeys(capital, 10_000 + number))
            capitals.update(dict.fromkeys(capital, number))
    return names, beginnings, capitals


_ADJECTIVE = re.compile(r"(?:es|an|on|i|er|n)?isch(?:e[nrsm]?)?")
_SIDES = ("südost", "südwest", "nordost", "nordwest", "nieder", "ober", "mittel", "zentral", "nord", "süd", "ost", "west")
_ENDS = frozenset(
    "sch sche schen scher sches ish man men e en er es em in innen s n ern ers isch ische ischen ischer isches ischem "
    "an ans ian ians ese er's".split()
) | {""}


@lru_cache(maxsize=50_000)
def place(word: str, capital: bool = True) -> int | None:
    """A number that "Russland", "Russia", "russischen" and "Russen" share (in small letters); None for any other word.

    A word written small counts only as a German adjective, so that "us" and "who" stay what they are.

    Example:
        >>> place("moskau") == place("moscow"), place("russland") == place("russian"), place("haus")
        (True, True, None)
    """
    if not capital and "isch" not in word and not word.startswith("deutsch"):
        return None
    names, beginnings, _ = _table()
    for form in (word, word[:-1] if word.endswith("s") else word):
        if form in names:
            return names[form]
    for end in range(len(word), max(1, len(word) - 10), -1):
        if word[:end] in beginnings and (word[end:] in _ENDS or _ADJECTIVE.fullmatch(word[end:])):
            return beginnings[word[:end]]
    for side in _SIDES:
        if word.startswith(side) and len(word) > len(side) + 3:
            return place(word[len(side) :])
    return None


@lru_cache(maxsize=50_000)
def state_of(word: str, capital: bool = True) -> int | None:
    """The thing number of the state whose capital `word` is; None for any other word."""
    capitals = _table()[2]
    if not capital:
        return None
    return capitals.get(word, capitals.get(word[:-1]) if word.endswith("s") else None)


def many_worded(text: str) -> tuple[tuple[int, int, int], ...]:
    """(start, end, thing) of every name of more than one word in `text` ("Vereinigte Staaten", "United Nations"), by position."""
    low = text.lower()
    found = []
    for name in _many_worded_names():
        start = low.find(name)
        if start >= 0:
            found.append((start, start + len(name), _table()[0][name]))
    return tuple(sorted(found))


@lru_cache(maxsize=1)
def _many_worded_names() -> tuple[str, ...]:
    return tuple(sorted(name for name in _table()[0] if " " in name))
