"""Row security on copies of invitations and minutes: read with everybody of the case, as the meeting is."""

from django.db import migrations

from familyhub.core.operations import BehindAll, Fenced


class Migration(migrations.Migration):
    dependencies = [("casework", "0040_meeting_copies")]

    operations = [
        Fenced("casework_meetingcopy", wide="casework"),
        BehindAll("casework_meetingcopy", wide="people"),
    ]
