"""Who may: policy is asked before an operation begins; what declares no right is nobody's."""

from rest_framework.exceptions import MethodNotAllowed, NotFound, PermissionDenied
from rest_framework.permissions import BasePermission
from rest_framework.request import Request
from rest_framework.views import APIView

from articles.api.errors import NOT_THERE
from articles.models import ApiToken, Person, Role
from articles.policy import TABLE, Right, may

WRITES = ("POST", "PUT", "PATCH")
NO_SCOPE = "This token may not do this: it lacks the scope “{}”."
NOT_YOURS = "This is done by: {}. You are: {}."


class HasRight(BasePermission):
    """Whoever asks has the right that the operation declares, and their token the scope; nothing declared, nothing allowed."""

    def has_permission(self, request: Request, view: APIView) -> bool:
        """Raises what says more than a plain no: 405, 404 for those who may know of nothing, 403 with its reason."""
        method = request.method or ""
        handler = getattr(view, method.lower(), None) if method.lower() in view.http_method_names else None
        if handler is None:
            raise MethodNotAllowed(method)
        scope = "write" if method in WRITES else "read"
        if isinstance(request.auth, ApiToken) and scope not in request.auth.scopes:
            raise PermissionDenied(NO_SCOPE.format(scope))
        right, person = getattr(handler, "right", None), request.user
        if not isinstance(person, Person):
            return False
        if right is not None and may(person, right):
            return True
        if view.kwargs and not may(person, Right.READ):
            raise NotFound(NOT_THERE)
        raise PermissionDenied(NOT_YOURS.format(_who_may(right), Role(person.role).label.lower()))


def _who_may(right: Right | None) -> str:
    roles = TABLE.get(right, frozenset()) if right else frozenset()
    return ", ".join(role.label.lower() for role in Role if role in roles) or "nobody"
