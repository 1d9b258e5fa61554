"""Our own OpenAPI 3.1 document, made from the same declarations that read the requests."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from familyhub.api.answering import JSON, NDJSON
from familyhub.api.paging import V1, V3, Names
from familyhub.api.parameters import STRING, UUID, Parameter
from familyhub.api.problems import MEDIA_TYPE

Schema = dict[str, Any]
PAGES = {"page3": V3, "page1": V1}
PROBLEM: Schema = {
    "type": "object",
    "required": ["type", "title", "status", "detail"],
    "properties": {
        "type": STRING,
        "title": STRING,
        "status": {"type": "integer"},
        "detail": STRING,
        "invalid_params": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["name", "reason"],
                "properties": {"name": STRING, "reason": STRING},
            },
        },
    },
}
DETAILS: Schema = {
    "about": {"type": "object", "required": ["version", "openapi_url"], "properties": {"version": STRING}},
    "names": {"type": "array", "items": STRING},
}

NO_SCHEMAS: Mapping[str, Schema] = {}


@dataclass(frozen=True)
class Described:
    """`holds`: what kind of document; `page`: a list of them, in the words of which version."""

    holds: str
    about: str
    parameters: tuple[Parameter, ...] = ()
    page: str = ""


def _schema(described: Described, schemas: Mapping[str, Schema]) -> Schema:
    one = DETAILS.get(described.holds) or {"type": "object", "required": ["id"], "properties": {"id": UUID}}
    if described.holds in schemas:
        one = {"$ref": f"#/components/schemas/{described.holds}"}
    if not described.page:
        return one
    names: Names = PAGES[described.page]
    numbers = {name: {"type": "integer"} for name in (names.total, names.pages, names.number, names.size)}
    marks = {name: {"type": "boolean"} for name in (names.first, names.last, names.empty)}
    properties = {**numbers, **marks, names.contents: {"type": "array", "items": one}}
    return {"type": "object", "required": [*properties], "properties": properties}


def _parameter(parameter: Parameter) -> Schema:
    schema = dict(parameter.schema)
    if parameter.default not in (None, ""):
        schema["default"] = parameter.default
    found = {"name": parameter.name, "in": "query", "required": False, "description": parameter.about, "schema": schema}
    return {**found, "style": "form", "explode": True} if parameter.many else found


def _refused(words: str) -> Schema:
    return {"description": words, "content": {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}}


def _operation(path: str, described: Described, schemas: Mapping[str, Schema]) -> Schema:
    content: Schema = {JSON: {"schema": _schema(described, schemas)}}
    if any(parameter.name == "format" for parameter in described.parameters):
        content[NDJSON] = {"schema": STRING}
    responses: Schema = {
        "200": {"description": described.about, "content": content},
        "304": {"description": "Nothing has changed since"},
        "400": _refused("Parameters that cannot be used, each with its reason"),
    }
    parameters = [_parameter(parameter) for parameter in described.parameters]
    if "{number}" in path:
        responses["404"] = _refused("Nothing of that number is published")
        parameters.insert(0, {"name": "number", "in": "path", "required": True, "schema": UUID})
    name = path.strip("/").replace("/{number}", "_one").replace("/", "_") or "about"
    return {"get": {"operationId": name, "summary": described.about, "parameters": parameters, "responses": responses}}


def document(
    version: str, base: str, addresses: Mapping[str, Described], schemas: Mapping[str, Schema] = NO_SCHEMAS
) -> Schema:
    """The whole document for the addresses under `base`. `schemas`: of the documents, by what an address holds."""
    about = "Public services for families, on the open standard. Open to everybody; names nobody."
    return {
        "openapi": "3.1.0",
        "info": {"title": "Open Family Hub: public directory", "version": version, "description": about},
        "servers": [{"url": base}],
        "paths": {path: _operation(path, described, schemas) for path, described in addresses.items()},
        "components": {"schemas": {"Problem": PROBLEM, **schemas}},
    }
