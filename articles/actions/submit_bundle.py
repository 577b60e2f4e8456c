"""Submit a zip of articles: it is kept as it is, and a worker takes its files one by one (see import_bundle)."""

from hashlib import sha256

from django.db import transaction
from django.db.models.functions import Now

from articles.actions import trail
from articles.actions.intake import Upload
from articles.actions.refusals import Code, require, require_keepable
from articles.actions.submit import NOT_YOURS, About, refuse_unless_sensible
from articles.actions.submit_many import Unpacked, unpack
from articles.actions.trail import Line
from articles.later import later
from articles.ledger.canonical import JSON
from articles.models import Bundle, Member, Person
from articles.policy import Right, may

IMPORT = "articles.import_bundle"


def submit_bundle(upload: Upload, about: About, *, by: Person, twin_ok: bool = False) -> Bundle:
    """Keep a zip of which each file is to become an article, and queue it; about holds for all of them, but no title.

    Its directory is looked at here: Refused (CANNOT_TAKE) for a zip that is not taken as a whole.
    """
    require(may(by, Right.UPLOAD), Code.NOT_ALLOWED, NOT_YOURS)
    refuse_unless_sensible(about)
    require_keepable(longest=255, file=upload.name)
    return _store(upload, about, unpack(upload), by=by, twin_ok=twin_ok)


@transaction.atomic
def _store(upload: Upload, about: About, unpacked: Unpacked, *, by: Person, twin_ok: bool) -> Bundle:
    bundle = Bundle.objects.create(
        name=upload.name,
        size=len(upload.data),
        sha256=sha256(upload.data).hexdigest(),
        data=upload.data,
        left_out=list(unpacked.left_out),
        byline=about.byline,
        published_on=about.published_on,
        source_url=about.source_url,
        deadline=about.deadline,
        twin_ok=twin_ok,
        uploaded_by=by,
        not_before=Now(),  # the database's clock, as everywhere in the queue
        queued_at=Now(),
    )
    Member.objects.bulk_create(
        Member(bundle=bundle, number=number, name=name) for number, name in enumerate(unpacked.names, 1)
    )
    later(IMPORT, bundle.pk)
    told: dict[str, JSON] = {
        "name": bundle.name,
        "sha256": bundle.sha256,
        "size": bundle.size,
        "files": len(unpacked.names),
    }
    trail.write([Line("bundle.submitted", subject={"bundle": bundle.pk}, now=told)], by=by)
    return bundle
