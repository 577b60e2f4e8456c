"""The addresses of the trail's verification."""

from django.urls import URLPattern, path

from articles.web import checkpoints, verification

urlpatterns: list[URLPattern] = [
    path("", verification.verify, name="verify_trail"),
    path("trust/", verification.trust, name="trust"),
    path("compare/", checkpoints.compare_checkpoint, name="compare_checkpoint"),
    path("checkpoints/", checkpoints.checkpoints, name="checkpoints"),
    path("checkpoints/<int:pk>/", checkpoints.checkpoint, name="checkpoint"),
    path("verify.py", checkpoints.take_verifier, name="verifier"),
    path("<int:pk>/", verification.verification, name="verification"),
]
