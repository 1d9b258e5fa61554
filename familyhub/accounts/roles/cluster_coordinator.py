"""Cluster coordinator."""

from familyhub.core.asker import Reach

TITLE = "Cluster coordinator"
WORDS = "Leads one cluster: gives the team's requests to workers and sees the team's families."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "accounts.leave": Reach.TEAM,
    "people.search": Reach.TEAM,
    "people.see": Reach.TEAM,
    "people.register": Reach.TEAM,
    "casework.see": Reach.TEAM,
    "casework.work": Reach.TEAM,
    "casework.manage": Reach.TEAM,
    "casework.alarms": Reach.TEAM,
    "casework.seat": Reach.TEAM,
    "casework.convene": Reach.TEAM,
    "casework.authorise": Reach.TEAM,
    "casework.sign_release": Reach.TEAM,
    "casework.involved": Reach.TEAM,
    "referrals.see": Reach.TEAM,
    "referrals.allocate": Reach.TEAM,
    "documents.open": Reach.TEAM,
    "development.lists": Reach.TEAM,
    "messages.see": Reach.TEAM,
    "work.tray": Reach.TEAM,
    "workforce.supervise": Reach.TEAM,
    "workforce.audit": Reach.TEAM,
    "workforce.supervised": Reach.OWN,
    "workforce.audited": Reach.OWN,
    "sharing.open_with_reason": Reach.COUNTY,
    "sharing.record": Reach.OWN,
}
