"""What was passed to another authority and waits for their receipt."""

from __future__ import annotations

import uuid
from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.html import format_html
from django.views.decorators.http import require_POST

from familyhub.components.tables import Column, Table, link, status
from familyhub.components.words import clock_time, short_day
from familyhub.core.clocks import day_of, last_day_of
from familyhub.core.permissions import needs
from familyhub.referrals import actions, queries
from familyhub.referrals.actions.allocation_sight import Refused
from familyhub.referrals.actions.allocation_transfer import NewPassing, NoSuchTransfer, Receipt
from familyhub.referrals.permissions import BOARD, DECIDE
from familyhub.referrals.queries.allocation_one import TransferLine
from familyhub.referrals.terms.allocation import Basis, PassedBy
from familyhub.web.asking import asker_of
from familyhub.web.forms_once import KEY_REUSED, FormKey, KeyReused, sent_once
from familyhub.web.referrals.allocation_forms import PassedForm, ReceivedForm, now_words


@needs(BOARD)
def transfers(request: HttpRequest) -> HttpResponse:
    """Everything that waits for a receipt: concerns that must be phoned through first."""
    lines = queries.open_transfers(asker_of(request))
    columns = [Column("Who"), Column("Authority"), Column("Passed on", short=True), Column("Clock", short=True)]
    rows: list[list[object]] = [
        [
            format_html("{}<br>{}", link(line.who or "Nobody named", f"/transfers/{line.id}/"), line.reference),
            line.authority or "not chosen yet",
            short_day(day_of(line.passed_at)) if line.passed_at else "not yet",
            _clock(line),
        ]
        for line in lines
    ]
    table = Table("Waiting for another authority's receipt", columns, rows, caption_hidden=True)
    return render(request, "referrals/transfers.html", {"lines": lines, "table": table})


def _clock(line: TransferLine) -> object:
    if line.must_phone and line.phone_by:
        kind = "urgent" if line.phone_by < timezone.now() else "soon"
        return status(f"phone by {clock_time(line.phone_by)}, {short_day(day_of(line.phone_by))}", kind)
    day = short_day(last_day_of(line.receipt_by))
    return status(f"receipt overdue since {day}", "urgent") if line.receipt_by < timezone.now() else f"receipt by {day}"


def _transfer(request: HttpRequest, number: uuid.UUID) -> TransferLine:
    line = queries.transfer_for(asker_of(request), number)
    if line is None:
        raise Http404
    return line


def _draw(request: HttpRequest, line: TransferLine, status_code: int = 200, **bound: FormKey) -> HttpResponse:
    context: dict[str, Any] = {
        "transfer": line,
        "clock": _clock(line),
        "guide": queries.place_guide(asker_of(request), line.request),
        "passed_form": PassedForm(initial=now_words() | _begun(line)),
        "received_form": ReceivedForm(initial=now_words()),
        "form": next(iter(bound.values()), None),
    }
    return render(request, "referrals/transfer.html", context | bound, status=status_code)


def _begun(line: TransferLine) -> dict[str, str]:
    """What the team that helped the family said already."""
    return {"authority_name": line.authority, "basis": line.basis_code, "what": line.what}


@needs(BOARD)
def transfer(request: HttpRequest, transfer: uuid.UUID) -> HttpResponse:
    """One transfer: how it was passed on, and the receipt."""
    return _draw(request, _transfer(request, transfer))


def _take(request: HttpRequest, line: TransferLine, name: str, form: FormKey, act: Callable[[], str]) -> HttpResponse:
    if not form.is_valid():
        return _draw(request, line, 422, **{f"{name}_form": form})
    try:
        return redirect(sent_once(request, f"referrals:transfer_{name}", act, about=line.id))
    except NoSuchTransfer as gone:
        raise Http404 from gone
    except KeyReused:
        form.add_error(None, KEY_REUSED)
    except Refused as refused:
        form.add_error(None, str(refused))
    return _draw(request, line, 409, **{f"{name}_form": form})


@needs(DECIDE)
@require_POST
def passed(request: HttpRequest, transfer: uuid.UUID) -> HttpResponse:
    """It was passed on."""
    line = _transfer(request, transfer)
    form = PassedForm(request.POST)

    def act() -> str:
        said = form.cleaned_data
        new = NewPassing(
            authority_name=said["authority_name"],
            way=PassedBy(said["way"]),
            basis=Basis(said["basis"]),
            what=said["what"],
            passed_at=form.moment,
            phoned_to=said["phoned_to"],
        )
        actions.record_passing(transfer=transfer, new=new, by=asker_of(request), at=timezone.now())
        return f"/transfers/{transfer}/"

    return _take(request, line, "passed", form, act)


@needs(DECIDE)
@require_POST
def received(request: HttpRequest, transfer: uuid.UUID) -> HttpResponse:
    """The other authority has it."""
    line = _transfer(request, transfer)
    form = ReceivedForm(request.POST)

    def act() -> str:
        said = form.cleaned_data
        receipt = Receipt(said["received_by"], form.moment, said["their_reference"])
        actions.record_receipt(transfer=transfer, receipt=receipt, by=asker_of(request), at=timezone.now())
        return "/transfers/"

    return _take(request, line, "received", form, act)
