"""`{% load components %}`: the pieces that screens are drawn with. Each is one small template or one line of HTML."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

from django import template
from django.forms import BaseForm
from django.forms.formsets import BaseFormSet
from django.http import HttpRequest
from django.template.context import Context
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from familyhub.components import tables, words

register = template.Library()
register.filter("day", words.day)
register.filter("short_day", words.short_day)
register.filter("moment", words.moment)
register.filter("until", words.until)
register.filter("clock_time", words.clock_time)
register.filter("due_in", words.due_in)
register.filter("days_left", words.days_left)
register.simple_tag(words.age, name="age")
register.simple_tag(words.counted, name="counted")
register.simple_tag(tables.status, name="status")
register.simple_tag(tables.link, name="link")

BUTTONS = {"main": "", "second": " govuk-button--secondary", "grave": " govuk-button--warning"}
BUTTONS["inverse"] = " govuk-button--inverse"
SOON = 2


@register.filter(name="age")
def age_filter(born_on: date, today: date) -> str:
    """`{{ born_on|age:today }}`: "3 years 4 months"."""
    return words.age(born_on, today)


@register.simple_tag
def button(text: str, kind: str = "main", name: str = "", value: str = "") -> SafeString:
    """A button that posts its form. `kind`: main (one a page), second, grave (ends or exposes something), inverse."""
    named = format_html(' name="{}" value="{}"', name, value) if name else ""
    return format_html('<button type="submit" class="govuk-button{}"{}>{}</button>', BUTTONS[kind], named, text)


@register.simple_tag
def link_button(text: str, href: str, kind: str = "main") -> SafeString:
    """A link that looks like a button, for going somewhere."""
    look = BUTTONS[kind]
    return format_html('<a href="{}" class="govuk-button{}" draggable="false">{}</a>', href, look, text)


@register.simple_tag
def back_link(href: str, text: str = "Back") -> SafeString:
    """The link above the heading to where this page was reached from."""
    return format_html('<nav aria-label="Back"><a href="{}" class="govuk-back-link">{}</a></nav>', href, text)


@register.inclusion_tag("components/breadcrumbs.html")
def breadcrumbs(items: Sequence[dict[str, str]]) -> dict[str, Any]:
    """Where this page is: `items` of `{"text", "href"}`, the last without href."""
    return {"items": items}


@register.inclusion_tag("components/summary_list.html")
def summary_list(rows: Sequence[dict[str, Any]]) -> dict[str, Any]:
    """What was said: `rows` of `{"key", "value"}`, and `{"href", "action", "hidden"}` where it can be changed."""
    return {"rows": rows}


@register.inclusion_tag("components/task_list.html")
def task_list(tasks: Sequence[dict[str, Any]], prefix: str = "task") -> dict[str, Any]:
    """What is left to do: `tasks` of `{"text", "href", "hint", "status", "kind"}`."""
    return {"tasks": tasks, "prefix": prefix}


@register.inclusion_tag("components/panel.html")
def panel(title: str, text: str = "", strong: str = "") -> dict[str, Any]:
    """It is done: a title, a line, and what to keep (a reference) in `strong`."""
    return {"title": title, "text": text, "strong": strong}


@register.inclusion_tag("components/clock.html")
def clock(due_on: date, left: int, total: int, unit: str = "working day") -> dict[str, Any]:
    """A clock as a bar: when it is due in words, `left` of `total` units (negative when overdue)."""
    state = "overdue" if left < 0 else "soon" if left <= SOON else "fine"
    return {
        "due": words.short_day(due_on),
        "left": words.days_left(left, unit),
        "used": min(max(total - left, 0), total),
        "total": max(total, 1),
        "state": state,
        "shape": {"overdue": "▲", "soon": "◆", "fine": ""}[state],
    }


@register.inclusion_tag("components/timeline.html")
def timeline(entries: Sequence[dict[str, Any]], level: int = 2) -> dict[str, Any]:
    """What happened, newest first: `entries` of `{"title", "when" (aware), "by", "text", "href"}`.

    And, where it is so, `is_day`: of `when` the day alone is known; `recorded`: on which later day it was written.
    """
    return {"entries": entries, "heading": f"h{level}"}


@register.inclusion_tag("components/identity.html")
def identity(
    name: str, facts: Sequence[str] = (), alerts: Sequence[dict[str, str]] = (), href: str = ""
) -> dict[str, Any]:
    """Who this is, in view while reading: `facts` in words, `alerts` of `{"text", "kind"}` that this reader may see."""
    return {"name": name, "facts": facts, "alerts": alerts, "href": href}


@register.inclusion_tag("components/sub_navigation.html")
def sub_navigation(items: Sequence[dict[str, Any]], label: str = "In this record") -> dict[str, Any]:
    """The rooms of one record: `items` of `{"text", "href", "current"}`."""
    return {"items": items, "label": label}


@register.inclusion_tag("components/table.html", takes_context=True)
def table(context: Context, table: tables.Table) -> dict[str, Any]:
    """A `tables.Table`; heads that sort are links that keep the filters in the address."""
    return {"table": table, "heads": list(_heads(context.get("request"), table.columns, table.sorted_by))}


@register.inclusion_tag("components/table_head.html", takes_context=True)
def table_head(context: Context, columns: Sequence[tables.Column], sorted_by: str = "") -> dict[str, Any]:
    """The head alone, for a table whose body a template writes (each cell with `data-label`)."""
    return {"heads": list(_heads(context.get("request"), columns, sorted_by))}


def _heads(request: HttpRequest | None, columns: Sequence[tables.Column], sorted_by: str) -> Iterator[dict[str, Any]]:
    for column in columns:
        up, down = column.sort == sorted_by, f"-{column.sort}" == sorted_by
        yield {
            "label": column.label,
            "numeric": column.numeric,
            "href": _address(request, sort=f"-{column.sort}" if up else column.sort, page=None) if column.sort else "",
            "order": "ascending" if column.sort and up else "descending" if column.sort and down else "",
        }


def _address(request: HttpRequest | None, **changes: Any) -> str:
    """This page's address with some of its query changed; None takes a name away."""
    if request is None:
        return "?" + "&".join(f"{name}={value}" for name, value in changes.items() if value is not None)
    query = request.GET.copy()
    for name, value in changes.items():
        query.pop(name, None)
        if value is not None:
            query[name] = str(value)
    return f"?{query.urlencode()}"


@register.inclusion_tag("components/pagination.html", takes_context=True)
def pagination(context: Context, paging: tables.Paging, noun: str = "result", plural: str = "") -> dict[str, Any]:
    """Pages of a list, counted by the server; the rest of the address is kept."""
    request = context.get("request")

    rest = _address(request, **{paging.name: None})

    def address(number: int) -> str:
        return f"{rest}{'&' if len(rest) > 1 else ''}{paging.name}={number}"

    pages = [{"number": n, "href": address(n) if n else "", "current": n == paging.page} for n in paging.shown]
    return {
        "paging": paging,
        "pages": pages,
        "counted": words.counted(paging.total, noun, plural),
        "previous": address(paging.page - 1) if paging.page > 1 else "",
        "next": address(paging.page + 1) if paging.page < paging.pages else "",
    }


@register.inclusion_tag("components/empty.html")
def empty(title: str, text: str = "", href: str = "", action: str = "") -> dict[str, Any]:
    """Nothing here yet, and what to do next."""
    return {"title": title, "text": text, "href": href, "action": action}


@register.inclusion_tag("components/banner.html")
def banner(text: Any, kind: str = "note", title: str = "", link_text: str = "", href: str = "") -> dict[str, Any]:
    """News about the page. `kind`: note, or done after something worked."""
    shown = title or ("Done" if kind == "done" else "Important")
    return {"text": text, "kind": kind, "title": shown, "link_text": link_text, "href": href}


@register.inclusion_tag("components/error_summary.html")
def error_summary(*forms: BaseForm | BaseFormSet[Any] | None) -> dict[str, Any]:
    """What to mend, first on the page, each linked to its box; such a form does not draw its summary again."""
    entries: list[dict[str, str]] = []
    for form in forms:
        entries += _entries(form)
    return {"entries": entries}


def _entries(form: Any) -> Iterator[dict[str, str]]:
    if not form:
        return
    form.summary_is_drawn = True
    if hasattr(form, "forms"):
        yield from ({"text": text, "href": ""} for text in (form.non_form_errors() if form.is_bound else ()))
        for each in form.forms:
            yield from _entries(each)
        return
    yield from ({"text": text, "href": ""} for text in form.non_field_errors())
    for name, errors in form.errors.items():
        if name in form.fields:
            yield from ({"text": text, "href": f"#{form[name].first_id}"} for text in errors)


@register.simple_tag
def has_errors(*forms: Any) -> bool:
    """Whether any of these forms came back with something to mend."""
    return any(_wrong(form) for form in forms if form)


def _wrong(form: Any) -> bool:
    if hasattr(form, "forms"):
        return bool(form.is_bound and (form.total_error_count() if form.is_bound else 0))
    return bool(getattr(form, "errors", None))


@register.inclusion_tag("components/formset.html")
def formset(formset: BaseFormSet[Any], noun: str = "entry", least: int = 1) -> dict[str, Any]:
    """Groups of the same questions with "Add another …" and "Remove …" that need no script (see `repeating`)."""
    return {"formset": formset, "noun": noun, "least": least}


@register.simple_block_tag
def inset(content: str) -> SafeString:
    """`{% inset %}…{% endinset %}`: words set apart."""
    return format_html('<div class="govuk-inset-text">{}</div>', content)


@register.simple_block_tag
def warning(content: str) -> SafeString:
    """`{% warning %}…{% endwarning %}`: what goes wrong if this is missed."""
    return format_html(
        '<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>'
        '<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> {}</strong></div>',
        content,
    )


@register.simple_block_tag
def details(content: str, summary: str, is_open: bool = False) -> SafeString:
    """`{% details "Help with this" %}…{% enddetails %}`: more for those who want it."""
    return format_html(
        '<details class="govuk-details"{}><summary class="govuk-details__summary">'
        '<span class="govuk-details__summary-text">{}</span></summary>'
        '<div class="govuk-details__text">{}</div></details>',
        mark_safe(" open") if is_open else "",
        summary,
        content,
    )


@register.simple_block_tag
def interruption(content: str, title: str) -> SafeString:
    """`{% interruption "Who will see this" %}…{% endinterruption %}`: stop and read, before something grave."""
    return format_html('<div class="hub-interruption"><h1 class="govuk-heading-l">{}</h1>{}</div>', title, content)


@register.simple_block_tag
def filters(content: str, clear: str = "", title: str = "Show", auto: bool = True) -> SafeString:
    """`{% filters clear="/board/" %}{{ form }}{% endfilters %}`: choices in the address; `auto` follows each choice."""
    away = format_html('<a class="govuk-link" href="{}">Clear</a>', clear) if clear else ""
    return format_html(
        '<form method="get" class="hub-filters" role="search" aria-label="{}"{}><h2 class="hub-filters__title">{}</h2>'
        '<div class="hub-filters__fields">{}'
        '<button class="govuk-button govuk-button--secondary" type="submit">Apply</button>{}</div></form>',
        f"{title}: choices for this list",
        mark_safe(" data-auto-submit") if auto else "",
        title,
        conditional_escape(content),
        away,
    )
