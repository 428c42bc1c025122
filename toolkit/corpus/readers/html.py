"""Web pages: the article's text by trafilatura, its metadata from JSON-LD and OpenGraph."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from toolkit.corpus.columns import clean, dated
from toolkit.corpus.decode import Decoded, decode, kind_of
from toolkit.corpus.source import Item, Source
from toolkit.errors import ReadError
from toolkit.records import Document

SUFFIXES = (".html", ".htm", ".xhtml")
ARTICLES = ("article", "newsarticle", "blogposting", "reportagenewsarticle", "opinionnewsarticle",
            "analysisnewsarticle", "report", "scholarlyarticle", "techarticle", "webpage")
_PAGE = re.compile(rb"<!doctype html|<html[\s>]|<head[\s>]|<body[\s>]|<article[\s>]", re.IGNORECASE)
_CHARSET = re.compile(rb"""<meta[^>]{0,200}charset=["']?([\w-]{3,20})""", re.IGNORECASE)
# Below this many characters a page holds no article.
MIN_TEXT = 25
Facts = dict[str, str]


def sniff(source: Source) -> int:
    """A page's own tags; its suffix where they are missing."""
    if kind_of(source.head):
        return 0
    if _PAGE.search(source.head[:8192]):
        return 60
    return 45 if source.suffix in SUFFIXES else 0


def read(source: Source) -> Iterator[Item]:
    """The page's article, headings on lines of their own.

    Raises:
        ReadError: the page holds no text, or is in no known encoding.
    """
    decoded = _decode(source)
    tree = _tree(decoded.text, source.id)
    facts = _meta_tags(tree) | _json_ld(tree)
    text = _text(decoded.text, tree)
    if len(text.strip()) < MIN_TEXT:
        raise ReadError(
            "the page holds no article text", code="no_text", place=source.id,
            advice="Save the page with its text, not a frame or a script",
        )
    iso, raw, warnings = dated(facts.get("date"))
    if facts.get("free", "").casefold() == "false":
        warnings += ("the page says its article is not free: the text may be cut",)
    yield Document(
        id=source.id, text=text, title=facts.get("title"), author=facts.get("author"), date=iso,
        date_raw=raw, source=facts.get("source"), section=facts.get("section"),
        url=facts.get("url"), path=str(source.path), format="html",
        meta=tuple((name, facts[name]) for name in ("description",) if name in facts),
        warnings=decoded.warnings + warnings,
    )


def _decode(source: Source) -> Decoded:
    """UTF-8 when it is, else what the page declares, else what fits."""
    data = source.data()
    declared = _CHARSET.search(data[:4096])
    if declared:
        name = declared.group(1).decode("ascii").casefold()
        try:
            if name not in ("utf-8", "utf8"):
                data.decode("utf-8")
        except UnicodeDecodeError:
            # Pages that declare Latin-1 are written in Windows-1252, as browsers know.
            name = "cp1252" if name in ("iso-8859-1", "latin1", "windows-1252") else name
            try:
                return Decoded(data.decode(name), name)
            except (UnicodeDecodeError, LookupError):
                return decode(data, place=source.id)
    return decode(data, place=source.id)


def _tree(page: str, place: str) -> Any:
    from lxml import etree, html

    try:
        # The declaration of an encoding is an error in a text that is already decoded.
        return html.document_fromstring(re.sub(r"^\s*<\?xml[^>]*\?>", "", page))
    except (etree.ParserError, ValueError) as error:
        raise ReadError(f"not a page: {error}",
                        code="damaged", place=place, advice="Save it again") from error


def _meta_tags(tree: Any) -> Facts:
    """What ``<meta>``, ``<title>``, ``<h1>`` and ``<time>`` say; the surest tag wins."""
    tags: Facts = {}
    for node in tree.iter("meta"):
        name = node.get("property") or node.get("name") or node.get("itemprop") or ""
        content = clean(node.get("content"))
        if content:
            tags.setdefault(name.casefold(), content)

    def first(*names: str) -> str | None:
        return next((tags[name] for name in names if name in tags), None)

    author = first("author", "article:author", "dc.creator", "parsely-author")
    found = {
        "title": first("og:title", "twitter:title", "dc.title")
        or _tag(tree, "h1") or _tag(tree, "title"),
        "author": None if author and author.startswith("http") else author,
        "date": first("article:published_time", "og:article:published_time", "datepublished",
                      "dc.date", "date", "parsely-pub-date") or _time(tree),
        "source": first("og:site_name", "application-name", "dc.publisher"),
        "section": first("article:section", "parsely-section"),
        "url": first("og:url") or _canonical(tree),
        "description": first("og:description", "description"),
    }
    return {name: value for name, value in found.items() if value}


def _tag(tree: Any, name: str) -> str | None:
    node = tree.find(f".//{name}")
    return clean(node.text_content()) if node is not None else None


def _time(tree: Any) -> str | None:
    stamps = (clean(node.get("datetime")) for node in tree.iter("time"))
    return next((stamp for stamp in stamps if stamp), None)


def _canonical(tree: Any) -> str | None:
    for node in tree.iter("link"):
        if (node.get("rel") or "").casefold() == "canonical":
            return clean(node.get("href"))
    return None


def _json_ld(tree: Any) -> Facts:
    """What the page's first JSON-LD article says about itself."""
    for node in tree.iter("script"):
        if (node.get("type") or "").casefold() != "application/ld+json":
            continue
        try:
            value = json.loads(node.text_content())
        except (ValueError, RecursionError):
            continue  # a broken block says nothing; the page's other tags still do
        article = _article(value, 0)
        if article is not None:
            return _facts(article)
    return {}


def _article(value: object, depth: int) -> dict[str, Any] | None:
    if isinstance(value, list) and depth < 6:
        found = (_article(item, depth + 1) for item in value)
        return next((item for item in found if item is not None), None)
    if not isinstance(value, dict) or depth >= 6:
        return None
    kinds = value.get("@type")
    names = kinds if isinstance(kinds, list) else [kinds]
    if any(str(name).casefold() in ARTICLES for name in names) and value.get("headline"):
        return value
    return _article(value.get("@graph"), depth + 1)


def _facts(article: dict[str, Any]) -> Facts:
    page = article.get("mainEntityOfPage")
    url = article.get("url") or (page.get("@id") if isinstance(page, dict) else page)
    found = {
        "title": clean(article.get("headline")),
        "author": _names(article.get("author")),
        "date": clean(article.get("datePublished")),
        "source": _names(article.get("publisher")),
        "section": _names(article.get("articleSection")),
        "url": clean(url),
        "free": clean(article.get("isAccessibleForFree")),
    }
    return {name: value for name, value in found.items() if value}


def _names(value: object) -> str | None:
    if isinstance(value, list):
        return "; ".join(name for item in value if (name := _names(item))) or None
    if isinstance(value, dict):
        return clean(value.get("name"))
    return clean(value)


def _text(page: str, tree: Any) -> str:
    """The article's text, one paragraph or heading per line."""
    import trafilatura

    text = trafilatura.extract(
        page, output_format="txt", include_comments=False, include_tables=False,
        favor_recall=True, deduplicate=False,
    )
    if text and len(text) >= MIN_TEXT:
        return str(text)
    for node in tree.xpath("//script|//style|//nav|//footer|//aside|//noscript|//form"):
        node.drop_tree()
    body = tree.find(".//body")
    root = body if body is not None else tree
    paragraphs = root.xpath(".//p|.//h1|.//h2|.//h3|.//li|.//blockquote")
    lines = [clean(node.text_content()) for node in paragraphs]
    return "\n".join(line for line in lines if line) or (clean(tree.text_content()) or "")
