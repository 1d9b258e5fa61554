"""Addresses of visits."""

from django.urls import path

from familyhub.web.casework import visits, visits_alarms, visits_door, visits_going, visits_offline

urlpatterns = [
    path("visits/", visits.diary, name="diary"),
    path("visits/along/", visits_offline.along, name="along"),
    path("cases/<uuid:case>/visits/", visits.of_case, name="visits"),
    path("cases/<uuid:case>/visits/plan/", visits.plan, name="plan_visit"),
    path("cases/<uuid:case>/door/add/", visits_door.add, name="add_door_fact"),
    path("cases/<uuid:case>/door/<uuid:fact>/end/", visits_door.end, name="end_door_fact"),
    path("visits/alarms/<uuid:alarm>/", visits_alarms.alarm, name="alarm"),
    path("visits/alarms/<uuid:alarm>/take/", visits_alarms.take_it, name="take_alarm"),
    path("visits/alarms/<uuid:alarm>/end/", visits_alarms.end, name="end_alarm"),
    path("visits/<uuid:visit>/", visits.visit, name="visit"),
    path("visits/<uuid:visit>/move/", visits.move, name="move_visit"),
    path("visits/<uuid:visit>/cancel/", visits.cancel, name="cancel_visit"),
    path("visits/<uuid:visit>/in/", visits_going.come_in, name="check_in"),
    path("visits/<uuid:visit>/out/", visits_going.go_out, name="check_out"),
    path("visits/<uuid:visit>/longer/", visits_going.longer, name="stay_longer"),
    path("visits/<uuid:visit>/write-up/", visits_going.write, name="write_up"),
    path("visits/<uuid:visit>/both/", visits_offline.both, name="both"),
]
