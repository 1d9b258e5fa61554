"""The page that opens without a signal, what a device asks when it is back, and what was taken along."""

from __future__ import annotations

import base64
import uuid
from collections.abc import Sequence
from dataclasses import asdict

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import redirect, render
from django.templatetags.static import static
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_POST

from familyhub.core import carried
from familyhub.core.asker import Asker
from familyhub.core.once import KeyReused, submit_once
from familyhub.core.permissions import signed_in
from familyhub.web.asking import asker_of
from familyhub.web.offline.reading import NotReadable, read, work_of
from familyhub.web.offline.shapes import KINDS, Came, Item

SCRIPT = "offline.js"
ASSETS = ("hub.css", "hub.js", SCRIPT)
DEVICES = ("iPhone", "iPad", "Android", "Windows", "Macintosh", "Linux")
BROWSERS = (("Edg/", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("Chrome/", "Chrome"), ("Safari/", "Safari"))
SENT_ALREADY = "This was sent before in other words. Both are kept: look at what stands first"


def device_of(request: HttpRequest) -> str:
    """What sort of device and browser this is, in words that its owner knows it by."""
    told = request.headers.get("User-Agent", "")
    device = next((name for name in DEVICES if name in told), "another device")
    browser = next((name for mark, name in BROWSERS if mark in told), "another browser")
    return f"{browser} on {device}"


def give(request: HttpRequest, kind: str, items: Sequence[Item]) -> JsonResponse:
    """Hand these over to the device that asks, and write down that it has them. The queries that made the items have
    noted whom they name, so that the taking is a read in the access log.
    """
    asker = asker_of(request)
    given = carried.take(asker, kind, [one.about for one in items], device=device_of(request), at=timezone.now())
    told = {
        "owner": str(asker.number),
        "take": str(given.take),
        "kind": kind,
        "secret": base64.b64encode(given.secret).decode(),
        "lasts": int((given.until - given.at).total_seconds()),
        "words_last": int((given.last - given.at).total_seconds()),
        "items": [asdict(one) | {"about": str(one.about)} for one in items],
    }
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


@signed_in
def shell(request: HttpRequest) -> HttpResponse:
    """The page that opens without a signal. It holds nobody's name: the script fills it from this device."""
    return render(request, "offline/shell.html")


@signed_in
def worker(request: HttpRequest) -> HttpResponse:
    """The script that lets the page open without a signal: it keeps the page, its style and scripts alone."""
    context = {"shell": reverse("offline:shell"), "assets": [static(name) for name in ASSETS]}
    kind = "text/javascript; charset=utf-8"
    return render(request, "offline/worker.js", context, content_type=kind)


@signed_in
def state(request: HttpRequest) -> HttpResponse:
    """Which of what this person took along may still be on a device, and what a form of theirs must carry."""
    asker, now = asker_of(request), timezone.now()
    live = [one for one in carried.carried(asker) if one.is_live(now)]
    gone = [one.about for one in live if not _still(asker, one.kind, one.about)]
    if gone:
        carried.end(asker, gone, at=now)
    told = {"owner": str(asker.number), "csrf": get_token(request)}
    told["live"] = [f"{one.take}.{one.about}" for one in live if one.about not in gone]  # type: ignore[assignment]
    return JsonResponse(told, headers={"Cache-Control": "no-store"})


def _still(asker: Asker, kind: str, about: uuid.UUID) -> bool:
    return kind in KINDS and bool(KINDS[kind].still(asker, about))


@signed_in
@require_POST
def send(request: HttpRequest) -> HttpResponse:
    """What was done and typed without a signal: taken once, however often it is sent."""
    asker = asker_of(request)
    try:
        kind, about, told = read(request.body)
        taken_at = carried.taken_at(asker, kind, about) if kind in KINDS else None
        if taken_at is None:
            return JsonResponse({"state": "gone", "words": "This was not taken along by you"}, status=404)
        work = work_of(told, taken_at)
    except NotReadable:
        return JsonResponse({"state": "refused", "words": "This cannot be read"}, status=400)
    found: list[Came] = []

    def act() -> str:
        found.append(KINDS[kind].receive(request, about, work))
        return f"{found[0].state} {int(found[0].is_over)} {found[0].address}"

    steps = [f"{one.code}@{one.said.isoformat()}" for one in work.steps]
    try:
        form, content = f"offline:{kind}:{about}", {**work.values, "steps": steps}
        stood = submit_once(asker, form, work.key, content, act, at=timezone.now())
    except KeyReused:
        return JsonResponse({"state": "refused", "words": SENT_ALREADY}, status=409)
    was, is_over, address = stood.split(" ", 2)
    came = found[0] if found else Came(was, "It had arrived already", address, is_over == "1")
    if came.is_over and came.state in {"stored", "kept"}:
        carried.end(asker, [about], at=timezone.now())
    return JsonResponse(asdict(came))


@signed_in
def taken(request: HttpRequest) -> HttpResponse:
    """What this person took along: on which device, until when; and to have it removed."""
    now = timezone.now()
    lines = carried.carried(asker_of(request))
    return render(request, "offline/taken.html", {"live": [one for one in lines if one.is_live(now)], "lines": lines})


@signed_in
@require_POST
def remove(request: HttpRequest) -> HttpResponse:
    """All of it goes: each device forgets its copy as soon as it meets us."""
    asker = asker_of(request)
    lines = carried.carried(asker)
    ended = carried.end(asker, [one.about for one in lines], at=timezone.now())
    messages.success(request, "Each device forgets it as soon as it has a signal" if ended else "There was nothing")
    return redirect("offline:taken")
