"""The council's own directory: a real provider in a process of its own, and every token that must not be believed."""

from __future__ import annotations

import dataclasses
import importlib
import json
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest
from allauth.mfa.models import Authenticator
from django.core.cache import cache
from django.test import Client
from django.urls import clear_url_caches

from familyhub.accounts.models import DirectoryPerson, SignInRecord, Staff
from familyhub.config import urls
from familyhub.web import signin
from tests.database import ROOT
from tests.directory.forge import FORGED, REPLAYED, RIGHT
from tests.directory.keys import CLIENT, SECRET
from tests.integration.signin.people import PASSWORD, Person, a_person, give_password, sign_in, text
from tests.live import free_port

pytestmark = pytest.mark.django_db


class _Stay(urllib.request.HTTPRedirectHandler):
    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        """The answer itself is wanted."""


class Directory:
    """The running provider, as the tests steer it."""

    def __init__(self, address: str) -> None:
        self.address = address
        self.open = urllib.request.build_opener(_Stay).open

    def shall(self, forge: str = "", **claims: Any) -> None:
        """What the next tokens are."""
        told = json.dumps({"forge": forge, "claims": claims}).encode()
        self.open(urllib.request.Request(f"{self.address}/control", data=told), timeout=10)

    def answer(self, asked: str, person: str = "one") -> str:
        """Whoever is asked there says that they are `person`: the address to which the browser is sent back."""
        try:
            self.open(f"{asked}&as={person}", timeout=10)
        except urllib.error.HTTPError as found:
            return str(found.headers["Location"])
        raise AssertionError("the provider did not send the browser back")


@pytest.fixture(scope="module")
def process() -> Iterator[Directory]:
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    started = subprocess.Popen([sys.executable, "-m", "tests.directory.server", str(port)], cwd=ROOT)
    try:
        wait_for(address)
        yield Directory(address)
    finally:
        started.terminate()
        started.wait(10)


def wait_for(address: str) -> None:
    deadline = time.monotonic() + 30
    while time.monotonic() < deadline:
        try:
            with urllib.request.urlopen(f"{address}/keys", timeout=1):
                return
        except OSError:
            time.sleep(0.05)
    raise AssertionError("the provider did not start")


Deploy = Callable[..., None]


@pytest.fixture
def deploy(settings: Any, process: Directory) -> Iterator[Deploy]:
    """The deployment has a directory; more settings by name."""

    def with_settings(**more: Any) -> None:
        settings.DIRECTORY = True
        settings.BREAK_GLASS = frozenset(more.pop("break_glass", []))
        named = {"oidc_issuer": process.address, "oidc_client_id": CLIENT, "oidc_client_secret": SECRET}
        told = {"site_url": "http://testserver", "oidc_name": "your Example council account", **named, **more}
        settings.ENVIRONMENT = dataclasses.replace(settings.ENVIRONMENT, **told)
        importlib.reload(urls)
        clear_url_caches()

    cache.clear()
    yield with_settings
    settings.DIRECTORY = False
    importlib.reload(urls)
    clear_url_caches()


@pytest.fixture
def directory(deploy: Deploy, process: Directory) -> Directory:
    deploy()
    process.shall()
    return process


def by_directory(client: Client, directory: Directory, person: str = "one", start: str = "/directory/start/") -> Any:
    return client.get(directory.answer(client.get(start)["Location"], person))


def last_reason() -> str:
    return SignInRecord.objects.filter(what="refused").order_by("-at")[0].how


def test_without_a_directory_there_is_no_button_and_no_address(client: Client) -> None:
    for page in ("start", "again", "back"):
        assert client.get(f"/directory/{page}/").status_code == 404
    assert "/directory/" not in text(client.get("/accounts/login/"))


def test_the_button_says_whose_account_it_is(client: Client, directory: Directory) -> None:
    page = text(client.get("/accounts/login/?next=/staff/"))
    assert 'href="/directory/start/?next=/staff/"' in page
    assert "Sign in with your Example council account" in page


def test_what_is_asked_of_the_directory(client: Client, directory: Directory) -> None:
    asked = parse_qs(urlsplit(client.get("/directory/start/")["Location"]).query)
    assert asked["code_challenge_method"] == ["S256"]
    assert asked["redirect_uri"] == ["http://testserver/directory/back/"]
    assert len({asked[name][0] for name in ("state", "nonce", "code_challenge")}) == 3
    assert min(len(asked[name][0]) for name in ("state", "nonce", "code_challenge")) >= 43
    again = parse_qs(urlsplit(client.get("/directory/start/")["Location"]).query)
    assert again["nonce"] != asked["nonce"]
    assert again["state"] != asked["state"]


def test_somebody_invited_signs_in_with_both_factors_given_there(client: Client, directory: Directory) -> None:
    person = a_person(factor=False)
    directory.shall(email=person.staff.email.upper())
    answer = by_directory(client, directory, start="/directory/start/?next=/staff/")
    assert (answer.status_code, answer["Location"]) == (302, "/staff/")
    assert client.get("/staff/").status_code == 200
    assert client.get("/staff/add/").status_code == 200
    bound = DirectoryPerson.objects.get(staff=person.staff)
    assert (bound.issuer, bound.subject) == (directory.address, "subject-one")
    assert list(SignInRecord.objects.filter(staff=person.staff).order_by("at").values_list("what", "how")) == [
        ("factor_added", "directory"),
        ("in", "directory"),
    ]


@pytest.mark.parametrize("way", [way for way in RIGHT if way])
def test_every_right_way_of_signing_is_believed(client: Client, directory: Directory, way: str) -> None:
    directory.shall(way, email=a_person(factor=False).staff.email)
    assert by_directory(client, directory)["Location"] == "/"


@pytest.mark.parametrize("way", FORGED)
def test_a_forged_token_is_not_believed(client: Client, directory: Directory, way: str) -> None:
    person = a_person(factor=False)
    directory.shall(way, email=person.staff.email)
    answer = by_directory(client, directory)
    assert answer.status_code == 400
    assert "You are not signed in" in text(answer)
    assert "_auth_user_id" not in client.session
    assert not DirectoryPerson.objects.exists()
    assert client.get("/me/").status_code == 302


def test_there_are_at_least_25_forgeries() -> None:
    assert len(FORGED) >= 25


def test_the_token_of_another_sign_in_is_not_believed(client: Client, directory: Directory) -> None:
    person = a_person(factor=False)
    directory.shall(email=person.staff.email)
    by_directory(client, directory)
    directory.shall(REPLAYED)
    other = Client()
    assert by_directory(other, directory).status_code == 400
    assert other.get("/me/").status_code == 302


def test_an_answer_counts_once(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email)
    address = directory.answer(client.get("/directory/start/")["Location"])
    assert client.get(address).status_code == 302
    client.post("/accounts/logout/")
    assert client.get(address).status_code == 400
    assert last_reason() == "state"


def test_a_code_counts_once_even_with_a_new_state(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email)
    asked = client.get("/directory/start/")["Location"]
    used = parse_qs(urlsplit(directory.answer(asked)).query)["code"][0]
    state = parse_qs(urlsplit(asked).query)["state"][0]
    assert client.get("/directory/back/", {"code": used, "state": state}).status_code == 302
    other = Client()
    state = parse_qs(urlsplit(other.get("/directory/start/")["Location"]).query)["state"][0]
    assert other.get("/directory/back/", {"code": used, "state": state}).status_code == 400


def test_an_answer_to_another_browser_is_not_taken(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email)
    address = directory.answer(client.get("/directory/start/")["Location"])
    victim = Client()
    assert victim.get(address).status_code == 400
    victim.get("/directory/start/")
    assert victim.get(address).status_code == 400
    assert victim.get("/me/").status_code == 302


def test_a_code_begun_in_another_browser_fails_the_verifier(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email)
    code = parse_qs(urlsplit(directory.answer(client.get("/directory/start/")["Location"])).query)["code"][0]
    other = Client()
    state = parse_qs(urlsplit(other.get("/directory/start/")["Location"]).query)["state"][0]
    assert other.get("/directory/back/", {"code": code, "state": state}).status_code == 400
    assert last_reason().startswith("/token")


@pytest.mark.parametrize(
    "more", [{"iss": "http://127.0.0.1:1"}, {"error": "access_denied"}, {"state": "é"}, {"code": ""}]
)
def test_an_answer_that_is_not_right_is_refused(client: Client, directory: Directory, more: dict[str, str]) -> None:
    address = directory.answer(client.get("/directory/start/")["Location"])
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    assert client.get("/directory/back/", asked | more).status_code == 400


def test_an_answer_after_ten_minutes_is_refused(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email)
    address = directory.answer(client.get("/directory/start/")["Location"])
    session = client.session
    session["hub_directory"] = {**session["hub_directory"], "at": time.time() - 601}
    session.save()
    assert client.get(address).status_code == 400


def test_nobody_gets_an_account_by_it(client: Client, directory: Directory) -> None:
    directory.shall(email="stranger@hub.example")
    before = Staff.objects.count()
    assert by_directory(client, directory).status_code == 400
    assert Staff.objects.count() == before
    assert last_reason() == "NotInvited"


@pytest.mark.parametrize("proved", [False, None, "true", 1])
def test_an_address_that_the_directory_does_not_vouch_for_names_nobody(
    client: Client, directory: Directory, proved: Any
) -> None:
    directory.shall(email=a_person(factor=False).staff.email, email_verified=proved)
    assert by_directory(client, directory).status_code == 400


def test_a_deployment_may_say_that_its_directory_proves_every_address(
    client: Client, deploy: Deploy, process: Directory
) -> None:
    deploy(oidc_proves_addresses=True)
    email = a_person(factor=False).staff.email
    process.shall(email=email, email_verified=False)
    assert by_directory(client, process).status_code == 400
    process.shall(email=email, email_verified=None)
    assert by_directory(client, process).status_code == 302


def test_once_bound_the_directorys_number_counts_and_no_address(client: Client, directory: Directory) -> None:
    person, other = a_person(factor=False), a_person(factor=False)
    directory.shall(email=person.staff.email)
    by_directory(client, directory)
    directory.shall(email=other.staff.email)
    again = Client()
    by_directory(again, directory)
    assert person.staff.name in text(again.get("/me/"))
    assert not DirectoryPerson.objects.filter(staff=other.staff).exists()


def test_a_second_person_with_the_same_address_is_refused(client: Client, directory: Directory) -> None:
    person = a_person(factor=False)
    directory.shall(email=person.staff.email)
    by_directory(client, directory, "one")
    other = Client()
    assert by_directory(other, directory, "two").status_code == 400
    assert last_reason() == "BoundToAnother"
    assert DirectoryPerson.objects.get(staff=person.staff).subject == "subject-one"


def test_a_closed_account_stays_closed(client: Client, directory: Directory) -> None:
    person = a_person(factor=False)
    directory.shall(email=person.staff.email)
    by_directory(client, directory)
    Staff.objects.filter(id=person.staff.id).update(is_active=False)
    assert by_directory(Client(), directory).status_code == 400


@pytest.mark.parametrize("ways", [{"amr": ["pwd"]}, {"amr": None}, {"amr": "mfa"}, {"amr": None, "acr": "1"}])
def test_with_one_factor_there_our_own_is_asked(client: Client, directory: Directory, ways: dict[str, Any]) -> None:
    person = a_person()
    directory.shall(email=person.staff.email, **ways)
    assert by_directory(client, directory)["Location"] == "/accounts/second-factor/"
    assert client.get("/staff/").status_code == 302
    client.post("/accounts/second-factor/", {"code": person.next_code()})
    assert client.get("/staff/").status_code == 200


def test_with_one_factor_there_and_none_here_one_is_set_up_first(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email, amr=["pwd"])
    by_directory(client, directory)
    assert client.get("/staff/", follow=True).redirect_chain[-1][0] == "/accounts/second-factor/set-up/"
    assert "Set up your second factor" in text(client.get("/accounts/second-factor/set-up/"))


def test_a_deployment_names_the_words_for_two_factors(client: Client, deploy: Deploy, process: Directory) -> None:
    deploy(oidc_multi_factor="urn:example:two, phr")
    process.shall(email=a_person(factor=False).staff.email, amr=["pwd"], acr="urn:example:two")
    by_directory(client, process)
    assert client.get("/staff/").status_code == 200


def test_signing_in_gives_the_session_a_new_key(client: Client, directory: Directory) -> None:
    directory.shall(email=a_person(factor=False).staff.email)
    address = directory.answer(client.get("/directory/start/")["Location"])
    before = client.session.session_key
    client.get(address)
    assert client.session.session_key != before


def later(monkeypatch: pytest.MonkeyPatch, seconds: float = 901) -> None:
    real = signin.now
    monkeypatch.setattr(signin, "now", lambda: real() + seconds)


def bound(client: Client, directory: Directory, factor: bool = False) -> Person:
    person = a_person(factor=factor)
    directory.shall(email=person.staff.email)
    by_directory(client, directory)
    return person


def test_the_directory_can_be_the_step_up(
    client: Client, directory: Directory, monkeypatch: pytest.MonkeyPatch
) -> None:
    bound(client, directory)
    later(monkeypatch)
    asked = client.get("/staff/add/")["Location"]
    assert "Show it with your Example council account" in text(client.get(asked))
    to = client.get("/directory/again/?next=/staff/add/")["Location"]
    assert {"prompt": ["login"], "max_age": ["0"]}.items() <= parse_qs(urlsplit(to).query).items()
    assert client.get(directory.answer(to))["Location"] == "/staff/add/"
    assert client.get("/staff/add/").status_code == 200


@pytest.mark.parametrize(
    ("who", "claims"),
    [
        ("one", {"auth_time": 1_700_000_000}),
        ("one", {"auth_time": None}),
        ("one", {"auth_time": "now"}),
        ("one", {"amr": ["pwd"]}),
        ("two", {}),
    ],
)
def test_a_step_up_that_proves_nothing_opens_nothing(
    client: Client, directory: Directory, monkeypatch: pytest.MonkeyPatch, who: str, claims: dict[str, Any]
) -> None:
    bound(client, directory)
    directory.shall(email=a_person(factor=False).staff.email, **claims)
    later(monkeypatch)
    assert by_directory(client, directory, who, "/directory/again/").status_code == 400
    assert client.get("/staff/add/")["Location"].startswith("/me/prove/")
    assert client.get("/staff/").status_code == 200


def test_where_local_sign_in_is_off_passwords_and_passkeys_open_nothing(
    client: Client, deploy: Deploy, process: Directory
) -> None:
    person, admin = a_person(), a_person()
    deploy(local_sign_in=False, break_glass=[admin.staff.email])
    page = client.post("/accounts/login/", {"login": person.staff.email, "password": PASSWORD})
    unknown = client.post("/accounts/login/", {"login": "nobody@hub.example", "password": PASSWORD})
    for answer in (page, unknown):
        assert "Sign in with your Example council account: passwords are not used here" in text(answer)
    assert give_password(client, admin)["Location"] == "/accounts/second-factor/"
    other = Client()
    sign_in(other, admin)
    assert other.get("/staff/").status_code == 200
    client.post("/accounts/password/reset/", {"email": person.staff.email})
    process.shall(email=person.staff.email)
    third = Client()
    by_directory(third, process)
    assert third.get("/staff/").status_code == 200


def test_a_directory_that_does_not_answer_is_said_and_nothing_breaks(client: Client, deploy: Deploy) -> None:
    deploy(oidc_issuer=f"http://127.0.0.1:{free_port()}")
    answer = client.get("/directory/start/")
    assert answer.status_code == 400
    assert "You are not signed in" in text(answer)


def test_a_directory_that_names_another_issuer_is_not_used(client: Client, deploy: Deploy, process: Directory) -> None:
    deploy(oidc_issuer=process.address.replace("127.0.0.1", "localhost"))
    assert client.get("/directory/start/").status_code == 400


def test_letting_go_of_the_second_factor_lets_go_of_the_directory_too(client: Client, directory: Directory) -> None:
    person, admin = bound(client, directory, factor=True), a_person()
    other = sign_in(Client(), admin)
    other.post(f"/staff/{person.staff.id}/second-factor/remove/")
    assert not DirectoryPerson.objects.filter(let_go_at=None).exists()
    assert not Authenticator.objects.filter(user=person.staff).exists()
    assert client.get("/staff/").status_code == 302
