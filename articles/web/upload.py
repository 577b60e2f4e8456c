"""Upload articles: several files at once, or pasted text; each answers for itself, and its claims come while one looks on."""

from dataclasses import dataclass
from typing import Any, TypeAlias

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import render

from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.submit import About, submit_article
from articles.ingest.limits import LIMITS, megabytes, sentences
from articles.ingest.reading import too_big
from articles.ingest.sniff import ENDINGS, TAKEN
from articles.models import Article, Heartbeat, Person
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.intake import Intake, intake_of

Incoming: TypeAlias = "UploadedFile[bytes] | str"
"""A file, or pasted words."""
ACCEPT = ",".join(f".{ending}" for ending in ENDINGS)
NOTHING_CHOSEN = "Choose files, or paste a text. Nothing was stored."


class UploadForm(forms.Form):
    """What an editor says of what is uploaded; title and text belong to pasted words."""

    title = forms.CharField(max_length=500, required=False)
    text = forms.CharField(strip=False, required=False)
    byline = forms.CharField(max_length=300, required=False)
    published_on = forms.DateField(required=False)
    source_url = forms.CharField(max_length=2000, required=False)
    deadline = forms.DateTimeField(required=False)
    anyway = forms.BooleanField(required=False)


@dataclass(frozen=True)
class Refusal:
    """A file or text that was not taken: its name, size in bytes (0: pasted), and why."""

    name: str
    size: int
    refused: Refused

    @property
    def told(self) -> tuple[str, str]:
        """The first sentence, and the rest."""
        first, _, rest = self.refused.message.partition(". ")
        return first.rstrip(".") + ".", rest

    @property
    def size_told(self) -> str:
        """The size as people say it; nothing for pasted words."""
        return megabytes(self.size) if self.size else ""

    @property
    def twin(self) -> int | None:
        """The article that has these words already, if that is why."""
        return self.refused.details.get("article") if self.refused.code == Code.ALREADY_HERE else None

    @property
    def status(self) -> int:
        """The HTTP status of an answer that holds nothing else."""
        return int(self.refused.details.get("status", 409 if self.twin else 422))


@door(right=Right.UPLOAD, methods=("GET", "HEAD", "POST"))
def upload(request: Visit) -> HttpResponse:
    """The page, and what became of each file; for a script that sends one file at a time only the files."""
    form = UploadForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, [], [], 200)
    if not form.is_valid():
        return _page(request, form, [], [], 422)
    stored, refused = take_all(uploads_of(request, form), form.cleaned_data, by=request.user)
    status = 200 if stored or not refused else refused[0].status
    if request.htmx:
        return render(request, "articles/_files.html", {"intakes": stored, "refused": refused}, status=status)
    return _page(request, form if refused else UploadForm(), stored, refused, status)


@door()
def intake(request: Visit, pk: int) -> HttpResponse:
    """How far one upload is; asked for every second until its claims are there."""
    article = find(Article.objects.visible_to(request.user), pk=pk)
    one = intake_of(article)
    return render(
        request,
        "articles/_file.html",
        {"one": one, "worker_alive": Heartbeat.objects.alive("worker") or one.is_finished},
    )


def uploads_of(request: Visit, form: UploadForm) -> list[Incoming]:
    """The files that came, then the pasted words, if any."""
    text = form.cleaned_data["text"]
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    return [*files, *([text] if text.strip() else [])]


def take_all(uploads: list[Incoming], fields: dict[str, Any], *, by: Person) -> tuple[list[Intake], list[Refusal]]:
    """Submit each upload on its own: one that cannot be taken holds up none of the others."""
    stored, refused = [], []
    for one in uploads:
        try:
            article = submit_article(_upload(one), _about(one, fields), by=by, twin_ok=fields["anyway"])
            stored.append(intake_of(article))
        except Refused as no:
            refused.append(Refusal(_name(one), 0 if isinstance(one, str) else one.size or 0, no))
    if not uploads:
        refused.append(Refusal("", 0, Refused(Code.INVALID, NOTHING_CHOSEN)))
    return stored, refused


def _upload(one: Incoming) -> Upload:
    if isinstance(one, str):
        return Upload(text=one)
    if (one.size or 0) > LIMITS.file_bytes:  # before it is read into memory
        no = too_big(one.size or 0)
        raise Refused(Code.CANNOT_TAKE, no.message, field="file", reason=no.code, status=no.status)
    return Upload(name=_name(one), data=one.read())


def _name(one: Incoming) -> str:
    return "Pasted text" if isinstance(one, str) else (one.name or "file")


def _about(one: Incoming, fields: dict[str, Any]) -> About:
    shared = {name: fields[name] for name in ("byline", "published_on", "source_url", "deadline")}
    return About(title=fields["title"] if isinstance(one, str) else "", **shared)


def _page(request: Visit, form: UploadForm, stored: list[Intake], refused: list[Refusal], status: int) -> HttpResponse:
    facts = {
        "form": form,
        "intakes": stored,
        "refused": refused,
        "accept": ACCEPT,
        "formats": TAKEN,
        "limits": sentences(),
        "most_bytes": LIMITS.file_bytes,
        "worker_alive": Heartbeat.objects.alive("worker"),
    }
    return render(request, "articles/upload.html", facts, status=status)
