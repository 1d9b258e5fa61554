"""What is drawn, read as a browser or a screen reader would: names, descriptions, links that land, no inline code."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import QueryDict

from familyhub.components import gallery, repeating
from familyhub.components.tables import Paging

TYPED = "born_on_day=31&born_on_month=2&born_on_year=2021&postcode=DN22&contact=other&about=Typed+words"
Draw = Callable[..., str]
PAGES = ["gallery", "gallery_form", "gallery_grave", "gallery_done"]


@pytest.mark.parametrize("page", PAGES)
def test_every_gallery_page_keeps_the_content_policy(draw: Draw, now: datetime, page: str) -> None:
    html = draw(f"components/{page}.html", gallery.context(now))
    assert re.findall(r"<style| style=| on[a-z]+=\"", html) == []
    assert re.findall(r"<script[^>]*>", html) == ['<script nonce="n0nce" type="module" src="/static/hub.js">']
    assert "{%" not in html and "{{" not in html


@pytest.mark.parametrize("page", PAGES)
def test_every_id_is_used_once_and_every_reference_lands(draw: Draw, now: datetime, page: str) -> None:
    html = draw(f"components/{page}.html", gallery.context(now, gallery.GalleryForm(QueryDict(TYPED))))
    ids = re.findall(r'\bid="([^"]+)"', html)
    assert sorted(set(ids)) == sorted(ids)
    named = re.findall(r'aria-describedby="([^"]+)"', html) + re.findall(r'\bfor="([^"]+)"', html)
    assert {one for each in named for one in each.split()} <= set(ids)


def test_errors_come_first_link_to_their_box_and_keep_what_was_typed(draw: Draw, now: datetime) -> None:
    html = draw("components/gallery_form.html", gallery.context(now, gallery.GalleryForm(QueryDict(TYPED))))
    assert "<title>Error: Ask for help – Open Family Hub</title>" in html
    assert html.count("There is a problem") == 1
    assert '<a href="#id_born_on_day">The child&#x27;s date of birth must be a real date, like 27 3 2021</a>' in html
    assert '<a href="#id_needs_0">Choose what you need help with</a>' in html
    assert html.index("There is a problem") < html.index("<h1")
    assert 'value="DN22"' in html and ">\nTyped words</textarea>" in html
    assert re.search(
        r'id="id_postcode_error"><p class="govuk-error-message"><span class="[^"]+">Error:</span> Enter', html
    )


def test_a_form_by_itself_says_what_is_wrong_too(draw: Draw) -> None:
    html = str(gallery.PersonForm({}))
    assert '<a href="#id_name">Enter this person&#x27;s name</a>' in html


def test_nothing_typed_is_cut_off_by_the_browser(draw: Draw, now: datetime) -> None:
    html = draw("components/gallery_form.html", gallery.context(now))
    assert "maxlength=" not in html.replace("data-maxlength", "") and " required" not in html
    assert 'data-maxlength="2000"' in html and "You can use up to 2000 characters" in html


def test_a_field_that_an_answer_reveals_is_drawn_once_inside_it(draw: Draw, now: datetime) -> None:
    html = draw("components/gallery_form.html", gallery.context(now))
    assert html.count('name="other_way"') == 1
    assert html.index("Another way") < html.index('name="other_way"') < html.index("It is not safe to contact me")


def posted(text: str) -> QueryDict:
    return QueryDict(f"people-TOTAL_FORMS=2&people-INITIAL_FORMS=0&people-0-name=Ann&people-1-name=Bea&{text}")


def test_add_another_needs_no_script_and_complains_of_nothing() -> None:
    data = posted("add=people")
    assert repeating.pressed(data, "people")
    html = str(repeating.redraw(gallery.PeopleFormSet, data, prefix="people"))
    assert 'value="Ann"' in html and 'value="Bea"' in html and 'name="people-2-name"' in html
    assert "There is a problem" not in html and "govuk-error-message" not in html


def test_remove_takes_that_one_and_moves_the_rest_up() -> None:
    html = str(repeating.redraw(gallery.PeopleFormSet, posted("remove=people-0"), prefix="people"))
    assert 'value="Ann"' not in html
    assert re.search(r'name="people-0-name" value="Bea"', html) and "people-1-name" not in html


@pytest.mark.parametrize("text", ["", "add=others", "remove=people-x", "remove=others-0"])
def test_other_buttons_are_left_alone(text: str) -> None:
    assert not repeating.pressed(posted(text), "people")


def test_the_first_button_of_a_group_form_sends_it_so_that_enter_removes_nobody(draw: Draw) -> None:
    html = draw(
        "{% load components %}{% formset formset 'person' %}",
        {"formset": gallery.PeopleFormSet(posted(""), prefix="people")},
    )
    assert re.findall(r"<button[^>]*>", html)[0].count("name=") == 0
    assert "Remove person 1" in html and "Add another person" in html


def test_status_has_a_word_and_a_shape(draw: Draw) -> None:
    html = draw("{% load components %}{% status 'Urgent' 'urgent' %}")
    assert '<span class="hub-status__shape" aria-hidden="true">▲</span>Urgent' in html


def test_sorting_and_paging_keep_the_filters(draw: Draw, now: datetime) -> None:
    context = {"table": gallery.board(now.date()), "paging": Paging(page=5, size=25, total=487)}
    html = draw(
        "{% load components %}{% table table %}{% pagination paging 'request' %}", context, "/?state=new&page=5"
    )
    assert 'aria-sort="ascending"' in html
    assert 'href="?state=new&amp;sort=-due"' in html and 'href="?state=new&amp;sort=child"' in html
    assert 'href="?state=new&amp;page=6" rel="next"' in html
    assert "Showing <strong>101</strong> to <strong>125</strong> of 487 requests" in html


def test_cells_are_escaped_and_carry_their_heads(draw: Draw) -> None:
    table = gallery.Table("T", [gallery.Column("Name"), gallery.Column("Note")], [["<b>", "<script>"]])
    html = draw("{% load components %}{% table table %}", {"table": table})
    assert "&lt;script&gt;" in html and 'data-label="Note"' in html and "<script>" not in html


@pytest.mark.parametrize(
    ("page", "shown"),
    [(1, [1, 2, None, 20]), (2, [1, 2, 3, None, 20]), (10, [1, None, 9, 10, 11, None, 20]), (20, [1, None, 19, 20])],
)
def test_pages_far_away_are_left_out(page: int, shown: list[Any]) -> None:
    assert Paging(page=page, size=25, total=500).shown == shown


def test_an_empty_list_has_one_page() -> None:
    paging = Paging(page=1, size=25, total=0)
    assert (paging.pages, paging.first, paging.last) == (1, 0, 0)


def test_the_way_out_works_without_a_script_and_goes_where_it_is_told(draw: Draw, now: datetime) -> None:
    context = gallery.context(now)
    assert draw("layouts/public.html", context).count('href="https://www.bbc.co.uk/weather"') == 2
    context["frame"]["exit_url"] = "https://news.example/"
    assert draw("layouts/public.html", context).count('href="https://news.example/"') == 2


def test_staff_pages_name_who_is_signed_in_and_where_they_are(draw: Draw, now: datetime) -> None:
    html = draw("layouts/staff.html", gallery.context(now) | {"csrf_token": "t"})
    assert "Sam Specimen" in html and ">Sign out</button>" in html
    assert re.search(r'href="#Bo" aria-current="page">Board', html)
    assert "Everyone here is invented" in html and "7 districts, 18 clusters, 58 areas" in html


def test_a_real_site_has_no_demonstration_strip(draw: Draw, now: datetime) -> None:
    context = gallery.context(now)
    context["frame"]["demo"] = False
    assert "Everyone here is invented" not in draw("layouts/staff.html", context)


def test_a_page_with_one_form_shows_its_errors_once(draw: Draw) -> None:
    template = '{% extends "layouts/staff.html" %}{% block content %}{{ form }}{% endblock %}'
    html = draw(template, {"form": gallery.PersonForm({}), "frame": gallery.frame()})
    assert html.count("There is a problem") == 1 and "<title>Error: " in html


def test_a_page_without_a_form_has_no_error(draw: Draw) -> None:
    html = draw("layouts/staff.html", {"frame": gallery.frame()})
    assert "There is a problem" not in html and "Error:" not in html
