"""Words that decide whether a full stop ends a sentence: abbreviations and words that open one. Data only, German and English.

All entries are lower-case and without their last full stop. `index.sentences` is the only reader of these sets.
"""

from __future__ import annotations

# Something always follows these: a name, a number, the explained thing. A full stop after them never ends a sentence.
NEVER_END = frozenset(
    """
    abb abg abs abschn allg aufl az bd bde begr bes betr bspw bzgl bzw ca dipl-ing dipl dr dres einschl engl entspr ev evtl
    fa fam fr frl franz gebr geb gem ggf ggfs ggü griech hl hr hrn hrsg inkl insb insbes ital jew jg kath kgl kl lfd lt mind
    mgr mdl moz mr mrs ms möglw nr nrn o.ä obb öffentl orig österr phil prof prot rel rer resp russ s.o s.u sog sogen st
    staatl städt stellv svw syn tägl techn u.a.m univ urspr verh versch vgl vorm vors wiss z.b z.t z.zt zit zus zz zzgl d.h
    d.i i.d.r i.e i.e.s i.v.m m.a.w m.e m.w o.g s.a u.d.t u.u v.a z.hd e.g cf vs v.l n.r col maj capt cpt sgt gov pres rev
    hon sen jur med mult nat oec theol stv
    """.split()  # noqa: SIM905
)

# Titles and ranks, with a capital only ("Mag. Huber", but "weil er sie mag. Huber sagte"): a name follows, so a full stop after
# them ends a sentence only before a word that opens sentences.
TITLES = frozenset(
    """
    abg adm bakk bgm choreogr dir dkfm doz ebf erzb feldm frhr fw gef gen geschw hptm hg ing insp kard kfm kom komm kpt labg
    ltn mag mjr msgr obgm oblt obstlt olt pfr prim präs päd rabb sup uffz vizepräs
    """.split()  # noqa: SIM905
)

# Before a number these are abbreviations ("Art. 5", "No. 1"); before anything else they are words that end a sentence.
BEFORE_NUMBER = frozenset(
    """
    art no fig vol pp kap min max sek lat op tab ziff pol gen reg anm lit sp fn rn rdnr rz drs pos hausnr ausg bst buchst anl
    anh tz
    """.split()  # noqa: SIM905
)

# These may stand at the end of a sentence or in the middle: the next word decides (a word that opens sentences does).
MAY_END = frozenset(
    """
    a.d a.m abds ag al bf bhf bsp bz chr co corp d.ä d.j d.r dgl dto e.g e.v e.v etc etc.pp exkl f ff gegr gest
    gmbh h.c hbf i.d.f i.r inc jan febr feb mär apr jun jul aug sept sep okt oct nov dez dec jh jhd jhdt jahrh jr kg km ltd
    m.b.h mdb mdl mio mill mrd mil milld mon nachf n.chr n.e n.z nachm o.a o.ä od p.m p.a pkt pl qm rgt s.a sek sr std stk str
    tel tsd u.a u.ä u.v.a u.v.m usf usw uvm v.chr v.u.z vorm zt zw u.s u.k d.c u.n ph.d b.a m.a a.m approx dept est
    """.split()  # noqa: SIM905
)

# A full stop after one of these ends a sentence whenever a capital follows, even a noun.
USUALLY_END = frozenset(
    """
    usw etc usf uvm u.v.m u.v.a u.ä o.ä etc.pp dgl e.v
    """.split()  # noqa: SIM905
)

MONTHS = frozenset(
    """
    januar jänner februar feber märz april mai juni juli august september oktober november dezember jan jän feb febr mrz apr jun
    jul aug sep sept okt nov dez january february march may june july october december
    """.split()  # noqa: SIM905
)

# Words that come before an ordinal ("am 15.", "zum 80.", "der 3."), lower-case.
BEFORE_ORDINAL = frozenset(
    """
    der die das dem den des am im zum zur vom beim ab bis seit ein eine einen einem einer eines sein seine seinen seinem seiner
    seines ihr ihre ihren ihrem ihrer ihres mein meine meinen meinem meiner unser unsere unseren unserem unserer dein deinen
    deinem deiner euer eure jeder jede jedes jeden jedem dieser diese dieses diesen diesem kein keine keinen keinem ins ans aufs
    übers fürs zwischen montag dienstag mittwoch donnerstag freitag samstag sonnabend sonntag mo di mi do fr sa so und oder vor
    nach anfang ende mitte erstmals als insgesamt dessen deren
    """.split()  # noqa: SIM905
)

# Nouns that follow an ordinal even with no article before it ("2. Bundesliga", "18. Jahrhundert"); compared by their beginning.
AFTER_ORDINAL = tuple(
    """
    jahrhundert jahrtausend jahrestag geburtstag todestag bundesliga liga weltkrieg platz rang etage stock klasse runde
    spieltag minute auflage lebensjahr kapitel teil tag woche monat quartal halbjahr jahr staffel folge legislaturperiode
    wahlperiode bezirk arrondissement division armee infanterie panzer fc fck fsv änderung verordnung sinfonie symphonie
    satz dynastie klass mal breitengrad längengrad parteitag kongress internationale internationalen deutsche deutscher
    nationale nationaler ordentliche landtag bundestag amtszeit hälfte halbzeit bundeswehr senat
    """.split()  # noqa: SIM905
)

# Capitalised words that open a sentence; hardly one of them is a noun that could follow an abbreviation or an ordinal.
OPENERS = frozenset(
    """
    der die das dem den des ein eine einen einem einer eines er sie es ich wir ihr man wer was wie wo wann warum weshalb wieso
    woher wohin wozu womit wodurch wofür welche welcher welches welchen dieser diese dieses diesen diesem jener jene jenes jeder
    jede jedes jeden jedem alle alles allen aller allem beide beiden beides viele vieles einige einiges manche mehrere wenige
    kein keine keiner keinen keinem sein seine seinen seinem seiner ihre ihren ihrem ihrer mein meine meinen meinem meiner unser
    unsere unseren dein deine im in am an auf aus bei beim bis durch für gegen hinter mit nach neben ohne seit über um unter von
    vom vor während wegen trotz zu zum zur zwischen statt anstatt laut gemäß dank ab außer außerdem aber allein allerdings als
    also andererseits anders anschließend auch bald bereits besonders bisher da dabei dadurch dafür dagegen daher dahinter
    damals damit danach daneben dann daran darauf daraufhin daraus darin darüber darum darunter dass davon davor dazu denn
    dennoch derzeit deshalb deswegen doch dort dorthin ebenfalls ebenso eigentlich einerseits einst endlich entsprechend erst
    erstmals etwa falls fast ferner früher ganz genau gerade gestern gleichzeitig gleichwohl heute heutzutage hier hierbei
    hierfür hierzu hingegen hinzu immer immerhin indem infolge infolgedessen insbesondere insgesamt inzwischen ja je jedoch
    jetzt kaum kurz lange längst mal manchmal mehr meist meistens mittlerweile möglicherweise nachdem nachher natürlich nein
    nicht nichts nie niemand noch nun nur ob obgleich obwohl oder oft ohnehin plötzlich rund schließlich schon sehr seitdem
    selbst sobald sodass so sogar solange solche somit sonst sowie sowohl später spätestens stattdessen stets tatsächlich
    teilweise trotzdem überall übrigens und ungefähr vermutlich vielleicht vielmehr vorher wahrscheinlich weil weiter weitere
    weiterhin weiters wenn wenngleich wer wessen wobei wohl womöglich zahlreiche zuerst zudem zuerst zugleich zuletzt zunächst
    zurzeit zusammen zusätzlich zuvor zwar ist sind war waren wird wurde wurden werden hat haben hatte hatten kann können konnte
    muss müssen soll sollen sollte will wollen darf dürfen gibt gab bitte danke viele the a an this that these those he
    she it they we you i his her its their our my there here in on at by for from with without after before during since when
    where while who what why how if although though because as but and or so then however moreover meanwhile also another some
    many most all both each every no not only one two according despite under over to of
    """.split()  # noqa: SIM905
)
