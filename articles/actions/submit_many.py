"""Submit many articles: files and what is in zips, each stored in a transaction of its own, read while others are stored."""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future
from dataclasses import dataclass, field, replace
from pathlib import PurePosixPath

from articles.actions.intake import Upload, text_sha256
from articles.actions.refusals import Code, Refused, require
from articles.actions.submit import NOT_YOURS, About, refuse_twin, refuse_unless_sensible, submit_article
from articles.ingest.bundles import Bundle, is_bundle
from articles.ingest.document import Document
from articles.ingest.readers import Readers
from articles.ingest.refusal import CannotTake
from articles.models import Article, Person
from articles.policy import Right, may

AHEAD = 4
"""So many files are read, or wait to be read, while one is stored."""


@dataclass(frozen=True)
class Incoming:
    """A file on its way in: what it is called (in a zip: with its folders), and what was uploaded or why it was not taken."""

    name: str
    upload: Upload = field(default_factory=Upload)
    refused: Refused | None = None


@dataclass(frozen=True)
class Outcome:
    """What became of one file: an article, or a refusal.  size in bytes."""

    name: str
    size: int
    article: Article | None = None
    refused: Refused | None = None


@dataclass(frozen=True)
class Unpacked:
    """What is in a file: itself, or the files of a zip.  left_out: names of hidden files and of what systems add."""

    count: int
    files: Iterator[Incoming]
    is_zip: bool = False
    left_out: tuple[str, ...] = ()
    names: tuple[str, ...] = ()


def unpack(upload: Upload, after: int = 0) -> Unpacked:
    """The files of a zip, or upload itself when it is none.  Raises Refused (CANNOT_TAKE) for a zip that is not taken.

    `names` are those of all its files; of these the first `after` were taken before and do not come again.
    """
    if upload.text is not None or not is_bundle(upload.name, upload.data):
        return Unpacked(1, iter([Incoming(upload.name, upload)]))
    try:
        bundle = Bundle(upload.data)
    except CannotTake as no:
        raise cannot_take(no) from no
    files = _members(bundle, upload, after)
    return Unpacked(len(bundle), files, is_zip=True, left_out=bundle.left_out, names=tuple(bundle.names))


def _members(bundle: Bundle, upload: Upload, after: int) -> Iterator[Incoming]:
    for name, data, no in bundle.members(after):
        one = replace(upload, name=PurePosixPath(name).name, data=data)
        yield Incoming(name, one, cannot_take(no) if no else None)


def submit_many(
    files: Iterable[Incoming], about: About, *, by: Person, readers: Readers, twin_ok: bool = False
) -> Iterator[Outcome]:
    """Submit each of files on its own, in their order; one that cannot be taken holds up none of the others.

    Raises Refused at once, before a file is looked at, when this person may not, or about makes no sense.
    """
    require(may(by, Right.UPLOAD), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_sensible(about)
    return (submit_one(one, about, by=by, twin_ok=twin_ok) for one in read_ahead(files, readers))


def try_many(files: Iterable[Incoming], *, by: Person, readers: Readers) -> Iterator[Outcome]:
    """What submit_many would refuse, with nothing stored; an outcome without article and refusal would be stored."""
    require(may(by, Right.UPLOAD), Code.NOT_ALLOWED, NOT_YOURS)
    return _try(read_ahead(files, readers))


def _try(files: Iterator[Incoming]) -> Iterator[Outcome]:
    seen: set[str] = set()
    for one in files:
        refused = one.refused or _twin(one.upload.read(), seen)
        yield Outcome(one.name, len(one.upload.original), refused=refused)


def _twin(document: Document, seen: set[str]) -> Refused | None:
    """Why document would not be stored: its text stands in the desk, or was among those that came before it."""
    try:
        refuse_twin(document)
    except Refused as no:
        return no
    digest = text_sha256(document.text)
    if digest in seen:
        return Refused(
            Code.ALREADY_HERE, "Already here. A file before this one has, letter for letter, the same words."
        )
    seen.add(digest)
    return None


def read_ahead(files: Iterable[Incoming], readers: Readers) -> Iterator[Incoming]:
    """Files in their order, each read; some more are read meanwhile, so that nobody waits for the parser."""
    under_way: deque[Future[Incoming]] = deque()
    for one in files:
        under_way.append(readers.threads.submit(read_one, one, readers))
        if len(under_way) > AHEAD:
            yield under_way.popleft().result()
    while under_way:
        yield under_way.popleft().result()


def read_one(one: Incoming, readers: Readers) -> Incoming:
    """One file, read, or with the refusal of its reader."""
    if one.refused is not None or one.upload.reading is not None:  # it was read before
        return one
    upload = replace(one.upload, reading=readers.read)
    try:
        upload.read()
    except Refused as no:
        return replace(one, refused=no)
    return replace(one, upload=upload)


def submit_one(one: Incoming, about: About, *, by: Person, twin_ok: bool) -> Outcome:
    """Submit one file that was read; what becomes of it."""
    size = len(one.upload.original)
    if one.refused is not None:
        return Outcome(one.name, size, refused=one.refused)
    try:
        return Outcome(one.name, size, submit_article(one.upload, about, by=by, twin_ok=twin_ok))
    except Refused as no:
        return Outcome(one.name, size, refused=no)


def cannot_take(no: CannotTake) -> Refused:
    """A refusal of the readers as a refusal of an action."""
    return Refused(Code.CANNOT_TAKE, no.message, field="file", reason=no.code, status=no.status)
