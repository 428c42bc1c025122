"""Wordings met outside the coded articles, and their look-alikes: rows for rules from grammar."""

from __future__ import annotations

# (kind, sentence, expected)
KINDS: list[tuple[str, str, bool]] = [
    # ", ce qui + verb" tells an effect; showing, weighing, being are none
    ("causal", "Le guichet ferme à midi, ce qui rallonge la file du matin.", True),
    ("causal", "Elle a relancé la machine, ce qui l'a amenée à découvrir la panne.", True),
    ("causal", "Le stock fond, ce qui inquiète les boulangers du canton.", True),
    ("causal", "La moitié des agents ont signé, ce qui est rare.", False),
    ("causal", "Douze ateliers ont fermé, ce qui représente un tiers du parc.", False),
    ("causal", "Les files s'allongent, ce qui montre que le guichet reste utile.", False),
    ("causal", "Personne ne sait ce qui rallonge la file du matin.", False),
    # ", V-ant ainsi": a result
    ("causal", "Le quotidien traduit ses pages, touchant ainsi des lecteurs nouveaux.", True),
    ("causal", "Le facteur passe à huit heures, sifflant un air connu.", False),
    # "comme" over a clause that comes first, after an adverbial too
    ("causal", "De plus, comme les bras manquent, la cave achète une machine.", True),
    ("causal", "Comme toujours, la cave achète une machine.", False),
    # to help somebody do something
    ("causal", "Elle aide les libraires à mieux choisir leurs commandes.", True),
    ("causal", "Ils aident le voisin.", False),
    # predicates of effect
    ("causal", "Le bruit continu est nuisible à la concentration.", True),
    ("causal", "Ce changement est bénéfique pour les petites équipes.", True),
    ("causal", "Le vin de cette année est mauvais.", False),
    # faire de X un Y
    ("causal", "Son double cursus fait de cette juriste une candidate précieuse.", True),
    ("causal", "La juriste fait du vélo.", False),
    # rendre X + adjective further off
    ("causal", "La traduction automatique rend la vie des libraires un peu plus facile.", True),
    ("causal", "Le libraire rend la monnaie.", False),
    # what does not happen brings nothing about
    ("causal", "La machine ne détruira pas ce métier.", False),
    ("causal", "Le règlement n'empêche pas les abus.", True),
    # verbs of change with a thing as subject
    ("causal", "L'algorithme dissout les solidarités d'atelier.", True),
    ("causal", "La caisse automatique absorbe les heures du samedi.", True),
    ("causal", "Le magasinier range les caisses du samedi.", False),
    ("causal", "Cette mesure aura de lourdes implications pour les indépendants.", True),
    # definition
    ("definition", "Augmenter la cadence, c'est user les corps.", True),
    ("definition", "Augmenter la cadence, ce n'est pas user les corps.", False),
    ("definition", "Il s'agit d'une attaque qui vise les sauvegardes.", True),
    ("definition", "Il s'agit d'une activité importante.", False),
    ("definition", "Le clonage de voix est également appelé hypertrucage.", True),
    ("definition", "Elle nomme cela l'usure douce, c'est-à-dire une fatigue sans accident.", True),
    ("definition", "Les agents sont appelés à se former.", False),
    # prescription
    ("prescription", "Le syndicat appelle à plus de respect pour les caissières.", True),
    ("prescription", "Le client appelle à midi.", False),
    ("prescription", "La machine aurait dû prévenir le conducteur.", True),
    ("prescription", "Le conducteur doit être titulaire d'un permis.", True),
    ("prescription", "Ces robots devraient être résistants à la pluie.", True),
    ("prescription", "Le chômage devrait baisser en juin.", False),
    ("prescription", "Les pertes devraient être compensées par de nouveaux postes.", False),
    ("prescription", "2. Activez la double vérification dans vos applications.", True),
    # comparison
    ("comparison", "La cave a plus que doublé ses ventes.", False),
    ("comparison", "La cave vend plus que sa voisine.", True),
    # experience
    ("experience", "J'ai vu cette usine fermer.", True),
    ("experience", "J'ai évoqué plus haut cette usine.", False),
    ("experience", "Je suis sur un projet de traduction.", True),
    ("experience", "Je suis convaincu du contraire.", False),
]

# (sentence, whether the main proposition is denied)
DENIED: list[tuple[str, bool]] = [
    ("Ce qui est clair, c'est que le travail ne sera plus jamais le même.", True),
    ("S'il y a une leçon, c'est que rien ne remplace l'atelier.", True),
    ("Le fait est que la machine ne comprend rien.", True),
    ("Pas parce qu'elle remplace les libraires.", True),
    ("Pas parce qu'elle remplace les libraires, mais parce qu'elle les presse.", False),
    ("Les exemples ne manquent pas.", False),
    ("Les bras manquent.", False),
    ("Il n'a pas fallu longtemps pour que les agents s'y fassent.", False),
    ("La saison n'aurait pas pu mieux commencer.", False),
]

# (sentence, hedged)
HEDGED: list[tuple[str, bool]] = [
    ("J'ai l'impression que l'équilibre s'est rompu.", True),
    ("Elle fait forte impression.", False),
    ("Il n'est pas possible de chiffrer chaque effet.", False),
    ("Il est possible que la cave ferme.", True),
    ("Ce livre n'aurait eu aucune saveur s'il avait été écrit par une machine.", False),
    ("La cave fermerait si la récolte manquait.", True),
]

# (sentence, quote, source type, source, resolved name)
SAID: list[tuple[str, str, str, str | None, str | None]] = [
    ("Lumen AI affirme que son modèle traduira quinze langues.",
     "indirect", "organisation", "Lumen AI", None),
    ("Anne Duval, vice-présidente du syndicat des acteurs, la Guilde des voix, affirme que les "
     "contrats changeront.", "indirect", "person",
     "Anne Duval, vice-présidente du syndicat des acteurs", None),
    ("« C'est une menace réelle », révèle vendredi l'attachée de presse du ministère.",
     "direct", "person", "l'attachée de presse du ministère", None),
    ("« Les outils changent, pas le métier. » — Claire Dumont, formatrice",
     "direct", "person", "Claire Dumont, formatrice", None),
    ("Claire Dumont lance un avertissement sans détour : la moitié des postes disparaîtra.",
     "indirect", "person", "Claire Dumont", None),
    ("Claire Dumont s'est lancé un défi : courir deux marathons.", "none", "author", None, None),
    ("Le patron de la société, Paul Lieu, est assis, croit-il, sur une mine d'or.",
     "indirect", "person", "il", "Paul Lieu"),
    ("Les experts s'accordent à dire que la mesure est trop courte.",
     "indirect", "unspecified", "Les experts", None),
    ("Le ministère a condamné les propos du maire.",
     "indirect", "organisation", "Le ministère", None),
    ("La cave a d'ailleurs annoncé une hausse de ses prix.",
     "none", "author", None, None),
    ("On nous promet que le robot libérera les vendeurs.",
     "indirect", "unspecified", "On", None),
]
