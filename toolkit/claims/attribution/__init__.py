"""Who says it: attribution of every sentence of an article to its author or to a source."""

from __future__ import annotations

from toolkit.claims.article import Article, Voice
from toolkit.claims.attribution.voices import Voices


def attribute(article: Article) -> tuple[Voice, ...]:
    """Who holds what each sentence says.

    A sentence has a voice other than the author's when somebody is reported in it ("X affirme que
    P", "selon X, P", "P, explique X") or when it stands inside quoted speech, whose speaker is
    looked for in the quotation's other sentences, right beside it, then before it.

    Args:
        article: the document, its sentences in order, and their parses (None: not parsed).

    Returns:
        One voice per sentence, in order; the author's for headings, boilerplate, comments and
        sentences without a parse. Time is linear in the length of the article.
    """
    return Voices(article).run()


__all__ = ["attribute"]
