"""The MASH lane's addresses, and the one address of a partner who was asked."""

from django.urls import path

from familyhub.web.mash import adults, authority, duty, lists, partners, workspace

app_name = "mash"
urlpatterns = [
    path("mash/", lists.enquiries, name="list"),
    path("held/", lists.held, name="held"),
    path("mash/duty/", duty.listed, name="duty"),
    path("mash/duty/<uuid:line>/end/", duty.end, name="duty_end"),
    path("mash/adults/", adults.concerns, name="adults"),
    path("mash/adults/new/", adults.new, name="adult_new"),
    path("mash/adults/<uuid:concern>/", adults.one, name="adult"),
    path("mash/<uuid:enquiry>/", workspace.page, name="enquiry"),
    path("mash/<uuid:enquiry>/acknowledge/", workspace.acknowledge, name="acknowledge"),
    path("mash/<uuid:enquiry>/colour/", workspace.colour, name="colour"),
    path("mash/<uuid:enquiry>/people/", workspace.people, name="people"),
    path("mash/<uuid:enquiry>/decide/", workspace.decide, name="decide"),
    path("mash/<uuid:enquiry>/release/", workspace.release, name="release"),
    path("mash/<uuid:enquiry>/action/", workspace.action, name="action"),
    path("mash/<uuid:enquiry>/close/", workspace.close, name="close"),
    path("mash/<uuid:enquiry>/ask/", workspace.ask, name="ask"),
    path("mash/<uuid:enquiry>/asked/<uuid:asked>/withdraw/", workspace.withdraw, name="withdraw"),
    path("mash/<uuid:enquiry>/pass/", authority.pass_on, name="pass"),
    path("mash/<uuid:enquiry>/adult/", adults.of_enquiry, name="adult_of"),
    path("information/", partners.question, name="question"),
    path("information/<str:token>/", partners.link, name="link"),
]
