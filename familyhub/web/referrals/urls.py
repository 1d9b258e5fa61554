"""The front door's addresses for staff."""

from django.urls import path

from familyhub.web.referrals import deciding, keying, lists, other_parent, working

app_name = "referrals"
urlpatterns = [
    path("board/", lists.board, name="board"),
    path("teams/<uuid:team>/requests/", lists.team, name="team"),
    path("my-requests/", lists.mine, name="mine"),
    path("requests/new/", keying.key, name="key"),
    path("requests/<uuid:number>/", deciding.request_page, name="request"),
    path("requests/<uuid:number>/decide/", deciding.decide, name="decide"),
    path("requests/<uuid:number>/return/", deciding.send_back, name="return"),
    path("requests/<uuid:number>/people/<uuid:subject>/", deciding.identify, name="identify"),
    path("requests/<uuid:number>/other-parent/<uuid:subject>/", other_parent.other_parent, name="other_parent"),
    path("requests/<uuid:number>/give/", working.give, name="give"),
    path("requests/<uuid:number>/accept/", working.accept, name="accept"),
    path("requests/<uuid:number>/first-contact/", working.first_contact, name="first_contact"),
    path("requests/<uuid:number>/close/", working.close, name="close"),
]
