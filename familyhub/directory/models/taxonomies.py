"""Taxonomies and their terms: our own, with numbers made from their codes, and those that come with feeds."""

from __future__ import annotations

import uuid

from django.db import models

from familyhub.directory.models.handled import public


class Taxonomy(models.Model):
    """A list of terms. `code` is ours; empty for a list of another publisher."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    code = models.CharField(max_length=40, blank=True)
    name = models.CharField(max_length=200)
    description = models.TextField(blank=True)
    uri = models.CharField(max_length=500, blank=True)
    version = models.CharField(max_length=40, blank=True)
    handling = public("id", "code", "name", "description", "uri", "version")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["code"], condition=~models.Q(code=""), name="directory_taxonomy_one_of_a_code"
            )
        ]


class Term(models.Model):
    """A term of a taxonomy. `words`: other words that people type for it, never shown."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    taxonomy = models.ForeignKey(Taxonomy, on_delete=models.PROTECT, null=True, related_name="terms")
    parent_id = models.UUIDField(null=True)
    code = models.CharField(max_length=100, blank=True)
    name = models.CharField(max_length=300)
    description = models.TextField(blank=True)
    term_uri = models.CharField(max_length=500, blank=True)
    words = models.CharField(max_length=500, blank=True)
    handling = public("id", "taxonomy", "parent_id", "code", "name", "description", "term_uri", "words")

    class Meta:
        indexes = [models.Index(fields=["parent_id"], name="directory_term_parent")]
