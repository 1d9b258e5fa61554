"""Addresses of audits."""

from django.urls import path

from familyhub.web.workforce import audit_writing, audits

urlpatterns = [
    path("audits/", audits.board, name="audits"),
    path("audit-results/", audits.counts, name="audit_counts"),
    path("audits/draw/", audits.draw, name="draw"),
    path("audits/samples/<uuid:draw>/", audits.sample, name="sample"),
    path("audits/<uuid:audit>/", audits.audit, name="audit"),
    path("audits/<uuid:audit>/write/", audit_writing.write, name="write_audit"),
    path("audits/<uuid:audit>/moderate/", audit_writing.moderate, name="moderate_audit"),
    path("audits/<uuid:audit>/set-aside/", audit_writing.set_aside, name="set_audit_aside"),
    path("audits/actions/<uuid:audit_action>/", audit_writing.done, name="audit_action"),
]
