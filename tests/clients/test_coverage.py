"""Which hosts each client pins, by its own rules: exact, one label, any depth, addresses, a dot at the end."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from inspector.chain.path import Layer
from inspector.clients.client import CannotExpress
from inspector.clients.coverage import SAME, Coverage, coverage, remarks, speaking
from inspector.clients.registry import clients
from inspector.clients.rules_of import JUDGES, rules_of
from inspector.pinning.pin_set import PinSet

MakeSet = Callable[..., PinSet]
Path = tuple[Layer, ...]
HOST = "api.example.org"
ONE, TWO = f"a.{HOST}", f"b.a.{HOST}"
NEAR = (f"not{HOST}", "example.org", "www.example.org", f"{HOST}.evil.test")
WHATEVER = "whatever is asked through it"
ASKED = (".NET", "Go", "Node.js", "Python")
EXACT = {
    "OkHttp 5", "OkHttp 4.3 to 4.12", "OkHttp 4.0 to 4.2", "OkHttp 3.9 to 3.14", "Code for OkHttp 3.9-4.2",
    "Network Security Config", "Apple NSPinnedDomains", "Cronet", "Android HttpEngine", "Swift URLSession delegate",
    "TrustKit", "Alamofire", "Ktor Darwin", "React Native iOS", "React Native Android", "curl", "wget", "TLSA records",
}  # fmt: skip
"""Every answer of a client whose code names the host."""

DEEP = {
    "OkHttp 5", "OkHttp 4.3 to 4.12", "Network Security Config", "Cronet", "Android HttpEngine",
    "Swift URLSession delegate", "TrustKit", "Ktor Darwin", "React Native iOS", "React Native Android",
}  # fmt: skip
"""Those that reach any depth once subdomains are meant."""

ONE_LABEL = {"Apple NSPinnedDomains", "Code for OkHttp 3.9-4.2"}
COMMANDS = {"curl", "wget"}
REFUSING = {"Alamofire", "TLSA records"}
"""Those that cannot have subdomains."""

UNSTARRED = {"OkHttp 4.0 to 4.2", "OkHttp 3.9 to 3.14"}
"""Those that take ** for a name."""


def ask(pin_set: PinSet, path: Path, host: str) -> dict[str, Coverage]:
    """Return the answers by their titles."""
    found = coverage(pin_set, speaking(clients().values()), path, host, pin_set.made_at)
    assert len({item.title for item in found}) == len(found)
    return {item.title: item for item in found}


def pinning(answers: dict[str, Coverage]) -> set[str]:
    """Return the titles that pin, without those that pin whatever is asked."""
    assert {title for title, item in answers.items() if item.why == WHATEVER} == set(ASKED)
    return {title for title, item in answers.items() if item.pinned and title not in ASKED}


def test_every_client_is_spoken_of(example_set: MakeSet, example_layers: Path) -> None:
    """By an answer, by that of another, or as one that nobody here knows: none is passed over."""
    known = tuple(clients().values())
    told = " ".join([*ask(example_set("leaf", host=HOST), example_layers, HOST), *remarks(known)])
    assert all(client.title in told for client in known if not client.name.startswith("okhttp-"))
    assert "OkHttp 5" in told
    assert remarks(known) == (
        "As OkHttp: OkHttp Java, Retrofit, Ktor OkHttp.",
        "As TrustKit: TrustKit plist.",
        "No judge for: Certificate file (.cer), Flutter.",
    )
    assert remarks(speaking(known)) == ()


def test_the_named_host_alone(example_set: MakeSet, example_layers: Path) -> None:
    """Without subdomains each client pins its host, by that pattern, and nothing around it."""
    pin_set = example_set("leaf", host=HOST)
    answers = ask(pin_set, example_layers, HOST)
    assert pinning(answers) == EXACT
    assert {item.why for title, item in answers.items() if title not in ASKED} == {f"by {HOST}"}
    for host in (ONE, TWO, *NEAR):
        answers = ask(pin_set, example_layers, host)
        assert pinning(answers) == set(), host
        assert not any(item.pinned is None for item in answers.values())


def test_names_below(example_set: MakeSet, example_layers: Path) -> None:
    """With subdomains: any depth, one label, the host that a command asks, or not at all."""
    pin_set = example_set("leaf", host=HOST, subdomains=True)
    expected = {HOST: DEEP | ONE_LABEL | COMMANDS, ONE: DEEP | ONE_LABEL, TWO: DEEP} | {
        host: set[str]() for host in NEAR
    }
    for host, titles in expected.items():
        answers = ask(pin_set, example_layers, host)
        assert pinning(answers) == titles, host
        assert {title for title, item in answers.items() if item.pinned is None} == REFUSING
        assert all("takes the **" in answers[title].why for title in UNSTARRED) is (host in (HOST, ONE, TWO))


def test_the_pattern_that_counts_is_named(example_set: MakeSet, example_layers: Path) -> None:
    """Wildcards as they stand in the code, and why they reach no further."""
    pin_set = example_set("leaf", host=HOST, subdomains=True)
    old = "Code for OkHttp 3.9-4.2"
    assert ask(pin_set, example_layers, ONE)["OkHttp 5"].why == f"by **.{HOST}"
    assert ask(pin_set, example_layers, HOST)["React Native iOS"].why == f"by {HOST}"
    assert ask(pin_set, example_layers, HOST)["React Native Android"].why == f"by **.{HOST}"
    assert ask(pin_set, example_layers, HOST)[old].why == f"by {HOST}"
    assert ask(pin_set, example_layers, ONE)[old].why == f"by *.{HOST}"
    assert ask(pin_set, example_layers, TWO)[old].why == f"*.{HOST} reaches one label deep and this is deeper."


@pytest.mark.parametrize("address", ["192.0.2.7", "2001:db8::7"])
def test_addresses(example_set: MakeSet, example_layers: Path, address: str) -> None:
    """Pinned exactly where addresses can be, refused where not; OkHttp before 4.3 does not start with an IPv6 one."""
    pin_set = replace(example_set("leaf", host=HOST), host=address)
    answers = ask(pin_set, example_layers, address)
    is_old = address == "192.0.2.7"
    old = UNSTARRED | {"Code for OkHttp 3.9-4.2", "Ktor Darwin"}
    able = {"OkHttp 5", "OkHttp 4.3 to 4.12", "Network Security Config", "curl", "wget"} | (old if is_old else set())
    assert pinning(answers) == able
    assert answers["Network Security Config"].why == f"by {address}, compared as text"
    for title in UNSTARRED:
        assert ("throws as the app starts" in answers[title].why) is not is_old
    assert "cannot pin an IP address" in answers["Apple NSPinnedDomains"].why
    for other in (HOST, "192.0.2.8", "2001:db8::8"):
        assert pinning(ask(pin_set, example_layers, other)) == set(), other
    named = ask(example_set("leaf", host=HOST, subdomains=True), example_layers, address)
    assert pinning(named) == set()


def test_a_dot_at_the_end_is_another_host_to_some(example_set: MakeSet, example_layers: Path) -> None:
    """OkHttp, Ktor, TrustKit and Alamofire compare it; the others drop it (the clients' sources, OkHttp measured)."""
    answers = ask(example_set("leaf", host=HOST), example_layers, f"{HOST}.")
    assert pinning(answers) == {
        "Network Security Config", "Apple NSPinnedDomains", "Cronet", "Android HttpEngine",
        "Swift URLSession delegate", "curl", "wget", "TLSA records",
    }  # fmt: skip
    assert answers["OkHttp 5"].why == f"with its trailing dot {HOST}. is another host."


def test_what_a_client_cannot_have_says_why(example_set: MakeSet, example_layers: Path) -> None:
    """The reason is the writer's own, for those without a judge too."""
    answers = ask(example_set("intermediate", host=HOST, backups=()), example_layers, HOST)
    assert "looks at the leaf's key only" in answers["Python"].why
    assert "demands 2 different pins" in answers["React Native"].why
    for client in speaking(clients().values()):
        with pytest.raises(CannotExpress):
            client.write(example_set(host=HOST, backups=()))
        (first, *_) = coverage(
            example_set(host=HOST, backups=()), [client], example_layers, HOST, example_set().made_at
        )
        assert (first.title, first.pinned) == (client.title, None)


@pytest.mark.parametrize("name", SAME)
def test_the_same_rules_are_the_same(example_set: MakeSet, name: str) -> None:
    """What is said of one holds for the other: rules and refusals."""
    known = clients()
    for host in (HOST, "co.uk", "printer", "192.0.2.7", "2001:db8::7"):
        for options in ({}, {"subdomains": True}, {"backups": ()}):
            pin_set = replace(example_set("leaf", host=HOST, **options), host=host)
            both = []
            for client in (known[name], known[SAME[name]]):
                try:
                    both.append(str(rules_of(pin_set, client)[0]))
                except CannotExpress as error:
                    both.append(error.reason.replace(client.title, "client"))
            assert both[0] == both[1]


@pytest.mark.parametrize("name", ["dotnet", "go", "node", "python"])
def test_code_that_pins_whatever_is_asked_names_no_host(example_set: MakeSet, name: str) -> None:
    """The host stands in its comments and nowhere else."""
    lines = clients()[name].write(example_set("leaf", host=HOST)).text.splitlines()
    assert any(HOST in line for line in lines)
    assert [line for line in lines if HOST in line and not line.lstrip().startswith(("//", "#"))] == []


def test_judges_are_in_the_order_of_the_registry() -> None:
    """Errors and pages name clients in the order in which they are offered."""
    assert list(JUDGES) == [name for name in clients() if name in JUDGES]
