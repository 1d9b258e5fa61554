"""Addresses of what goes on beside a plan: support around programmes, and the numbers of it."""

from django.urls import path

from familyhub.web.casework import carers, numbers, programmes, services

urlpatterns = [
    path("cases/<uuid:case>/supports/add/", programmes.begin, name="begin_support"),
    path("supports/<uuid:support>/", programmes.support, name="support"),
    path("supports/<uuid:support>/phase/", programmes.move, name="move_support"),
    path("programmes/", programmes.programmes, name="programmes"),
    path("programmes/<uuid:programme>/off/", programmes.unlist, name="unlist_programme"),
    path("cases/<uuid:case>/young-carers/add/", carers.mark, name="mark_carer"),
    path("young-carers/<uuid:carer>/", carers.carer, name="carer"),
    path("young-carers/<uuid:carer>/offer/", carers.move, name="move_carer"),
    path("cases/<uuid:case>/services/add/", services.involve, name="involve_service"),
    path("involved/<uuid:outside>/", services.service, name="service"),
    path("involved/<uuid:outside>/reply/", services.move, name="move_service"),
    path("workload/numbers/", numbers.numbers, name="numbers"),
]
