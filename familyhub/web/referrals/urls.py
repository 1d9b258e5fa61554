"""The front door's addresses for staff."""

from django.urls import path

from familyhub.web.referrals import (
    allocation,
    allocation_lists,
    deciding,
    keying,
    lists,
    other_parent,
    phrasing,
    together,
    totals,
    transfers,
    working,
)

app_name = "referrals"
urlpatterns = [
    path("board/", lists.board, name="board"),
    path("board/phrases/", phrasing.phrases, name="phrases"),
    path("teams/<uuid:team>/requests/", lists.team, name="team"),
    path("my-requests/", lists.mine, name="mine"),
    path("totals/", totals.page, name="totals"),
    path("requests/new/", keying.key, name="key"),
    path("requests/entered/<str:token>/", keying.entered, name="entered"),
    path("requests/<uuid:number>/", deciding.request_page, name="request"),
    path("requests/next/", deciding.decide_next, name="next"),
    path("requests/<uuid:number>/claim/", deciding.claim, name="claim"),
    path("requests/<uuid:number>/release/", deciding.release, name="release"),
    path("requests/<uuid:number>/people/", deciding.people, name="people"),
    path("requests/<uuid:number>/undo/", together.undo, name="undo"),
    path("requests/<uuid:number>/join/", together.join, name="join"),
    path("requests/<uuid:number>/separate/", together.separate, name="separate"),
    path("requests/<uuid:number>/decide/", deciding.decide, name="decide"),
    path("requests/<uuid:number>/return/", deciding.send_back, name="return"),
    path("requests/<uuid:number>/people/<uuid:subject>/", deciding.identify, name="identify"),
    path("requests/<uuid:number>/other-parent/<uuid:subject>/", other_parent.other_parent, name="other_parent"),
    path("requests/<uuid:number>/give/", working.give, name="give"),
    path("requests/<uuid:number>/accept/", working.accept, name="accept"),
    path("requests/<uuid:number>/attempt/", allocation.attempt, name="attempt"),
    path("requests/<uuid:number>/not-reached/", allocation.not_reached, name="not_reached"),
    path("requests/<uuid:number>/back/", allocation.back, name="back"),
    path("requests/<uuid:number>/reopen/", allocation.reopen, name="reopen"),
    path("not-reached/<uuid:question>/", allocation_lists.question, name="question"),
    path("added/<uuid:addition>/", allocation_lists.added, name="added"),
    path("not-yet-helped/", allocation_lists.not_yet, name="not_yet"),
    path("transfers/", transfers.transfers, name="transfers"),
    path("transfers/<uuid:transfer>/", transfers.transfer, name="transfer"),
    path("transfers/<uuid:transfer>/passed/", transfers.passed, name="transfer_passed"),
    path("transfers/<uuid:transfer>/received/", transfers.received, name="transfer_received"),
    path("requests/<uuid:number>/close/", working.close, name="close"),
]
