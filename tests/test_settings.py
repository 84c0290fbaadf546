"""What of a session's settings holds for which target."""

from datetime import UTC, datetime

import pytest
from net.credentials import issue
from trust.making import make, store_of

from inspector.net.client_certificate import ClientCertificate
from inspector.net.options import FetchOptions
from inspector.net.starttls.protocol import Protocol
from inspector.settings import Settings
from inspector.tui.app import InspectorApp
from inspector.tui.fetching import Fetching
from inspector.tui.start import AppStart


@pytest.fixture(scope="module")
def given() -> Settings:
    """Return settings with everything that a command line can say."""
    own = issue("client.bank.test")
    return Settings(
        options=FetchOptions(
            timeout=3,
            legacy=True,
            starttls=Protocol.SMTP,
            client_certificate=ClientCertificate((own.der,), own.key),
        ),
        roots="system",
        server_name="a.test",
        connect_to="127.0.0.1:1",
        at=datetime(2026, 11, 24, tzinfo=UTC),
        password="hunter2",
        fetch_missing=True,
        all_addresses=True,
    )


def test_another_target_gets_what_is_about_the_session(given: Settings) -> None:
    """Neither name, address and password, nor the client certificate, nor leave to fetch."""
    assert given.for_another_target() == Settings(
        options=FetchOptions(timeout=3, legacy=True, starttls=Protocol.SMTP),
        roots="system",
        at=given.at,
        all_addresses=True,
    )


def test_the_lab_is_reached_directly(given: Settings) -> None:
    """By its own roots and address, in TLS from the first byte."""
    store = store_of(make("Root"))
    found = given.for_lab(store, "127.0.0.1:2")
    assert found.options == FetchOptions(timeout=3, legacy=True)
    assert (found.store, found.connect_to, found.server_name, found.fetch_missing) == (
        store,
        "127.0.0.1:2",
        None,
        False,
    )


def test_the_app_shows_a_client_certificate_to_its_own_target_alone(given: Settings) -> None:
    """Another host that is typed there is asked without it, the same again with it."""
    fetching = Fetching(InspectorApp(AppStart(text="bank.test", settings=given)))
    assert fetching.ask_for("bank.test").settings == given
    assert fetching.ask_for("other.test").settings == given.for_another_target()
