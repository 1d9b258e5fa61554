"""Addresses of signing in and of staff. Routes of allauth are named one by one, each with its access."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as factor
from allauth.mfa.recovery_codes import views as recovery
from django.urls import path
from django.views.generic import RedirectView

from familyhub.core.permissions import open_to_all, signed_in
from familyhub.web.accounts import leave, lists, passkeys, sign_in, sign_ins, staff, step_up
from familyhub.web.accounts.sign_in import with_password, with_second_factor
from familyhub.web.stepup import fresh_factor

signing_in = open_to_all("somebody who signs in is nobody yet")
own_link = open_to_all("whoever holds the signed link; it opens nothing but the choice of a password")
half_way = open_to_all("somebody who gave their password and sets up or gives the second factor; the view asks for it")

urlpatterns = [
    path("accounts/login/", signing_in(sign_in.SignIn.as_view()), name="account_login"),
    path("accounts/logout/", open_to_all("signing out must always work")(sign_in.sign_out), name="account_logout"),
    path("accounts/signed-out/", open_to_all("says that somebody signed out")(sign_in.signed_out), name="signed_out"),
    path("accounts/inactive/", signing_in(account.account_inactive), name="account_inactive"),
    path("accounts/next/", signing_in(sign_in.next_step), name="sign_in_next"),
    path("accounts/invitation/<str:token>/", own_link(sign_in.invitation), name="invitation"),
    path("accounts/password/reset/", signing_in(sign_in.forgotten), name="account_reset_password"),
    path("accounts/password/new/<str:token>/", own_link(sign_in.new_password), name="new_password"),
    path("accounts/password/change/", signed_in(account.password_change), name="account_change_password"),
    path("accounts/again/", half_way(with_password(account.reauthenticate)), name="account_reauthenticate"),
    path("accounts/second-factor/", signing_in(passkeys.GiveFactor.as_view()), name="mfa_authenticate"),
    path("accounts/second-factor/again/", half_way(with_password(factor.reauthenticate)), name="mfa_reauthenticate"),
    path("accounts/second-factor/set-up/", half_way(with_password(sign_in.Enrol.as_view())), name="mfa_activate_totp"),
    path(
        "accounts/second-factor/replace/",
        half_way(with_second_factor(fresh_factor(sign_in.Replace.as_view()))),
        name="mfa_deactivate_totp",
    ),
    path(
        "accounts/recovery-codes/",
        half_way(with_second_factor(fresh_factor(recovery.view_recovery_codes))),
        name="mfa_view_recovery_codes",
    ),
    path(
        "accounts/recovery-codes/new/",
        half_way(with_second_factor(fresh_factor(recovery.generate_recovery_codes))),
        name="mfa_generate_recovery_codes",
    ),
    path("accounts/passkey/", signing_in(passkeys.SignInWithPasskey.as_view()), name="mfa_login_webauthn"),
    path("me/passkeys/", signed_in(RedirectView.as_view(pattern_name="me")), name="mfa_list_webauthn"),
    path("me/passkeys/add/", signed_in(fresh_factor(passkeys.Add.as_view())), name="mfa_add_webauthn"),
    path("me/passkeys/<int:pk>/rename/", signed_in(fresh_factor(passkeys.Rename.as_view())), name="mfa_edit_webauthn"),
    path(
        "me/passkeys/<int:pk>/remove/", signed_in(fresh_factor(passkeys.Remove.as_view())), name="mfa_remove_webauthn"
    ),
    path("accounts/me/", signed_in(RedirectView.as_view(pattern_name="me")), name="mfa_index"),
    path("me/prove/", half_way(with_second_factor(step_up.step_up)), name="step_up"),
    path("me/stay/", lists.stay, name="stay"),
    path("me/", lists.me, name="me"),
    path("me/mobile/", lists.my_mobile, name="my_mobile"),
    path("me/leave/", leave.my_leave, name="my_leave"),
    path("me/leave/<uuid:absence>/end/", leave.my_leave_end, name="my_leave_end"),
    path("teams/<uuid:team>/leave/", leave.team_leave, name="team_leave"),
    path("teams/<uuid:team>/leave/<uuid:absence>/end/", leave.team_leave_end, name="team_leave_end"),
    path("me/sessions/<int:session>/end/", lists.my_session_end, name="my_session_end"),
    path("me/sessions/end-others/", signed_in(sign_in.end_other_sessions), name="end_other_sessions"),
    path("sign-ins/", sign_ins.sign_ins, name="sign_ins"),
    path("teams/", lists.teams, name="teams"),
    path("contacts/", lists.contacts, name="contacts"),
    path("roles/", lists.roles, name="roles"),
    path("staff/", staff.staff_list, name="staff"),
    path("staff/add/", staff.staff_add, name="staff_add"),
    path("staff/<uuid:number>/", staff.staff_person, name="staff_person"),
    path("staff/<uuid:number>/invite/", staff.staff_invite, name="staff_invite"),
    path("staff/<uuid:number>/posts/fill/", staff.post_fill, name="post_fill"),
    path("staff/<uuid:number>/posts/<uuid:holding>/leave/", staff.post_leave, name="post_leave"),
    path("staff/<uuid:number>/training/", staff.training_record, name="training_record"),
    path("staff/<uuid:number>/sessions/<int:session>/end/", staff.session_end, name="session_end"),
    path("staff/<uuid:number>/close/", staff.account_close, name="account_close"),
    path("staff/<uuid:number>/open/", staff.account_open, name="account_open"),
    path("staff/<uuid:number>/second-factor/remove/", staff.factor_remove, name="factor_remove"),
]
