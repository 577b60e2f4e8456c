"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, include, path

from articles.web import (
    accounts,
    article_list,
    desk,
    erase,
    health,
    my_account,
    people,
    queue,
    queue_acts,
    upload,
    zips,
)

app_name = "web"
urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", accounts.log_in, name="log_in"),
    path("logout/", accounts.log_out, name="log_out"),
    path("", desk.desk, name="desk"),
    path("queue/", queue.queue, name="queue"),
    path("queue/rows/", queue.rows, name="rows"),
    path("queue/next/", queue_acts.next_claim, name="next_claim"),
    path("queue/assign/", queue_acts.assign, name="assign_many"),
    path("queue/take/", queue_acts.take, name="take_many"),
    path("queue/give-back/", queue_acts.give_back, name="give_back_many"),
    path("queue/due/", queue_acts.due, name="due_many"),
    path("queue/dismiss/", queue_acts.dismiss, name="dismiss_many"),
    path("articles/", article_list.article_list, name="articles"),
    path("people/", people.people, name="people"),
    path("people/new/", people.invite, name="invite"),
    path("people/<int:pk>/role/", people.role, name="role"),
    path("people/<int:pk>/account/", people.account, name="account"),
    path("people/<int:pk>/erase/", erase.erase_person, name="erase_person"),
    path("people/me/", my_account.me, name="me"),
    path("people/me/tokens/", my_account.tokens, name="tokens"),
    path("people/me/tokens/<int:pk>/revoke/", my_account.revoke, name="revoke"),
    path("people/me/sessions/", my_account.sessions, name="sessions"),
    path("people/me/password/", my_account.password, name="password"),
    path("healthz", health.healthz, name="healthz"),
    path("readyz", health.readyz, name="readyz"),
    path("metrics", health.metrics, name="metrics"),
    path("articles/new/", upload.upload, name="upload"),
    path("articles/zips/<int:pk>/", zips.one_zip, name="zip"),
    path("articles/<int:pk>/intake/", upload.intake, name="intake"),
    path("articles/<int:pk>/read-again/", upload.read_file_again, name="read_again"),
    path("", include("articles.web.article_urls")),
]
