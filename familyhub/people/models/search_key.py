"""What a record can be found by: a narrow row made by the room's actions and read by one search function."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from familyhub.core.handling import Handling as H


class SearchKey(models.Model):
    """The id is the record's. Keys start with what they are: s: sound of a name part, w: name part, d: date of birth,
    n: NHS number, p: postcode, t: phone, x: and y: two parts of a name together (`people.near`). Never one of a
    protected address or of a phone that is not safe.
    """

    id = models.UUIDField(primary_key=True)
    fence = models.UUIDField()
    person = models.UUIDField()
    keys = ArrayField(models.TextField())
    names = ArrayField(models.TextField())
    handling = {
        "id": H.INTERNAL,
        "fence": H.INTERNAL,
        "person": H.INTERNAL,
        "keys": H.PERSONAL,
        "names": H.PERSONAL,
    }

    class Meta:
        indexes = [
            # without the pending list, which every search would have to read through
            GinIndex(fields=["keys"], name="people_searchkey_keys", fastupdate=False),
            models.Index(fields=["person"], name="people_searchkey_person"),
            models.Index(fields=["fence"], name="people_searchkey_fence"),
        ]
