"""Headers that Django does not set itself: nothing private is kept in a cache or embedded elsewhere (SAFETY A4)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse


class PrivatePages:
    """Mark every page as private to the person who asked for it.  Static files are answered before this is reached."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer request; a view that sets Cache-Control itself keeps its own."""
        response = self.get_response(request)
        response.headers.setdefault("Cache-Control", "no-store")
        response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
        response.headers.setdefault("Permissions-Policy", "camera=(), geolocation=(), microphone=()")
        return response
