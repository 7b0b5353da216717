"""The words of the domain: documents, their dated versions, articles, passages, search results.

Plain frozen values; nothing here reads a file, a clock or a database.
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Audience(StrEnum):
    """Who may read a document."""

    PUBLIC = "public"
    STAFF = "staff"


class Status(StrEnum):
    """Validity of a version on the day asked about."""

    IN_FORCE = "in_force"
    SUPERSEDED = "superseded"
    REPEALED = "repealed"
    NOT_YET_IN_FORCE = "not_yet_in_force"
    UNKNOWN = "unknown"


class DocumentType(StrEnum):
    """What a document is, from the highest rank to the lowest; see `rank`."""

    CONSTITUTION = "constitution"
    LAW = "law"
    SUPERVISION_REGULATION = "supervision_regulation"
    ADMINISTRATIVE_REGULATION = "administrative_regulation"
    JUDICIAL_INTERPRETATION = "judicial_interpretation"
    LOCAL_REGULATION = "local_regulation"
    DEPARTMENT_RULE = "department_rule"
    LOCAL_RULE = "local_rule"
    NORMATIVE = "normative"
    DRAFT = "draft"
    HANDBOOK = "handbook"
    FAQ = "faq"
    INTERPRETATION = "interpretation"
    NEWS = "news"
    OTHER = "other"

    @property
    def rank(self) -> int:
        """Order of legal effect, 0 the highest; documents without legal effect come last."""
        return _RANKS[self]

    @property
    def is_statute(self) -> bool:
        """Whether it is cited by 第X条 and known by its title alone, whatever its number."""
        return self.rank <= DocumentType.LOCAL_RULE.rank


_RANKS = {type_: rank for rank, type_ in enumerate(DocumentType)}


class DateName(StrEnum):
    """The names under which a document's dates are kept apart, though they disagree."""

    ADOPTED = "adopted"  # 通过
    SIGNED = "signed"  # 落款日期
    DRAWN_UP = "drawn_up"  # 成文日期
    PUBLISHED = "published"  # 发布、公布、印发
    AMENDED = "amended"  # the last amendment
    IN_FORCE = "in_force"  # 施行
    REPEALED = "repealed"  # 废止、失效


class ArticleKind(StrEnum):
    """What part of a document a piece of text is. Only `ARTICLE` counts as an article."""

    ARTICLE = "article"
    NOTICE = "notice"  # the covering 通知 that issues the document
    PREAMBLE = "preamble"  # 引言
    LEAD = "lead"  # what a section says before its first numbered part
    CLOSING = "closing"  # 结语, 落款, 附则 without a number
    ANNEX = "annex"  # 附件, 附表


class Relation(StrEnum):
    """How one document points at another."""

    CITES = "cites"
    IMPLEMENTS = "implements"
    AMENDS = "amends"
    REPEALS = "repeals"
    INTERPRETS = "interprets"


@dataclass(frozen=True, slots=True)
class DocumentReference:
    """A document named in the text of another: 《title》（number）."""

    title: str
    number: str = ""
    relation: Relation = Relation.CITES


@dataclass(frozen=True, slots=True)
class Responsibility:
    """Who answers for the task an article sets, and by when.

    `start` and `end` delimit, in the article's text, the words it was read from.
    `deadline` is those words verbatim (2017年年底前完成); `due` the last day they allow, if they name one.
    `task` is the sentence or paragraph that it belongs to, verbatim.
    """

    leads: tuple[str, ...] = ()
    participants: tuple[str, ...] = ()
    deadline: str = ""
    due: date | None = None
    task: str = ""
    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class Article:
    """One article: the unit that is cited.

    `label` is what people cite (第十三条, 二、（一）2., 第3段). `text` is verbatim without the label, white space
    folded, paragraphs (款, 项) parted by a newline. `headings` are the titles of the parts it stands in,
    outermost first. `heading` is its own title, or else the nearest of those. `confidence` is how sure text
    recognition was of the page it stands on; None where the text was there to read.
    """

    label: str
    text: str
    heading: str = ""
    headings: tuple[str, ...] = ()
    kind: ArticleKind = ArticleKind.ARTICLE
    page: int | None = None
    confidence: float | None = None
    responsibilities: tuple[Responsibility, ...] = ()

    @property
    def digest(self) -> str:
        """SHA-256 of the text, hexadecimal."""
        return text_digest(self.text)


@dataclass(frozen=True, slots=True)
class ParsedDocument:
    """One document as read from a file: what `ingest` hands to the catalogue.

    `part` names the piece where a document is spread over several files (民法典: 总则, 物权编 …), else "".
    `declared` is the validity the document states of itself. `card` marks a summary in our own words (要点)
    that stands in for an original. `restored` lists what was mended, in words of the source and the mending.
    """

    title: str
    type: DocumentType
    articles: tuple[Article, ...]
    part: str = ""
    number: str = ""
    issuer: str = ""
    region: str = ""
    index_number: str = ""
    disclosure: str = ""
    audience: Audience = Audience.STAFF
    declared: Status = Status.UNKNOWN
    dates: Mapping[DateName, date] = field(default_factory=dict)
    short_titles: tuple[str, ...] = ()
    references: tuple[DocumentReference, ...] = ()
    restored: tuple[str, ...] = ()
    card: bool = False


@dataclass(frozen=True, slots=True)
class Passage:
    """An article, or a piece of a long one: the unit of the indexes.

    `start` is the offset of `text` in the article's text. Title and headings are context for search only.
    """

    version_id: str
    ordinal: int
    piece: int
    text: str
    start: int
    title: str
    headings: str

    @property
    def id(self) -> str:
        """The passage's name in the indexes."""
        return passage_id(self.version_id, self.ordinal, self.piece)


def passage_id(version_id: str, ordinal: int, piece: int) -> str:
    """The name of a passage in the indexes: version, article, piece."""
    return f"{version_id}-{ordinal}-{piece}"


def passage_place(identifier: str) -> tuple[str, int]:
    """The version and the article's ordinal that a passage's name stands for."""
    version_id, ordinal, _ = identifier.rsplit("-", 2)
    return version_id, int(ordinal)


@dataclass(frozen=True, slots=True)
class Version:
    """A dated text of a document, as the catalogue knows it.

    `effective` is the day it came into force, as far as its dates tell; `superseded_on` the day the next version
    of the same document did; `repealed_on` the day another document, or its own date, ended it.
    `shadowed` marks a card whose original is in the catalogue.
    """

    id: str
    document_id: str
    title: str
    part: str
    number: str
    issuer: str
    region: str
    type: DocumentType
    audience: Audience
    declared: Status
    dates: Mapping[DateName, date]
    articles: int
    effective: date | None = None
    superseded_on: date | None = None
    repealed_on: date | None = None
    card: bool = False
    shadowed: bool = False
    index_number: str = ""
    disclosure: str = ""
    source: str = ""
    digest: str = ""

    def status_on(self, day: date) -> Status:
        """Validity on `day`: repeal first, then not yet in force, superseded, what it declares of itself."""
        if self.repealed_on and day >= self.repealed_on:
            return Status.REPEALED
        if self.effective and day < self.effective:
            return Status.NOT_YET_IN_FORCE
        if self.superseded_on and day >= self.superseded_on:
            return Status.SUPERSEDED
        if self.declared is not Status.UNKNOWN:
            return self.declared
        return Status.IN_FORCE if self.type.is_statute or self.type is DocumentType.HANDBOOK else Status.UNKNOWN

    def answers_on(self, day: date) -> bool:
        """Whether an answer given for `day` may rest on it."""
        return not self.shadowed and self.status_on(day) in (Status.IN_FORCE, Status.UNKNOWN)


@dataclass(frozen=True, slots=True)
class CataloguedArticle:
    """An article with the version it stands in; `ordinal` counts from 0 in the version."""

    version: Version
    ordinal: int
    article: Article


@dataclass(frozen=True, slots=True)
class SearchResult:
    """A ranked article. `score` falls with rank; its scale is the searcher's own.

    `similarity` is the cosine similarity of question and article, 0 where it was not computed.
    """

    found: CataloguedArticle
    score: float
    similarity: float = 0.0


def text_digest(text: str) -> str:
    """SHA-256 of a text, hexadecimal: the article's identity by content."""
    return hashlib.sha256(text.encode()).hexdigest()
