"""What became of a zip of articles."""

from typing import Any

from drf_spectacular.utils import PolymorphicProxySerializer
from rest_framework import serializers

from articles.api.shapes.articles import ArticleShape
from articles.api.shapes.problems import Problem


class RefusedFileShape(Problem):
    """A file of a zip that was not stored, and why."""

    name = serializers.CharField(help_text="With its folders in the zip.")


class ZipShape(serializers.Serializer[Any]):
    """Every file of a zip: stored as an article, refused, or left out."""

    articles = ArticleShape(many=True)
    refused = RefusedFileShape(many=True)
    left_out = serializers.ListField(child=serializers.CharField(), help_text="Hidden files and those of systems.")


ArticleOrZipShape = PolymorphicProxySerializer(
    component_name="ArticleOrZip", serializers=[ArticleShape, ZipShape], resource_type_field_name=None
)
"""An article for a file or words; for a zip what became of its files."""
