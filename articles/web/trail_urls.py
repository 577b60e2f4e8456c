"""The addresses of the trail of the whole desk."""

from django.urls import URLPattern, URLResolver, include, path

from articles.web import erase, trail, trail_event

urlpatterns: list[URLPattern | URLResolver] = [
    path("", trail.trail, name="trail"),
    path("verify/", include("articles.web.verification_urls")),
    path("export/", trail_event.export, name="export_trail"),
    path("<int:seq>/", trail_event.event, name="event"),
    path("<int:seq>/erase/", erase.erase_from_event, name="erase"),
]
