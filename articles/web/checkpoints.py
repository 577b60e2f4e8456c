"""Checkpoints: all that the desk signed, each as a file to keep elsewhere, and one that comes back to be compared with."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import content_disposition_header

from articles.actions.ask_verification import ask_verification
from articles.actions.refusals import Code, Refused, require
from articles.ledger.bundle import verifier
from articles.ledger.kept import LONGEST_NOTE
from articles.models import Checkpoint
from articles.models.queue import page_of
from articles.policy import Right
from articles.reports.letters import file_name
from articles.web.door import Visit, door, find
from articles.web.verification import latest_page

NEWEST = ("-size", "-pk")
PAGE = 50
NOTHING_CHOSEN = "Choose the file of a checkpoint that you kept."


def _again(visit: Visit, refused: Refused) -> HttpResponse:
    return latest_page(visit, refused=refused)


@door(right=Right.VERIFY_TRAIL, methods=("POST",), again=_again)
def compare_checkpoint(visit: Visit) -> HttpResponse:
    """Take a checkpoint that somebody kept, and verify the trail against it."""
    file = visit.FILES.get("checkpoint")
    if file is None:
        raise Refused(Code.INVALID, NOTHING_CHOSEN, field="checkpoint")
    note = file.read(LONGEST_NOTE + 1)
    require(bool(note), Code.INVALID, NOTHING_CHOSEN, field="checkpoint")
    ask_verification(by=visit.user, given=note)
    return redirect("web:verify_trail")


@door(right=Right.VERIFY_TRAIL)
def checkpoints(visit: Visit) -> HttpResponse:
    """Every checkpoint that the desk signed, the one that saw most on top."""
    rows = Checkpoint.objects.select_related("key")
    page = page_of(rows, NEWEST, cursor=visit.GET.get("cursor", ""), size=PAGE)
    return render(visit, "articles/checkpoints.html", {"page": page, "checkpoints": page.rows})


@door(right=Right.VERIFY_TRAIL)
def checkpoint(_visit: Visit, pk: int) -> HttpResponse:
    """The exact note of a checkpoint, as a file."""
    found: Checkpoint = find(Checkpoint.objects.all(), pk=pk)
    return _file(found.note.encode(), file_name(found))


@door(right=Right.VERIFY_TRAIL)
def take_verifier(_visit: Visit) -> HttpResponse:
    """The program that checks a report's bundle without the desk: one file, nothing but Python."""
    return _file(verifier(), "verify.py")


def _file(data: bytes, name: str) -> HttpResponse:
    response = HttpResponse(data, content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = content_disposition_header(as_attachment=True, filename=name)
    return response
