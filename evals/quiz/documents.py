"""The documents measured on: the twelve statutes nearest to this field, and the policies."""

from __future__ import annotations

from pathlib import Path

from knowledge.model import CataloguedArticle, DateName, ParsedDocument, Version, text_digest

STATUTES = Path(__file__).with_name("statutes.txt").read_text(encoding="utf-8").split()
POLICIES = (".txt", ".docx", ".pdf", ".html", ".md")


def statutes(shared: Path) -> list[CataloguedArticle]:
    """The articles of the twelve statutes."""
    return [found for name in STATUTES for found in articles(shared / "laws" / "national" / name)]


def policies(shared: Path) -> list[CataloguedArticle]:
    """The articles of the policy documents."""
    files = sorted(path for path in (shared / "policies").iterdir() if path.suffix in POLICIES)
    return [found for path in files for found in articles(path)]


def articles(path: Path) -> list[CataloguedArticle]:
    """The articles of one file, each with the version it would be catalogued under."""
    from ingest.load import load
    from ingest.structure import read_documents

    found = []
    for parsed in read_documents(load(path)):
        made = _version(parsed, path)
        found += [CataloguedArticle(made, place, article) for place, article in enumerate(parsed.articles)]
    return found


def _version(parsed: ParsedDocument, path: Path) -> Version:
    return Version(
        id=text_digest(f"{parsed.title}{path.name}")[:16],
        document_id=text_digest(parsed.title)[:16],
        title=parsed.title,
        part=parsed.part,
        number=parsed.number,
        issuer=parsed.issuer,
        region=parsed.region,
        type=parsed.type,
        audience=parsed.audience,
        declared=parsed.declared,
        dates=parsed.dates,
        articles=len(parsed.articles),
        effective=parsed.dates.get(DateName.IN_FORCE),
        card=parsed.card,
    )
