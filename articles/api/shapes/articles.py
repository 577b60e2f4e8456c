"""Articles and their exact texts: as they are shown, and how they are handed in."""

from typing import Any

from django.urls import get_script_prefix
from drf_spectacular.utils import extend_schema_field
from rest_framework import serializers

from articles.actions.intake import Upload
from articles.actions.submit import About
from articles.api.fields import Form, Moment, Text
from articles.ingest.document import Proposal
from articles.models import Article, ArticleState, Extraction, ExtractionState, Revision
from articles.text.blocks import BlockKind

PROPOSALS = (("footnote", "Footnote"), ("comment", "Comment"), ("link", "Link"))
CHARSET = "How the file is encoded, when it says so itself neither by its bytes nor by its kind."


class RevisionHeadShape(serializers.Serializer[Revision]):
    """Which text: offsets of claims count in it."""

    id = serializers.IntegerField()
    number = serializers.IntegerField()
    sha256 = serializers.CharField(help_text="Of the text as UTF-8, hex.")
    length = serializers.IntegerField(help_text="In Unicode code points.")


class ProgressShape(serializers.Serializer[Any]):
    """How many claims stand how; pending counts neither those to re-check nor those dismissed or gone."""

    pending = serializers.IntegerField(source="pending_count")
    verified = serializers.IntegerField(source="verified_count")
    disputed = serializers.IntegerField(source="disputed_count")
    unsourced = serializers.IntegerField(source="unsourced_count")
    recheck = serializers.IntegerField(source="recheck_count")
    dismissed = serializers.IntegerField(source="dismissed_count")
    gone = serializers.IntegerField(source="gone_count")


class ExtractionShape(serializers.Serializer[Extraction]):
    """Where the look for claims stands."""

    status = serializers.ChoiceField(source="state", choices=ExtractionState.choices)
    error = serializers.CharField(help_text="Why it failed, in plain words; empty unless it did.")
    extractor = serializers.CharField(help_text="The version that looks, or looked.")
    judge = serializers.CharField(help_text="Who was asked to tell claims from other sentences.")
    notes = serializers.ListField(child=serializers.CharField(), help_text="What there is to know of it, in sentences.")
    used = serializers.DictField(child=serializers.IntegerField(), help_text="What it cost: requests, tokens …")


class ArticleShape(serializers.Serializer[Article]):
    """What the desk works on."""

    id = serializers.IntegerField()
    title = serializers.CharField()
    byline = serializers.CharField()
    state = serializers.ChoiceField(choices=ArticleState.choices)
    published_on = serializers.DateField(allow_null=True)
    source_url = serializers.CharField()
    deadline = Moment(allow_null=True)
    uploaded_by = serializers.CharField(source="uploaded_by.username")
    created_at = Moment()
    revision = RevisionHeadShape(source="newest")
    progress = ProgressShape(source="*")
    extraction = serializers.SerializerMethodField()
    url = serializers.SerializerMethodField(help_text="Its workbench, for a browser.")

    @extend_schema_field(ExtractionShape(allow_null=True))
    def get_extraction(self, article: Article) -> Any:
        """The last one of the newest revision."""
        runs = list(article.newest.extractions.all()) if article.newest else []
        return ExtractionShape(max(runs, key=lambda run: run.pk)).data if runs else None

    def get_url(self, article: Article) -> str:
        """The permanent link of the article."""
        address: str = self.context["request"].build_absolute_uri(f"{get_script_prefix()}articles/{article.pk}/")
        return address


class BlockShape(serializers.Serializer[Any]):
    """A run of the text with a kind, in code points."""

    kind = serializers.ChoiceField(choices=[(kind.value, kind.name) for kind in BlockKind])
    start = serializers.IntegerField()
    end = serializers.IntegerField()


class ProposalShape(serializers.Serializer[Any]):
    """What the file itself gives as a source; nothing is evidence until somebody records it as such."""

    at = serializers.IntegerField(help_text="How many code points of the text stand before it.")
    kind = serializers.ChoiceField(choices=PROPOSALS)
    words = serializers.CharField(help_text="Of the note or comment, or the words that are linked.")
    url = serializers.CharField(help_text="A web address in it, or empty.")
    by = serializers.CharField(help_text="Who wrote a comment, if the file says so.")


class NewRevisionShape(RevisionHeadShape):
    """A revision without its text."""

    article = serializers.IntegerField(source="article_id")
    created_by = serializers.CharField(source="created_by.username")
    created_at = Moment()
    notes = serializers.ListField(child=serializers.CharField(), help_text="What was done to the text at intake.")


class RevisionShape(NewRevisionShape):
    """One exact, immutable text of an article."""

    text = serializers.CharField()
    blocks = BlockShape(many=True)
    proposals = serializers.SerializerMethodField()

    @extend_schema_field(ProposalShape(many=True))
    def get_proposals(self, revision: Revision) -> Any:
        """Footnotes, comments and links of the file, in reading order."""
        return ProposalShape([Proposal(*row)._asdict() for row in revision.proposals], many=True).data


class FileForm(Form):
    """A new text as a file."""

    file = serializers.FileField(allow_empty_file=True)
    charset = Text(required=False, max_length=40, help_text=CHARSET)

    def upload(self) -> Upload:
        """As the action takes it."""
        told = self.validated_data
        if "text" in told:
            return Upload(text=told["text"])
        return Upload(name=told["file"].name or "", data=told["file"].read(), charset=told.get("charset"))


class TextForm(Form):
    """A new text as words."""

    text = Text(max_length=8 * 1024 * 1024)
    upload = FileForm.upload


class AboutForm(Form):
    """What the editor says of an article; the rest is taken from the file where it says so."""

    title = Text(required=False, allow_blank=True, max_length=500)
    byline = Text(required=False, allow_blank=True, max_length=300)
    published_on = serializers.DateField(required=False, allow_null=True)
    source_url = Text(required=False, allow_blank=True, max_length=2000)
    deadline = Moment(required=False, allow_null=True)

    def about(self) -> About:
        """As the action takes it."""
        names = ("title", "byline", "published_on", "source_url", "deadline")
        return About(**{name: self.validated_data[name] for name in names if name in self.validated_data})


class ArticleFileForm(AboutForm, FileForm):
    """A new article as a file."""


class ArticleTextForm(AboutForm, TextForm):
    """A new article as words."""
