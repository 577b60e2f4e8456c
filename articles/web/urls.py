"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path

from articles.web import accounts

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", accounts.log_in, name="log_in"),
    path("logout/", accounts.log_out, name="log_out"),
]
