"""Which door answers which address."""

from django.urls import include, path

urlpatterns = [
    path("api/v1/", include("articles.api.urls")),
    path("", include("articles.web.urls")),
]
