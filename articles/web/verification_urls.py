"""The addresses of the trail's verification."""

from django.urls import URLPattern, path

from articles.web import verification

urlpatterns: list[URLPattern] = [
    path("", verification.verify, name="verify_trail"),
    path("trust/", verification.trust, name="trust"),
    path("<int:pk>/", verification.verification, name="verification"),
]
