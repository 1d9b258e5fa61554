"""Addresses of copies made for one recipient."""

from django.urls import path

from familyhub.web.casework import release_ends, releases

urlpatterns = [
    path("cases/<uuid:case>/copies/", releases.releases, name="releases"),
    path("cases/<uuid:case>/copies/begin/", releases.begin, name="release_begin"),
    path("cases/<uuid:case>/copies/never/", releases.never, name="release_never"),
    path("particulars/<uuid:particular>/take-back/", releases.take_back, name="release_take_back"),
    path("releases/<uuid:release>/", releases.release, name="release"),
    path("releases/<uuid:release>/family/", releases.family, name="release_family"),
    path("releases/<uuid:release>/take-out/", releases.out, name="release_out"),
    path("releases/<uuid:release>/ask/", release_ends.ask, name="release_ask"),
    path("releases/<uuid:release>/sign/", release_ends.sign, name="release_sign"),
    path("releases/<uuid:release>/send-back/", release_ends.send_back, name="release_send_back"),
    path("releases/<uuid:release>/open/", release_ends.open_file, name="release_open"),
    path("releases/<uuid:release>/given/", release_ends.given, name="release_given"),
    path("releases/<uuid:release>/end/", release_ends.end, name="release_end"),
    path("releases/<uuid:release>/staff-copy/", release_ends.staff_copy, name="release_staff_copy"),
]
