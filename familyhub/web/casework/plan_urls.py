"""Addresses of needs, plans and what comes of them."""

from django.urls import path

from familyhub.web.casework import drawing_up, measures, meeting_copies, meetings, menus, needs, plans

urlpatterns = [
    path("cases/<uuid:case>/needs/add/", needs.add, name="add_need"),
    path("needs/<uuid:need>/", needs.need, name="need"),
    path("needs/<uuid:need>/settle/", needs.settle, name="settle"),
    path("cases/<uuid:case>/plan/", plans.begin, name="begin_plan"),
    path("plans/<uuid:plan>/", plans.plan, name="plan"),
    path("plans/<uuid:plan>/words/", drawing_up.words, name="word_plan"),
    path("plans/<uuid:plan>/goals/add/", drawing_up.goal, name="add_goal"),
    path("plans/<uuid:plan>/actions/add/", drawing_up.action, name="add_action"),
    path("plans/<uuid:plan>/take-out/", drawing_up.out, name="take_out"),
    path("plans/<uuid:plan>/agree/", plans.agree, name="agree_plan"),
    path("actions/<uuid:action>/", plans.action, name="action"),
    path("actions/<uuid:action>/how-far/", plans.move, name="move_action"),
    path("cases/<uuid:case>/meetings/", meetings.meetings, name="meetings"),
    path("cases/<uuid:case>/meetings/call/", meetings.call, name="call_meeting"),
    path("cases/<uuid:case>/apart/", meetings.apart, name="keep_apart"),
    path("cases/<uuid:case>/apart/<uuid:apart>/", meetings.together, name="let_together"),
    path("meetings/<uuid:meeting>/", meetings.meeting, name="meeting"),
    path("meetings/<uuid:meeting>/minutes/", meetings.hold, name="hold_meeting"),
    path("meetings/<uuid:meeting>/cancel/", meetings.cancel, name="cancel_meeting"),
    path("meetings/<uuid:meeting>/send/", meeting_copies.send, name="send_copies"),
    path("meetings/<uuid:meeting>/for/<uuid:guest>/", meetings.letter, name="letter"),
    path("meetings/<uuid:meeting>/for/<uuid:guest>/given/", meeting_copies.given, name="copy_given"),
    path("decisions/<uuid:decision>/", meetings.done, name="finish_decision"),
    path("cases/<uuid:case>/measures/", measures.measures, name="measures"),
    path("cases/<uuid:case>/measures/add/", measures.add, name="add_measure"),
    path("menu/", menus.menu, name="menu"),
    path("menu/read/", menus.read, name="read_menu"),
    path("menu/<uuid:offer>/off/", menus.take_off, name="take_off_menu"),
]
