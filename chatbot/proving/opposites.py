"""Words that turn a statement round: negators, verbs of denial, and pairs of opposites. Data and look-ups; German and English."""

from __future__ import annotations

from functools import lru_cache

from chatbot.proving.words import stem

NEGATORS = frozenset(
    "nicht kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden niemandem nirgends nichts "
    "weder keineswegs "
    "keinesfalls mitnichten not no never none nobody nothing neither nor cannot without ohne n't kaum hardly unbestätigt".split()
)
"""Words that negate their clause."""

HARMLESS_AFTER = frozenset("nur zuletzt bloß allein only just mehr weniger least".split())
"""After "nicht" these make no negation: "nicht nur", "nicht zuletzt", "nicht weniger als"."""

DENIALS = frozenset(
    stem(word)
    for word in "bestreitet bestreiten bestritt bestritten dementiert dementieren dementierte leugnet leugnen leugnete "
    "vermeidet vermeiden vermied verzichtet verzichtete weigert weigerte unterlässt avoids avoid avoided refuses refused "
    "bezweifelt bezweifeln bezweifelte denies deny denied disputes dispute disputed doubt doubts doubted".split()
)
"""Verbs that turn round what is said after them."""

RAISING = frozenset(
    stem(word)
    for word in "erwartet erwarten erwarte erwartete glaubt glauben glaube glaubte denkt denken dachte meint meinen \
    meinte rechnet rechnen "
    "rechnete ausgehen geht gehen ging think thinks thought believe believes believed expect expects expected".split()
)
"""Verbs whose negation belongs to the clause after them: "er erwarte nicht, dass …"."""

_PAIRS = """
steigen stiegen gestiegen stieg steigt zunehmen zugenommen nahm wachsen wächst gewachsen wuchs erhöhen erhöht erhöhte \
anstieg zunahme \
zuwachs anhebung anheben angehoben kletterte rise rises rose risen increase increased grow grew grown | sinken sinkt \
sank gesunken fallen \
fällt fiel gefallen abnehmen abgenommen schrumpfen schrumpft geschrumpft schrumpfte senken senkt gesenkt senkte \
rückgang abnahme senkung \
verringern verringert verringerte reduzieren reduziert kürzen gekürzt decrease decreased decline declined fell fallen \
drop dropped shrink
mehr more | weniger less fewer
zustimmen zugestimmt zustimmt zustimmung befürworten befürwortet gebilligt billigen billigte angenommen annehmen \
annahm unterstützen \
unterstützt unterstützte approve approved support supports accepted accept | ablehnen abgelehnt lehnt lehnte \
ablehnung zurückweisen zurückgewiesen \
verwerfen verworfen verweigern verweigert verweigerte reject rejects rejected refuse refused oppose opposes
gewinnen gewonnen gewann gewinnt sieg siegte siegen gewinn win won wins victory | verlieren verloren verlor verliert \
niederlage verlust verlusten \
lose lost loses defeat
bestätigen bestätigt bestätigte confirm confirmed | dementieren dementiert dementierte bestreiten bestritt bestreitet \
widerlegt denied
öffnen geöffnet öffnet öffnete eröffnet eröffnete wiedereröffnet open opened opens | schließen geschlossen schließt \
schloss schließung closed close closes
beginnen begonnen begann beginnt beginn auftakt start startet startete begin began starts | enden endet endete \
beendet beenden ende abschluss end ended
erlauben erlaubt erlaubte genehmigt genehmigen genehmigte zugelassen allow allowed permit permitted | verbieten \
verboten verbot verbietet untersagt \
untersagte untersagen ban banned forbid
kaufen gekauft kauft kaufte erwerben erwirbt erwarb erworben kauf buy buys bought | verkaufen verkauft verkaufte \
verkauf sell sells sold
teurer verteuert teuerer | billiger verbilligt günstiger
größer größere größeren größten größte largest bigger biggest | kleiner kleinere kleineren kleinsten kleinste smallest smaller
höher höhere höheren höchste höchsten hoch hohe hohen hohem high higher highest | niedriger niedrigere niedrigeren \
niedrigste niedrigsten \
niedrig niedrige niedrigen low lower lowest
stärker stärkere stärken gestärkt stärkte stark starke starken strong stronger strengthen | schwächer schwächere \
schwächen geschwächt schwächte schwach \
schwache schwachen weak weaker weaken
besser bessere besten verbessern verbessert verbesserte verbesserung gut gute guten improve improved better | \
schlechter schlechtere schlechtesten \
verschlechtern verschlechtert verschlechterte verschlechterung schlecht schlechte schlechten worse worsen worsened
erfolg erfolgreich erfolgreiche gelungen gelang gelingt success successful succeeded | misserfolg gescheitert \
scheitern scheiterte erfolglos failed failure misslungen
freigesprochen freispruch acquitted | verurteilt verurteilung schuldig convicted
festgenommen verhaftet inhaftiert arrested | freigelassen entlassen released
schneller schnell früher schnellste faster earlier | langsamer langsam später langsamste slower later
länger längere lang lange langen long longer | kürzer kürzere kurz kurze kurzen short shorter
links linke linken linker left | rechts rechte rechten rechter right
norden nördlich nördlichen north northern | süden südlich südlichen south southern
osten östlich östlichen east eastern | westen westlich westlichen west western
positiv positive positiven positive | negativ negative negativen negative
überlebt überlebte überlebten survived | gestorben starb starben getötet died killed
jünger jüngste jüngsten jung junge jungen young younger | älter älteste ältesten alt alte alten old older
freund freunde verbündeter verbündete partner friend ally | feind feinde gegner rivale enemy opponent rival
einladen eingeladen einladung lud invite invited | ausladen ausgeladen
kommen ankunft ankam angekommen eingetroffen traf arrival arrived | abreise abgereist abflug verließ verlassen left departed
innen inland | außen ausland
erste ersten erster first | letzte letzten letzter last
warm warme heiß heißer wärmer | kalt kalte kälter
friedlich friedliche friedlichen peaceful | gewaltsam gewaltsame gewalttätig violent
neutral neutrale neutralen | parteiisch
befürworter anhänger supporters | kritiker gegner critics
lob lobte gelobt loben praised | kritik kritisierte kritisiert kritisieren criticised criticized
"""


@lru_cache(maxsize=1)
def _axes() -> dict[str, frozenset[tuple[int, int]]]:
    """Stems to their places: (number of the pair, +1 or -1)."""
    found: dict[str, set[tuple[int, int]]] = {}
    for number, line in enumerate(_PAIRS.strip().split("\n")):
        for sign, side in zip((1, -1), line.split("|"), strict=True):
            for word in side.split():
                found.setdefault(stem(word), set()).add((number, sign))
    return {word: frozenset(places) for word, places in found.items()}


def axes(word_stem: str) -> frozenset[tuple[int, int]]:
    """The pairs of opposites a stem belongs to, with its side; empty for most words. "un-" is an opposite of its own."""
    return _axes().get(word_stem, frozenset())
