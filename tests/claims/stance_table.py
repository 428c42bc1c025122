"""Made-up sentences with what they say AI does to work or people."""

from __future__ import annotations

# AI is named in the sentence: no context needed.
STANCE: list[tuple[str, str]] = [
    # good
    ("L'IA libère les comptables des tâches ingrates.", "positive"),
    ("L'intelligence artificielle améliore le quotidien des soignants.", "positive"),
    ("Grâce à l'IA, les agents gagnent du temps.", "positive"),
    ("Le robot soulage le dos des manutentionnaires.", "positive"),
    ("L'IA est un allié précieux pour les enseignants.", "positive"),
    ("L'algorithme aide les médecins à trancher.", "positive"),
    ("L'automatisation crée de nouveaux métiers.", "positive"),
    ("L'IA générative facilite l'accès au droit.", "positive"),
    ("ChatGPT est une formidable opportunité pour les indépendants.", "positive"),
    ("La machine épaule les équipes.", "positive"),
    # a harm made less is good
    ("L'IA réduit le stress des équipes.", "positive"),
    ("L'IA limite les erreurs des opérateurs.", "positive"),
    ("Le robot diminue la pénibilité du poste.", "positive"),
    ("L'IA évite des souffrances aux soignants.", "positive"),
    # a foil does not count, the benefit does
    ("Loin de menacer les salariés, l'IA les soulage.", "positive"),
    ("Au lieu de remplacer les équipes, l'IA les assiste.", "positive"),
    # harm
    ("L'IA détruira des emplois.", "negative"),
    ("Des milliers de postes seront supprimés par l'IA.", "negative"),
    ("L'algorithme précarise les livreurs.", "negative"),
    ("L'intelligence artificielle menace les traducteurs.", "negative"),
    ("Les robots épuisent les préparateurs.", "negative"),
    ("L'IA alourdit la charge de travail des infirmières.", "negative"),
    ("À cause de l'IA, des graphistes perdent leur emploi.", "negative"),
    ("L'algorithme discrimine les candidates.", "negative"),
    ("L'IA déshumanise l'accueil.", "negative"),
    ("La machine surveille les employés.", "negative"),
    ("L'IA est un danger pour les jeunes diplômés.", "negative"),
    ("Un robot trop efficace inquiète l'atelier.", "negative"),
    # both
    ("L'IA supprime des postes mais crée de nouveaux métiers.", "mixed"),
    ("L'IA libère du temps, mais elle isole les salariés.", "mixed"),
    ("Certes l'IA aide les juristes, mais elle menace les secrétaires.", "mixed"),
    ("L'IA profite aux cadres, tandis qu'elle précarise les ouvriers.", "mixed"),
    ("L'IA, opportunité ou menace pour les salariés ?", "mixed"),
    ("L'IA enrichit les uns, mais en exclut d'autres.", "mixed"),
    # neither: a denied harm, a denied good, a duty, a bare fact
    ("L'IA ne détruira pas d'emplois.", "none"),
    ("L'IA ne menace personne.", "none"),
    ("L'IA n'améliore rien.", "none"),
    ("Il faut encadrer l'IA.", "none"),
    ("L'IA doit aider les salariés.", "none"),
    ("Il est crucial que l'IA profite aux salariés.", "none"),
    ("L'IA repose sur des statistiques.", "none"),
    ("L'entreprise a présenté son IA lundi.", "none"),
    ("Les chercheurs améliorent l'IA.", "none"),
    ("L'État surveille les algorithmes.", "none"),
    ("L'IA pose des questions.", "none"),
]

# No AI in sight and no article about it: never a stance.
ELSEWHERE: list[str] = [
    "La grêle a détruit les récoltes.",
    "Le virus menace les hôpitaux.",
    "La grève est une chance pour les salariés.",
    "La crise a supprimé des milliers d'emplois.",
    "Le vaccin protège les soignants.",
    "La direction épuise ses équipes.",
    "Cette loi est un progrès formidable.",
    "Le plan social inquiète la ville.",
    "La réforme précarise les chômeurs.",
    "Le joueur a gagné du temps avant la fin.",
    "Ce médicament soulage les patients.",
    "La guerre prive les enfants d'école.",
]

# In an article about AI the machine need not be named in every sentence.
ABOUT_AI: list[tuple[str, str]] = [
    ("Les petites annonces pour rédacteurs ont reculé : les offres ont chuté de moitié.",
     "negative"),
    ("Notre standard a perdu la moitié de ses agents.", "negative"),
    ("Les embauches ont été gelées.", "negative"),
    ("Les plaintes ont doublé en un an.", "negative"),
    ("Le délai de réponse a fondu.", "positive"),
    ("Les infirmières rentrent moins fatiguées.", "positive"),
    ("De nouvelles fonctions apparaissent.", "positive"),
    ("La satisfaction des assurés a progressé.", "positive"),
    ("Le nombre d'erreurs a été divisé par trois.", "positive"),
    ("Les agents gagnent une heure par jour.", "positive"),
    ("La tâche est allégée, mais les postes disparaissent.", "mixed"),
    ("La nuit tombe sur la ville.", "none"),
    ("Le maire inaugure la place.", "none"),
    ("Les salaires seront versés lundi.", "none"),
    ("Les postes n'ont pas été supprimés.", "none"),
]
