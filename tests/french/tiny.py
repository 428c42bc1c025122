"""A made-up treebank of four sentences, for tests that train or score."""

from __future__ import annotations

TINY = """\
# text = Le robot remplacera les employés du bureau.
1\tLe\tle\tDET\t_\tDefinite=Def|Gender=Masc|Number=Sing|PronType=Art\t2\tdet\t_\t_
2\trobot\trobot\tNOUN\t_\tGender=Masc|Number=Sing\t3\tnsubj\t_\t_
3\tremplacera\tremplacer\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Fut|VerbForm=Fin\t0\troot\t_\t_
4\tles\tle\tDET\t_\tDefinite=Def|Number=Plur|PronType=Art\t5\tdet\t_\t_
5\temployés\temployé\tNOUN\t_\tGender=Masc|Number=Plur\t3\tobj\t_\t_
6-7\tdu\t_\t_\t_\t_\t_\t_\t_\t_
6\tde\tde\tADP\t_\t_\t8\tcase\t_\t_
7\tle\tle\tDET\t_\tDefinite=Def|Gender=Masc|Number=Sing|PronType=Art\t8\tdet\t_\t_
8\tbureau\tbureau\tNOUN\t_\tGender=Masc|Number=Sing\t5\tnmod\t_\tSpaceAfter=No
9\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# text = L'usine ferme, explique-t-elle.
1\tL'\tle\tDET\t_\tDefinite=Def|Number=Sing|PronType=Art\t2\tdet\t_\tSpaceAfter=No
2\tusine\tusine\tNOUN\t_\tGender=Fem|Number=Sing\t3\tnsubj\t_\t_
3\tferme\tfermer\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t5\tccomp\t_\tSpaceAfter=No
4\t,\t,\tPUNCT\t_\t_\t3\tpunct\t_\t_
5\texplique\texpliquer\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
6\t-t-elle\til\tPRON\t_\tGender=Fem|Number=Sing|Person=3|PronType=Prs\t5\tnsubj\t_\tSpaceAfter=No
7\t.\t.\tPUNCT\t_\t_\t5\tpunct\t_\t_

# text = Les usines fermeront.
1\tLes\tle\tDET\t_\tDefinite=Def|Number=Plur|PronType=Art\t2\tdet\t_\t_
2\tusines\tusine\tNOUN\t_\tGender=Fem|Number=Plur\t3\tnsubj\t_\t_
3\tfermeront\tfermer\tVERB\t_\tMood=Ind|Number=Plur|Person=3|Tense=Fut|VerbForm=Fin\t0\troot\t_\tSpaceAfter=No
4\t.\t.\tPUNCT\t_\t_\t3\tpunct\t_\t_

# text = Paris ferme le bureau
1\tParis\tParis\tPROPN\t_\t_\t2\tnsubj\t_\t_
2\tferme\tfermer\tVERB\t_\tMood=Ind|Number=Sing|Person=3|Tense=Pres|VerbForm=Fin\t0\troot\t_\t_
3\tle\tle\tDET\t_\tDefinite=Def|Gender=Masc|Number=Sing|PronType=Art\t4\tdet\t_\t_
4\tbureau\tbureau\tNOUN\t_\tGender=Masc|Number=Sing\t2\tobj\t_\t_
"""

SETTINGS = """\
[parser]
epochs = 120
again = 30
batch_tokens = 60
learn_rate = 1e-2
warmup = 3
hidden = 24
dropout = 0.0
word_dropout = 0.0
bit_dropout = 0.0
averaging = 0.5
[parser.rates]
no_stop = 0.0
capitals = 0.0
guillemets = 0.0
quoted = 0.0
small_start = 0.0
[senter]
epochs = 150
hidden = 8
window = 12
batch_windows = 1
learn_rate = 1e-2
dropout = 0.0
averaging = 0.5
least_words = 1
[senter.rates]
no_stop = 0.0
capitals = 0.0
guillemets = 0.0
quoted = 0.0
small_start = 0.0
"""
