"""Addresses of assessments, of what partners are asked, and of question sets."""

from django.urls import path

from familyhub.web.casework import assess_ends, assess_needs, assess_partners, assessing

urlpatterns = [
    path("cases/<uuid:case>/assess/", assessing.begin, name="assess"),
    path("assessments/<uuid:assessment>/", assessing.assessment, name="assessment"),
    path("assessments/<uuid:assessment>/share/", assess_ends.share, name="assess_share"),
    path("assessments/<uuid:assessment>/finish/", assess_ends.finish, name="assess_finish"),
    path("assessments/<uuid:assessment>/authorise/", assess_ends.authorise, name="assess_authorise"),
    path("assessments/<uuid:assessment>/send-back/", assess_ends.send_back, name="assess_send_back"),
    path("assessments/<uuid:assessment>/stop/", assess_ends.stop, name="assess_stop"),
    path("assessments/<uuid:assessment>/needs/add/", assess_needs.add, name="assess_need"),
    path("assessments/<uuid:assessment>/ask/", assess_partners.ask, name="assess_ask"),
    path("assessments/parts/<uuid:part>/", assessing.part, name="assess_part"),
    path("assessments/asked/<uuid:ask>/withdraw/", assess_partners.withdraw, name="assess_withdraw"),
    path("contribute/", assess_partners.contribution, name="contribution"),
    path("contribute/<str:token>/", assess_partners.link, name="contribute_link"),
]
