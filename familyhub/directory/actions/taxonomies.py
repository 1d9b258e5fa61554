"""Keep the taxonomies: our own as the code says, and those that documents name."""

from __future__ import annotations

import uuid
from collections.abc import Iterable
from typing import Any

from familyhub.directory.models import Taxonomy, Term
from familyhub.directory.terms import TAXONOMIES, TERMS, own_id

Document = dict[str, Any]


def keep_own_taxonomies() -> None:
    """Write every taxonomy of ours as the code says it; safe to repeat."""
    Taxonomy.objects.bulk_create(
        [Taxonomy(id=one.id, code=one.code, name=one.name, description=one.about) for one in TAXONOMIES.values()],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["name", "description"],
    )
    Term.objects.bulk_create(
        [
            Term(
                id=number,
                taxonomy_id=taxonomy.id,
                code=term.code,
                name=term.name,
                description=term.about or term.name,
                words=", ".join(term.also),
            )
            for number, (taxonomy, term) in TERMS.items()
        ],
        update_conflicts=True,
        unique_fields=["id"],
        update_fields=["taxonomy_id", "code", "name", "description", "words"],
    )


def keep_terms_of(documents: Iterable[Document]) -> None:
    """Keep the terms that these documents stand under and that are not known yet. Ours are never overwritten."""
    found = {
        uuid.UUID(attribute["taxonomy_term"]["id"]): attribute["taxonomy_term"]
        for document in documents
        for attribute in document.get("attributes", ())
    }
    if any(number in TERMS for number in found):
        keep_own_taxonomies()
    new = {number: term for number, term in found.items() if number not in TERMS}
    named = {_taxonomy_id(term): term.get("taxonomy", "") for term in new.values() if term.get("taxonomy")}
    Taxonomy.objects.bulk_create(
        [Taxonomy(id=number, name=name, description=name) for number, name in named.items()], ignore_conflicts=True
    )
    Term.objects.bulk_create([_term(number, term) for number, term in new.items()], ignore_conflicts=True)


def _taxonomy_id(term: Document) -> uuid.UUID:
    return uuid.UUID(term["taxonomy_id"]) if "taxonomy_id" in term else own_id("theirs", term.get("taxonomy", ""))


def _term(number: uuid.UUID, term: Document) -> Term:
    return Term(
        id=number,
        taxonomy_id=_taxonomy_id(term) if term.get("taxonomy") else None,
        parent_id=uuid.UUID(term["parent_id"]) if "parent_id" in term else None,
        code=term.get("code", ""),
        name=term["name"],
        description=term.get("description", "") or term["name"],
        term_uri=term.get("term_uri", ""),
    )
