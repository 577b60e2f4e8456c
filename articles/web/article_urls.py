"""The addresses of an article, its claims, its revisions, its trail and its report."""

from django.urls import URLPattern, URLResolver, include, path

from articles.web import against, claim, cut, decide, hints, passages, report, revised, revision, tick, trail, workbench

urlpatterns: list[URLPattern | URLResolver] = [
    path("articles/<int:pk>/", workbench.workbench, name="workbench"),
    path("articles/<int:pk>/extraction/", workbench.extraction, name="extraction"),
    path("articles/<int:pk>/retry/", workbench.retry, name="retry"),
    path("articles/<int:pk>/sign-off/", workbench.sign, name="sign_off"),
    path("articles/<int:pk>/sign-off/back/", workbench.take_back, name="take_back"),
    path("articles/<int:pk>/claims/", claim.add, name="add_claim"),
    path("articles/<int:pk>/read/", passages.read, name="read"),
    path("articles/<int:pk>/unread/", passages.unread, name="unread"),
    path("articles/<int:pk>/compare/", against.against, name="against"),
    path("articles/<int:pk>/revise/", revision.revise, name="revise"),
    path("articles/<int:pk>/revisions/<int:number>/", revision.revision, name="revision"),
    path("articles/<int:pk>/revisions/<int:number>/changes/", revised.revised, name="revised"),
    path("articles/<int:pk>/revisions/<int:number>/original/", revision.original, name="original"),
    path("articles/<int:pk>/trail/", trail.article_trail, name="article_trail"),
    path("articles/<int:pk>/report/", report.report, name="report"),
    path("articles/<int:pk>/report/take/", report.take, name="take_report"),
    path("claims/<int:pk>/", claim.claim, name="claim"),
    path("claims/<int:pk>/decide/", decide.decide, name="decide"),
    path("claims/<int:pk>/tick/", tick.tick, name="tick"),
    path("claims/<int:pk>/another/", decide.another, name="another"),
    path("claims/<int:pk>/compare/", decide.compare, name="compare"),
    path("claims/<int:pk>/dismiss/", decide.dismiss, name="dismiss"),
    path("claims/<int:pk>/reopen/", decide.reopen, name="reopen"),
    path("claims/<int:pk>/assign/", decide.assign, name="assign"),
    path("claims/<int:pk>/span/", decide.span, name="span"),
    path("claims/<int:pk>/corrected/", revised.corrected, name="corrected"),
    path("claims/<int:pk>/point/", revised.point, name="point"),
    path("claims/<int:pk>/split/", cut.split, name="split"),
    path("claims/<int:pk>/merge/", cut.merge, name="merge"),
    path("claims/<int:pk>/undo/", cut.undo, name="undo"),
    path("claims/<int:pk>/trail/", trail.claim_trail, name="claim_trail"),
    path("hints/<int:pk>/answer/", hints.answer, name="answer_hint"),
    path("trail/", include("articles.web.trail_urls")),
]
