"""Upload articles: files, zips of files, or pasted text; each answers for itself, and its claims come while one looks on."""

from dataclasses import dataclass, field
from typing import Any, TypeAlias

from django import forms
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from articles.actions.intake import Upload
from articles.actions.read_again import read_again
from articles.actions.refusals import Code, Refused
from articles.actions.submit import About
from articles.actions.submit_bundle import submit_bundle
from articles.actions.submit_many import Incoming as File
from articles.actions.submit_many import cannot_take, submit_many
from articles.ingest.bundles import is_bundle
from articles.ingest.limits import LIMITS, sentences
from articles.ingest.readers import Readers
from articles.ingest.reading import too_big
from articles.ingest.sniff import ENDINGS, TAKEN
from articles.models import Article, Bundle, Heartbeat, Person
from articles.policy import Right
from articles.web.door import Visit, door, find
from articles.web.intake import AT_ONCE, Intake, intake_of
from articles.web.leaving import leaving
from articles.web.refusal import Refusal
from articles.web.zips import Coming, coming_of, zips_of

Incoming: TypeAlias = "UploadedFile[bytes] | str"
"""A file, or pasted words."""
ACCEPT = ",".join(f".{ending}" for ending in (*ENDINGS, "zip"))
ZIPS = "Each file of a zip (.zip) becomes an article of its own, one after the other; you need not wait for it."
NOTHING_CHOSEN = "Choose files, or paste a text. Nothing was stored."
READ_AGAIN = "The file was read again as {charset}. This is revision {number} now."


class UploadForm(forms.Form):
    """What an editor says of what is uploaded; title and text belong to pasted words."""

    title = forms.CharField(max_length=500, required=False)
    text = forms.CharField(strip=False, required=False)
    byline = forms.CharField(max_length=300, required=False)
    published_on = forms.DateField(required=False)
    source_url = forms.CharField(max_length=2000, required=False)
    deadline = forms.DateTimeField(required=False)
    anyway = forms.BooleanField(required=False)


@dataclass
class Taken:
    """What became of everything that came: articles, zips that are kept and will be read, and what was refused."""

    stored: list[Intake] = field(default_factory=list)
    zips: list[Coming] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)

    @property
    def status(self) -> int:
        """The HTTP status of the answer."""
        return 200 if self.stored or self.zips or not self.refused else self.refused[0].status

    @property
    def one_zip(self) -> Bundle | None:
        """The zip, if that is all that came."""
        return self.zips[0].bundle if len(self.zips) == 1 and not self.stored and not self.refused else None

    @property
    def told(self) -> dict[str, Any]:
        """What the list of files shows; pace in seconds."""
        pace = 1 + len(self.stored) // AT_ONCE
        return {"intakes": self.stored, "zips": self.zips, "refused": self.refused, "pace": pace}


@door(right=Right.UPLOAD, methods=("GET", "HEAD", "POST"))
def upload(request: Visit) -> HttpResponse:
    """The page, and what became of each file; for a script that sends one file at a time only the files."""
    form = UploadForm(request.POST if request.method == "POST" else None)
    if request.method != "POST":
        return _page(request, form, Taken(), 200)
    if not form.is_valid():
        return _page(request, form, Taken(), 422)
    taken = take_all(uploads_of(request, form), form.cleaned_data, by=request.user)
    if request.htmx:
        alive = {"worker_alive": Heartbeat.objects.alive("worker")}
        return render(request, "articles/_files.html", taken.told | alive, status=taken.status)
    if taken.one_zip is not None:
        return redirect("web:zip", taken.one_zip.pk)
    return _page(request, form if taken.refused else UploadForm(), taken, taken.status)


@door()
def intake(request: Visit, pk: int) -> HttpResponse:
    """How far one upload is; asked for every second until its claims are there."""
    article = find(Article.objects.visible_to(request.user), pk=pk)
    return _row(request, article)


@door(right=Right.REVISE, methods=("POST",))
def read_file_again(request: Visit, pk: int) -> HttpResponse:
    """Read the file of an article again, its letters coded as was chosen; the words become its next revision."""
    article = find(Article.objects.visible_to(request.user), pk=pk)
    made = read_again(article, request.POST.get(f"charset-{pk}", ""), by=request.user)
    message = READ_AGAIN.format(charset=made.original.charset, number=made.number)
    if request.htmx:
        return _row(request, article, said=message)
    messages.success(request, message)
    return redirect(reverse("web:revised", args=[pk, made.number]))


def _row(request: Visit, article: Article, said: str = "") -> HttpResponse:
    one = intake_of(article)
    pace = request.GET.get("pace", "")
    told = {
        "one": one,
        "said": said,
        "pace": int(pace) if pace in map(str, range(1, 61)) else 1,
        "worker_alive": Heartbeat.objects.alive("worker") or one.is_finished,
    }
    return render(request, "articles/_file.html", told)


def uploads_of(request: Visit, form: UploadForm) -> list[Incoming]:
    """The files that came, then the pasted words, if any."""
    text = form.cleaned_data["text"]
    files = [file for file in request.FILES.getlist("files") if isinstance(file, UploadedFile)]
    return [*files, *([text] if text.strip() else [])]


def take_all(uploads: list[Incoming], fields: dict[str, Any], *, by: Person) -> Taken:
    """Submit each upload on its own: one that cannot be taken holds up none of the others.  The files of a zip come later."""
    taken = Taken()
    with Readers() as readers:
        for one in uploads:
            try:
                _take(one, fields, taken, by=by, readers=readers)
            except Refused as no:
                taken.refused.append(Refusal(_name(one), 0 if isinstance(one, str) else one.size or 0, no))
    if not uploads:
        taken.refused.append(Refusal("", 0, Refused(Code.INVALID, NOTHING_CHOSEN)))
    return taken


def _take(one: Incoming, fields: dict[str, Any], taken: Taken, *, by: Person, readers: Readers) -> None:
    upload, about, twin_ok = _upload(one), _about(one, fields), fields["anyway"]
    if is_bundle(upload.name, upload.data):
        bundle = submit_bundle(upload, about, by=by, twin_ok=twin_ok)
        counted = Bundle.objects.with_counts().get(pk=bundle.pk)
        taken.zips.append(coming_of(counted, bundle.members.all()))
        return
    for outcome in submit_many([File(upload.name, upload)], about, by=by, readers=readers, twin_ok=twin_ok):
        if outcome.article is not None:
            taken.stored.append(intake_of(outcome.article))
        elif outcome.refused is not None:
            taken.refused.append(Refusal(_name(one), 0 if isinstance(one, str) else outcome.size, outcome.refused))


def _upload(one: Incoming) -> Upload:
    if isinstance(one, str):
        return Upload(text=one)
    most = LIMITS.bundle_bytes if _name(one).lower().endswith(".zip") else LIMITS.file_bytes
    if (one.size or 0) > most:  # before it is read into memory
        raise cannot_take(too_big(one.size or 0, most))
    return Upload(name=_name(one), data=one.read())


def _name(one: Incoming) -> str:
    return "Pasted text" if isinstance(one, str) else (one.name or "file")


def _about(one: Incoming, fields: dict[str, Any]) -> About:
    shared = {name: fields[name] for name in ("byline", "published_on", "source_url", "deadline")}
    return About(title=fields["title"] if isinstance(one, str) else "", **shared)


def _page(request: Visit, form: UploadForm, taken: Taken, status: int) -> HttpResponse:
    facts = {
        "form": form,
        "accept": ACCEPT,
        "formats": f"{TAKEN} {ZIPS}",
        "limits": sentences(),
        "most_bytes": LIMITS.file_bytes,
        "leaving": leaving(),
        "worker_alive": Heartbeat.objects.alive("worker"),
        "earlier": zips_of(request.user),
    }
    return render(request, "articles/upload.html", facts | taken.told, status=status)
