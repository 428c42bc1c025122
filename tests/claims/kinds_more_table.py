"""More of our own sentences for the claim kinds, merged into the table of ``kinds_table``."""

from __future__ import annotations

MORE: dict[str, tuple[list[str], list[str]]] = {
    "prescription": (
        [
            "Autant s'y préparer dès maintenant.",
            "À nous de fixer les règles du jeu.",
            "À chacun d'apprendre à relire la machine.",
            "Place à la formation des caissières !",
            "Pas question de laisser un robot noter les élèves.",
            "Les petites mairies auraient tort de se priver de cet outil.",
            "Le syndicat demande que les salariés soient consultés.",
            "La maire souhaite que les guichets restent ouverts.",
            "Nous exigeons un moratoire sur la notation automatique.",
            "Les infirmières appellent la région à financer des postes.",
            "Former les équipes est une nécessité.",
            "La première erreur consiste à acheter avant de former.",
            "La clé est de garder un humain dans la boucle.",
            "Le bilan signifie que nous devons former davantage.",
            "Le règlement prévoit que chaque dossier soit relu.",
            "L'heure est à la négociation.",
            "Il serait temps de payer ces heures.",
            "L'association suggère que la commune soit consultée.",
            "Il devient urgent de protéger les apprentis.",
            "Chacun devrait en bénéficier.",
        ],
        [
            "Autant de postes ont été créés cette année.",
            "À vous entendre, tout va bien.",
            "La nouvelle laisse place à la colère.",
            "L'étude suggère que les salaires stagnent.",
            "Il insiste sur le fait qu'il n'est pas ingénieur.",
            "La direction veut un logiciel plus rapide.",
            "Notons que le logiciel date de 2019.",
            "La sécurité est leur priorité.",
            "La première étude date de mars.",
            "Le maire demande pourquoi le guichet a fermé.",
        ],
    ),
    "prediction": (
        [
            "Le logiciel lirait nos messages et classerait les salariés.",
            "Il faudra dix ans pour que les effets se voient.",
            "La transition peut fragiliser les petites structures.",
            "Le groupe s'engage à recruter cent apprentis.",
            "La moitié des guichets ferment d'ici 2030.",
        ],
        [
            "Le règlement prévoit que chaque dossier soit relu.",
            "Je ne changerais de métier pour rien au monde.",
            "Le directeur pense que le logiciel est fiable.",
            "La mairie engage des apprentis.",
            "Un bon formateur peut rassurer ses stagiaires.",
        ],
    ),
    "causal": (
        [
            "La raison est que les données manquent.",
            "La hausse signifie que les ménages dépensent davantage.",
            "Payez les heures, sinon les équipes partiront.",
            "Les pertes devraient être compensées par de nouveaux postes.",
            "Le retard pouvait être lié à une panne.",
            "Cette mesure désengorge les urgences.",
            "Ces rumeurs attisent la colère des ouvriers.",
            "La réforme pèse sur le moral des équipes.",
        ],
        [
            "Les dépenses liées au loyer figurent en annexe.",
            "La direction doit réduire ses frais.",
            "Cela ne signifie rien.",
            "Le camion déplace des caisses.",
        ],
    ),
    "comparison": (
        [
            "La part des tâches automatisables atteint 41 %, mais l'usage reste à 14 %.",
            "Les agents passent plus de temps au guichet et moins devant l'écran.",
            "Hier on triait les lettres, aujourd'hui on relit des courriels.",
            "Il y a une différence entre aider et remplacer.",
            "La technique ne décide pas, ce sont les patrons qui décident.",
            "Le dialogue l'emporte sur la contrainte.",
            "Un mauvais accord vaut mieux que pas d'accord.",
        ],
        [
            "Il avance, à moins que le comité ne refuse.",
            "La part atteint 41 % en mars et 43 % en avril.",
            "Aujourd'hui, les bureaux sont vides.",
            "Avant la réforme, les salaires stagnaient, et désormais le comité se tait.",
            "Le projet est plus ou moins prêt.",
            "La qualité fait la différence.",
        ],
    ),
    "experience": (
        [
            "Nous avons testé trois logiciels pendant l'hiver.",
            "Nous avons interrogé deux cents artisans.",
            "J'ai fait le tour des ateliers.",
            "Depuis ce jour, on me demande de tout relire.",
            "Joséphine relit chaque matin les messages du robot.",
            "Samia Morvel, 34 ans, a quitté la banque au printemps.",
        ],
        [
            "Nous avons perdu le sens de la mesure.",
            "La France relit ses lois.",
            "Claude rédige des courriels en une seconde.",
            "L'entreprise a testé trois logiciels.",
            "Elle reste fragile.",
        ],
    ),
}

STORIES: list[tuple[list[str], int, bool]] = [
    (["Joséphine travaille à la laiterie.", "Elle corrige les réponses du robot."], 1, True),
    (["Joséphine travaille à la laiterie.", "Le lait coûte cher."], 1, False),
    (["J'ai reçu le vendeur lundi.", "Il avait tout prévu."], 1, True),
    (["La banque recrute.", "Elle corrige ses erreurs."], 1, False),
    (["Nadia a décroché son diplôme.", "La jeune femme compte ouvrir un atelier."], 1, True),
]
"""Sentences of one article, the one that counts, and whether it goes on with a life."""
