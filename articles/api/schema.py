"""What the schema cannot see by itself: how a token is given."""

from drf_spectacular.extensions import OpenApiAuthenticationExtension
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import build_bearer_security_scheme_object

from articles.api.authentication import KEYWORD


class TokenScheme(OpenApiAuthenticationExtension):  # type: ignore[no-untyped-call]  # its metaclass has no types
    """Tells the schema how a token is given."""

    target_class = "articles.api.authentication.TokenAuthentication"
    name = "token"

    def get_security_definition(self, auto_schema: AutoSchema) -> dict[str, str]:
        """The Authorization header with its keyword."""
        return build_bearer_security_scheme_object(header_name="Authorization", token_prefix=KEYWORD)
