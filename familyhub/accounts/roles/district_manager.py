"""District manager."""

from familyhub.core.asker import Reach

TITLE = "District manager"
WORDS = "Leads one district: sees what its cluster teams hold and what is waiting too long."
PERMISSIONS = {
    "accounts.see_contacts": Reach.COUNTY,
    "accounts.leave": Reach.AREA,
    "people.search": Reach.AREA,
    "people.see": Reach.AREA,
    "casework.menu": Reach.COUNTY,
    "casework.see": Reach.AREA,
    "casework.manage": Reach.AREA,
    "casework.alarms": Reach.AREA,
    "casework.seat": Reach.AREA,
    "casework.convene": Reach.AREA,
    "casework.authorise": Reach.AREA,
    "casework.sign_release": Reach.AREA,
    "casework.involved": Reach.AREA,
    "referrals.see": Reach.AREA,
    "referrals.manage_duty": Reach.AREA,
    "referrals.allocate": Reach.AREA,
    "documents.open": Reach.AREA,
    "referrals.phrases": Reach.COUNTY,
    "development.lists": Reach.AREA,
    "messages.see": Reach.AREA,
    "work.tray": Reach.AREA,
    "workforce.supervise": Reach.AREA,
    "workforce.audit": Reach.AREA,
    "workforce.draw_audits": Reach.AREA,
    "workforce.audit_counts": Reach.AREA,
    "workforce.supervised": Reach.OWN,
    "workforce.audited": Reach.OWN,
    "sharing.open_with_reason": Reach.COUNTY,
    "sharing.record": Reach.OWN,
}
