"""Words that turn a statement round: negators, verbs of denial, and pairs of opposites. Data and look-ups; German and English."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

from chatbot.proving.words import Word, stem

NEGATORS = frozenset(
    "nicht kein keine keinen keinem keiner keines keinerlei nie niemals niemand niemanden niemandem nirgends nichts "
    "weder keineswegs "
    "keinesfalls mitnichten not no never none nobody nothing neither nor cannot n't kaum hardly unbestätigt".split()
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
steigen stiegen gestiegen stieg steigt zunehmen zugenommen zulegen zugelegt zulegte zulegten zu+legt zu+legte \
zu+legten zu+nahm zu+nimmt zu+nahmen wachsen wächst gewachsen wuchs erhöhen erhöht erhöhte anstieg zunahme zuwachs \
anhebung anheben angehoben kletterte rise rises rose risen rising increase increased grow grew grown | sinken sinkt \
sank gesunken fallen fällt fiel fielen gefallen abnehmen abgenommen ab+nahm ab+nimmt ab+nahmen zurückgehen \
zurückgegangen zurück+ging zurück+geht zurück+gingen zurück+gehen schrumpfen schrumpft geschrumpft schrumpfte senken \
senkt gesenkt senkte rückgang abnahme senkung verringern verringert verringerte reduzieren reduziert kürzen gekürzt \
decrease decreased decline declined fell falls fall falling fallen drop dropped shrink
mehr more plus | weniger less fewer minus
zustimmen zugestimmt zustimmt zu+stimmt zu+stimmte zu+stimmen zustimmung fordern fordert forderte forderten gefordert \
verlangt verlangte verlangten befürworten befürwortet gebilligt billigen billigte angenommen annehmen annahm \
unterstützen unterstützt unterstützte approve approved support supports accepted accept demands demanded | zurück+wies \
zurück+weist ablehnen abgelehnt lehnt lehnte ablehnung zurückweisen zurückgewiesen verwerfen verworfen verweigern \
verweigert verweigerte reject rejects rejected refuse refused oppose opposes
~ gewinnen gewonnen gewann gewannen gewinnt besiegt besiegte besiegten sieg siegte siegen gewinn win won wins winning \
beat beats victory | verlieren verloren verlor verlorenen verliert unterlag unterliegt niederlage verlust verlusten \
lose lost loses losing defeat
bestätigen bestätigt bestätigte confirm confirmed | zurückgewiesen zurück+wies zurück+weist dementieren dementiert \
dementierte bestreiten bestritt bestreitet widerlegt denied
öffnen geöffnet öffnet öffnete eröffnet eröffnete wiedereröffnet open opened opens | schließen geschlossen schließt \
schloss schließung closed close closes
beginnen begonnen begann beginnt beginn auftakt start startet startete begin began starts | enden endet endete beendet \
beenden ende abschluss end ended
erlauben erlaubt erlaubte genehmigt genehmigen genehmigte zugelassen allow allowed permit permitted | verbieten \
verboten verbot verbietet untersagt untersagte untersagen ban banned forbid
~ verpflichten verpflichtet verpflichtete kaufen gekauft kauft kaufte erwerben erwirbt erwarb erworben kauf buy buys \
bought | verkaufen verkauft verkaufte verkauf sell sells sold selling
teurer verteuert teuerer | billiger verbilligt günstiger
größer größere größeren größten größte largest bigger biggest | kleiner kleinere kleineren kleinsten kleinste smallest \
smaller
höher höhere höheren höchste höchsten hoch hohe hohen hohem high higher highest | niedriger niedrigere niedrigeren \
niedrigste niedrigsten niedrig niedrige niedrigen low lower lowest
stärker stärkere stärken gestärkt stärkte stark starke starken strong stronger strengthen | schwächer schwächere \
schwächen geschwächt schwächte schwach schwache schwachen weak weaker weaken
besser bessere besten verbessern verbessert verbesserte verbesserung gut gute guten improve improved better | \
schlechter schlechtere schlechtesten verschlechtern verschlechtert verschlechterte verschlechterung schlecht schlechte \
schlechten worse worsen worsened
erfolg erfolgreich erfolgreiche gelungen gelang gelingt success successful succeeded | vergeblich misserfolg \
gescheitert scheitern scheiterte erfolglos failed failure misslungen
freigesprochen freispruch frei+sprach frei+spricht acquitted | verurteilt verurteilte verurteilung schuldig convicted
gültig verfassungsgemäß valid | nichtig ungültig verfassungswidrig unwirksam void
aus+schließt aus+schloss ausschließen ausgeschlossen | denkbar
richtig richtige wahr right true | falsch falsche unwahr wrong false
verletzt verletzte verletzten verwundet injured wounded | getötet tot tote toten starb starben gestorben umgekommen \
leben+kam leben+kamen killed died dead
einführen eingeführt einführung ein+führt ein+führte introduced | abschaffen abgeschafft abschaffung ab+schafft \
ab+schaffte abolished
verschärfen verschärft verschärfte verschärfung | lockern gelockert lockerte lockerung
verlängern verlängert verlängerte verlängerung | verkürzen verkürzt verkürzte verkürzung
exportiert exportieren exportierte exporte | importiert importieren importierte importe
einnahmen | ausgaben
mehrheit majority | minderheit minority
belasten belastet belastung | entlasten entlastet entlastung
fest+nahm fest+nimmt fest+nahmen festgenommen verhaftet inhaftiert arrested | frei+ließ frei+lässt frei+ließen \
freigelassen entlassen released
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
kommen ankunft ankam angekommen eingetroffen traf arrival arrived | abreise abgereist abflug verließ verlassen left \
departed
innen inland | außen ausland
erste ersten erster first | letzte letzten letzter last
warm warme heiß heißer wärmer | kalt kalte kälter
friedlich friedliche friedlichen peaceful | gewaltsam gewaltsame gewalttätig violent
neutral neutrale neutralen | parteiisch
befürworter anhänger supporters | kritiker gegner critics
beschließen beschließt beschloss beschlossen verabschieden verabschiedet verabschiedete gebilligt billigen billigte \
angenommen annehmen annahm pass passed passes adopt adopted adopts approved | ablehnen abgelehnt lehnt lehnte ablehnung \
verwerfen verworfen durchgefallen reject rejects rejected
verpassen verpasst verpasste verpassten verfehlen verfehlt verfehlte verfehlten miss missed misses | gewinnen gewonnen gewann \
gewannen gewinnt holen holt holte holten geholt erreichen erreicht erreichte erreichten win won wins reach reached reaches
vorübergehend vorübergehende vorübergehenden zeitweise temporary temporarily | dauerhaft dauerhafte dauerhaften endgültig \
permanent permanently
lob lobte gelobt loben praised | kritik kritisierte kritisiert kritisieren criticised criticized
"""


CONVERSE = frozenset(number for number, line in enumerate(_PAIRS.strip().split("\n")) if line.startswith("~ "))
"""Pairs that say the same when their two names change places: A sells to B, B buys from A."""

Axes = frozenset[tuple[int, int]]


@lru_cache(maxsize=1)
def _axes() -> tuple[dict[str, Axes], dict[tuple[str, str], Axes]]:
    """Stems, and (particle, verb's stem) of verbs that part, to their places: (number of the pair, +1 or -1)."""
    whole: dict[str, set[tuple[int, int]]] = {}
    parted: dict[tuple[str, str], set[tuple[int, int]]] = {}
    for number, line in enumerate(_PAIRS.strip().split("\n")):
        for sign, side in zip((1, -1), line.removeprefix("~ ").split("|"), strict=True):
            for word in side.split():
                particle, joined, verb = word.partition("+")
                if joined:
                    parted.setdefault((particle, stem(verb)), set()).add((number, sign))
                else:
                    whole.setdefault(stem(word), set()).add((number, sign))
    return {word: frozenset(places) for word, places in whole.items()}, {k: frozenset(v) for k, v in parted.items()}


def axes(word_stem: str) -> Axes:
    """The pairs of opposites a stem belongs to, with its side; empty for most words. "un-" is an opposite of its own."""
    return _axes()[0].get(word_stem, frozenset())


@lru_cache(maxsize=20_000)
def clause_axes(clause: Sequence[Word]) -> dict[str, Axes]:
    """The stems of a clause that belong to a pair of opposites; a verb whose particle stands behind it is read with it.

    Example:
        >>> from chatbot.proving.words import read
        >>> went_back, fell = (clause_axes(read(text).words) for text in ("Die Quote ging zurück.", "Die Quote sank."))
        >>> set(went_back.values()) & set(fell.values()) != set()
        True
    """
    whole, parted = _axes()
    found: dict[str, Axes] = {}
    for place, word in enumerate(clause):
        here = next((parted[key] for other in clause[place + 1 :] if (key := (other.low, word.stem)) in parted), None)
        if here is None:
            here = whole.get(word.stem)
        if here:
            found[word.stem] = here
    return found
