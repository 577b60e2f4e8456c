"""Who is asking: `Authorization: Token fc_…`, looked up by its hash; a browser's session is the other way."""

from rest_framework.authentication import BaseAuthentication
from rest_framework.exceptions import AuthenticationFailed
from rest_framework.request import Request

from articles.actions.tokens import digest, note_use
from articles.models import ApiToken, Person

NOT_A_TOKEN = "This token does not open anything: it is mistyped, ran out, or was revoked."  # noqa: S105  # a sentence
KEYWORD = "Token"


class TokenAuthentication(BaseAuthentication):
    """Answers with the person for whom a token acts; `request.auth` is the token."""

    def authenticate(self, request: Request) -> tuple[Person, ApiToken] | None:
        """None when the request carries no token.  Raises AuthenticationFailed for one that is no good."""
        keyword, _, secret = request.headers.get("Authorization", "").partition(" ")
        if keyword.lower() != KEYWORD.lower():
            return None
        usable = ApiToken.objects.usable().select_related("person")
        token = usable.filter(digest=digest(secret.strip())).first()
        if token is None:
            raise AuthenticationFailed(NOT_A_TOKEN)
        note_use(token)
        return token.person, token

    def authenticate_header(self, request: Request) -> str:
        """What an answer of 401 asks for."""
        return f'{KEYWORD} realm="factcheck"'
