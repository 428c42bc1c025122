"""The written forms of a French word whose lemma and part of speech are known.

Cues are typed as lemmas. A trained lemmatiser makes mistakes, and given a word alone it invents
lemmas, so a cue is also recognised by its inflected forms, computed here once from the lemma.
The tables give too many forms rather than too few: a form no one writes never matches anything,
and homographs are settled by the part of speech in the sentence.
"""

from __future__ import annotations

from functools import lru_cache

_PRESENT = ("e", "es", "ons", "ez", "ent", "s", "t", "")
_PAST = ("ais", "ait", "ions", "iez", "aient", "ant")
_FUTURE = ("ai", "as", "a", "ons", "ez", "ont", "ais", "ait", "ions", "iez", "aient")
_SIMPLE_A = ("ai", "as", "a", "âmes", "âtes", "èrent", "ât", "asse", "assent")
_SIMPLE_I = ("is", "it", "îmes", "îtes", "irent", "ît")
_SIMPLE_U = ("us", "ut", "ûmes", "ûtes", "urent", "ût")
_PARTICIPLE = ("", "e", "s", "es")

# Suffix of the infinitive → (present stems, imperfect stem, future stem, participles).
# Longest suffix first; "~" stands for the part before the suffix.
_THIRD_GROUP: tuple[tuple[str, tuple[str, ...], str, str, tuple[str, ...]], ...] = (
    ("prendre", ("~prend", "~pren", "~prenn"), "~pren", "~prendr", ("~pris",)),
    ("mettre", ("~met", "~mett"), "~mett", "~mettr", ("~mis",)),
    ("connaître", ("~connai", "~connaît", "~connaiss"), "~connaiss", "~connaîtr", ("~connu",)),
    ("paraître", ("~parai", "~paraît", "~parait", "~paraiss"), "~paraiss", "~paraîtr", ("~paru",)),
    ("naître", ("~nai", "~naît", "~nait", "~naiss"), "~naiss", "~naîtr", ("~né",)),
    ("croître", ("~croî", "~croi", "~croiss"), "~croiss", "~croîtr", ("~cru", "~crû")),
    ("craindre", ("~crain", "~craign"), "~craign", "~craindr", ("~craint",)),
    ("aindre", ("~ain", "~aign"), "~aign", "~aindr", ("~aint",)),
    ("eindre", ("~ein", "~eign"), "~eign", "~eindr", ("~eint",)),
    ("oindre", ("~oin", "~oign"), "~oign", "~oindr", ("~oint",)),
    ("uire", ("~ui", "~uis"), "~uis", "~uir", ("~uit", "~ui")),
    ("crire", ("~cri", "~criv"), "~criv", "~crir", ("~crit",)),
    ("lire", ("~li", "~lis"), "~lis", "~lir", ("~lu",)),
    ("dire", ("~di", "~dis"), "~dis", "~dir", ("~dit",)),
    ("clure", ("~clu",), "~clu", "~clur", ("~clu", "~clus")),
    ("suivre", ("~sui", "~suiv"), "~suiv", "~suivr", ("~suivi",)),
    ("vivre", ("~vi", "~viv"), "~viv", "~vivr", ("~vécu",)),
    ("croire", ("~croi", "~croy"), "~croy", "~croir", ("~cru",)),
    ("faire", ("~fai", "~fais", "~fass", "~font", "~faites"), "~fais", "~fer", ("~fait",)),
    ("traire", ("~trai", "~tray"), "~tray", "~trair", ("~trait",)),
    ("soudre", ("~sou", "~solv"), "~solv", "~soudr", ("~solu", "~sous")),
    ("rompre", ("~romp",), "~romp", "~rompr", ("~rompu",)),
    ("vaincre", ("~vainc", "~vainqu"), "~vainqu", "~vaincr", ("~vaincu",)),
    ("battre", ("~bat", "~batt"), "~batt", "~battr", ("~battu",)),
    ("rire", ("~ri",), "~ri", "~rir", ("~ri",)),
    ("tenir", ("~tien", "~ten", "~tienn", "~tin"), "~ten", "~tiendr", ("~tenu",)),
    ("venir", ("~vien", "~ven", "~vienn", "~vin"), "~ven", "~viendr", ("~venu",)),
    ("quérir", ("~quier", "~quér", "~quièr"), "~quér", "~querr", ("~quis",)),
    ("courir", ("~cour",), "~cour", "~courr", ("~couru",)),
    ("mourir", ("~meur", "~mour"), "~mour", "~mourr", ("~mort",)),
    ("ouvrir", ("~ouvr",), "~ouvr", "~ouvrir", ("~ouvert",)),
    ("frir", ("~fr",), "~fr", "~frir", ("~fert",)),
    ("servir", ("~ser", "~serv"), "~serv", "~servir", ("~servi",)),
    ("sentir", ("~sen", "~sent"), "~sent", "~sentir", ("~senti",)),
    ("mentir", ("~men", "~ment"), "~ment", "~mentir", ("~menti",)),
    ("partir", ("~par", "~part"), "~part", "~partir", ("~parti",)),
    ("sortir", ("~sor", "~sort"), "~sort", "~sortir", ("~sorti",)),
    ("dormir", ("~dor", "~dorm"), "~dorm", "~dormir", ("~dormi",)),
    ("fuir", ("~fui", "~fuy"), "~fuy", "~fuir", ("~fui",)),
    ("cueillir", ("~cueill",), "~cueill", "~cueiller", ("~cueilli",)),
    ("cevoir", ("~çoi", "~cev", "~çoiv"), "~cev", "~cevr", ("~çu",)),
    ("devoir", ("~doi", "~dev", "~doiv"), "~dev", "~devr", ("~dû", "~du")),
    ("mouvoir", ("~meu", "~mouv", "~meuv"), "~mouv", "~mouvr", ("~mu",)),
    ("pleuvoir", ("~pleu", "~pleuv"), "~pleuv", "~pleuvr", ("~plu",)),
    ("pouvoir", ("~peu", "~peux", "~pouv", "~peuv", "~puiss"), "~pouv", "~pourr", ("~pu",)),
    ("vouloir", ("~veu", "~veux", "~voul", "~veul", "~veuill"), "~voul", "~voudr", ("~voulu",)),
    ("savoir", ("~sai", "~sav", "~sach"), "~sav", "~saur", ("~su",)),
    ("valoir", ("~vau", "~vaux", "~val", "~vaill"), "~val", "~vaudr", ("~valu",)),
    ("pourvoir", ("~pourvoi", "~pourvoy"), "~pourvoy", "~pourvoir", ("~pourvu",)),
    ("prévoir", ("~prévoi", "~prévoy"), "~prévoy", "~prévoir", ("~prévu",)),
    ("voir", ("~voi", "~voy"), "~voy", "~verr", ("~vu",)),
    ("asseoir", ("~assoi", "~assie", "~assey"), "~assey", "~assiér", ("~assis",)),
    ("dre", ("~d",), "~d", "~dr", ("~du",)),
    ("re", ("~",), "~", "~r", ("~u",)),
)


@lru_cache(maxsize=8192)
def forms(lemma: str, pos: str) -> frozenset[str]:
    """Every plausible written form of ``lemma`` as ``pos`` ("NOUN", "VERB", "ADJ", or other).

    Always holds ``lemma`` itself; for other parts of speech nothing else.
    """
    if pos == "VERB":
        return frozenset(_verb(lemma)) | {lemma}
    if pos == "NOUN":
        return frozenset(_noun(lemma)) | {lemma}
    if pos == "ADJ":
        return frozenset(_adjective(lemma)) | {lemma}
    return frozenset((lemma,))


def any_forms(word: str) -> frozenset[str]:
    """The forms of a word of a phrase, whose part of speech is not told."""
    found = forms(word, "NOUN") | forms(word, "ADJ")
    if word.endswith(("er", "ir", "re", "oir")):
        found |= forms(word, "VERB")
    return found


def _add(stems: tuple[str, ...] | list[str], endings: tuple[str, ...]) -> set[str]:
    return {stem + ending for stem in stems for ending in endings}


def _verb(lemma: str) -> set[str]:
    if lemma.endswith("er") and lemma not in ("aller",):
        return _first_group(lemma[:-2])
    for suffix, present, imperfect, future, participles in _THIRD_GROUP:
        if lemma.endswith(suffix):
            root = lemma[:-len(suffix)]
            return _conjugated(
                [stem.replace("~", root) for stem in present], imperfect.replace("~", root),
                future.replace("~", root), [part.replace("~", root) for part in participles],
            )
    if lemma.endswith(("ir", "ïr")):
        root = lemma[:-1]
        long = root + "ss"
        return (
            _add([root], ("s", "t", "", "e", "es", "mes", "tes", "rent"))
            | _add([long], ("ons", "ez", "ent", "e", "es", *_PAST)) | _add([lemma], _FUTURE)
        )
    return {lemma}


def _conjugated(
    present: list[str], imperfect: str, future: str, participles: list[str]
) -> set[str]:
    found = _add(present, _PRESENT) | _add([imperfect], _PAST) | _add([future], _FUTURE)
    found |= _add(participles, _PARTICIPLE)
    if participles:
        part = participles[0]
        if part.endswith("u"):
            found |= _add([part[:-1]], _SIMPLE_U)
        stem = part[:-1] if part.endswith(("i", "s", "t")) else imperfect
        found |= _add([imperfect], _SIMPLE_I) | _add([stem.removesuffix("i")], _SIMPLE_I)
    return found


def _first_group(root: str) -> set[str]:
    hard = root
    if root.endswith("c"):
        hard = root[:-1] + "ç"
    elif root.endswith("g"):
        hard = root + "e"
    found = _add([root], ("e", "es", "ent", "ez", "ions", "iez", "é", "ée", "és", "ées", "èrent"))
    found |= _add([hard], ("ons", "ant", "ais", "ait", "aient", *_SIMPLE_A))
    found |= _add([root + "er"], _FUTURE)
    for stem in _mute_stems(root):
        found |= _add([stem], ("e", "es", "ent")) | _add([stem + "er"], _FUTURE)
    return found


def _mute_stems(root: str) -> list[str]:
    """Stems before a mute e: "déploy" → "déploi", "gèr", "appell", "achèt"."""
    if root.endswith(("oy", "uy", "ay")):
        return [root[:-1] + "i"]
    if len(root) >= 2 and root[-2] == "é":
        return [root[:-2] + "è" + root[-1]]
    if len(root) >= 3 and root[-3] == "é" and root[-2:] in ("gr", "gn", "br", "tr", "qu", "cr"):
        return [root[:-3] + "è" + root[-2:]]
    if len(root) >= 2 and root[-2] == "e" and root[-1] in "lt":
        return [root + root[-1], root[:-2] + "è" + root[-1]]
    if len(root) >= 2 and root[-2] == "e" and root[-1].isalpha():
        return [root[:-2] + "è" + root[-1]]
    return []


def _plural(word: str) -> set[str]:
    if word.endswith(("s", "x", "z")):
        return {word}
    if word.endswith("al"):
        return {word, word[:-1] + "ux", word + "s"}
    if word.endswith("ail"):
        return {word, word[:-2] + "ux", word + "s"}
    if word.endswith(("eau", "eu", "au")):
        return {word, word + "x", word + "s"}
    return {word, word + "s"}


def _noun(lemma: str) -> set[str]:
    found = _plural(lemma)
    for end, others in (
        ("teur", ("trice", "teuse")), ("eur", ("euse",)), ("ien", ("ienne",)), ("er", ("ère",)),
        ("é", ("ée",)), ("on", ("onne",)),
    ):
        if lemma.endswith(end):
            for other in others:
                found |= _plural(lemma[:-len(end)] + other)
            break
    else:
        if lemma.endswith(("ant", "ent", "iat")):
            found |= _plural(lemma + "e")
    return found


def _adjective(lemma: str) -> set[str]:
    found = _plural(lemma)
    feminine = {lemma + "e"} if not lemma.endswith("e") else {lemma}
    for end, other in (
        ("eux", "euse"), ("if", "ive"), ("el", "elle"), ("eil", "eille"), ("ien", "ienne"),
        ("on", "onne"), ("er", "ère"), ("et", "ète"), ("ique", "ique"), ("teur", "trice"),
        ("eur", "euse"), ("c", "que"), ("g", "gue"), ("beau", "belle"), ("nouveau", "nouvelle"),
        ("s", "sse"), ("ou", "olle"), ("al", "ale"),
    ):
        if lemma.endswith(end):
            feminine.add(lemma[:-len(end)] + other)
    if lemma == "nouveau":
        found.add("nouvel")
    for word in feminine:
        found |= _plural(word)
    return found
