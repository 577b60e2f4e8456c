"""The addresses of this door."""

from django.urls import URLPattern, URLResolver, path

from articles.web import accounts, article_list, desk, queue, queue_acts

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
]
