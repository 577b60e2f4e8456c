"""People who can be given claims."""

from rest_framework.request import Request
from rest_framework.response import Response

from articles.api.operation import operation
from articles.api.pages import PageForm, page, page_shape
from articles.api.resource import Resource
from articles.api.shapes.people import PersonShape
from articles.models import Person
from articles.policy import Right


class People(Resource):
    """Who can be assigned."""

    @operation(Right.READ, "list_people", asks=PageForm, gives=page_shape(PersonShape))
    def get(self, request: Request) -> Response:
        """List those who can be given claims, each with their open load."""
        return page(self, Person.objects.checkers().with_load(), ("pk",), PersonShape)
