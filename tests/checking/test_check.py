"""The use case by itself: which hosts are asked, which rules judged, and how it ends."""

import sys
import threading

import pytest
from checking.fakes import FakeReader, compare, means, seen
from trust.making import AT, HOST

from inspector.checking.checking import MOST_HOSTS, Means, Named, check
from inspector.checking.gathering import Gathered
from inspector.checking.looking import AT_ONCE, look_at_all
from inspector.checking.report import Ending, Report
from inspector.clients.readers import readers
from inspector.clients.rule import Outcome
from inspector.clients.source import Source
from inspector.inspection import Inspection
from inspector.net.cancel import Cancel


def gathered(*texts: str) -> Gathered:
    """Return texts as those of a project; one alone as a file."""
    sources = tuple(Source(f"file{number}", text) for number, text in enumerate(texts))
    return Gathered("project", len(texts) > 1, sources, ())


def outcomes(report: Report) -> list[tuple[str, Outcome | None]]:
    """Return host and outcome of every verdict."""
    return [(verdict.host, verdict.outcome) for _, _, verdict in report.verdicts]


@pytest.mark.parametrize(
    ("text", "outcome", "ending"),
    [
        (f"fake\na {HOST} leaf stray", Outcome.CONNECTS, Ending.FINE),
        (f"fake\na {HOST} stray", Outcome.REFUSED, Ending.BAD),
        ("fake\na absent.test stray", None, Ending.NO_CHAIN),
        (f"fake\nunknown {HOST} leaf", None, Ending.BAD),
        (f"fake\na https://{HOST}/path leaf", Outcome.NOT_PINNED, Ending.BAD),
    ],
    ids=["connects", "refused", "no chain", "no judge", "url"],
)
def test_each_outcome_has_its_ending(text: str, outcome: Outcome | None, ending: Ending) -> None:
    """One rule, one host; nothing but a connection is fine."""
    report = check(gathered(text), (), means())
    assert [found for _, found in outcomes(report)] == [outcome]
    assert report.ending is ending


def test_bad_outweighs_unreachable() -> None:
    """What is known to be refused is told first, whatever else could not be asked."""
    report = check(gathered(f"fake\na absent.test leaf\na {HOST} stray"), (), means())
    assert report.ending is Ending.BAD


def test_a_wildcard_gives_the_name_behind_it() -> None:
    """The judge says that it does not cover it: that is not pinned, and no silent success."""
    report = check(gathered(f"fake\na *.{HOST} leaf"), (), means())
    assert outcomes(report) == [(HOST, Outcome.NOT_PINNED)]


def test_a_rule_without_pins_asks_nobody() -> None:
    """A config that only allows or forbids clear text is no reason to connect."""
    report = check(gathered(f"fake\na 10.0.2.2\na {HOST} leaf stray"), (), means())
    assert outcomes(report) == [(HOST, Outcome.CONNECTS)]
    assert report.ending is Ending.FINE


def test_nothing_pinned_at_all_is_bad() -> None:
    """A file that configures the client and pins nothing."""
    report = check(gathered(f"fake\na {HOST}"), (), means())
    assert report.ending is Ending.BAD
    assert report.unpinned == "Nothing in project pins anything, as far as it can be followed."


def test_pins_whose_host_is_not_known_are_no_success() -> None:
    """Nothing was judged: that is said, and so is the rule that names no host."""
    report = check(gathered("fake\na .. leaf stray"), (), means())
    assert report.ending is Ending.BAD
    assert report.unpinned == "No host could be judged: name the hosts of project behind it."
    (unjudged,) = (rule for file in report.files for one in file.sets for rule in one.unjudged)
    assert [problem.code for problem in unjudged.problems] == ["no-host"]


def test_where_nothing_is_read_nobody_is_asked() -> None:
    """A target beside a file that holds no pins is not contacted."""
    report = check(gathered("nothing"), (Named(HOST, HOST),), means())
    assert report.sights == ()
    assert report.ending is Ending.NOTHING_READ


def test_a_named_target_is_judged_by_the_rules_that_cover_it() -> None:
    """Rules about other hosts are left out, and their hosts not asked."""
    files = gathered(f"fake\na other.test leaf\nb {HOST} leaf stray")
    report = check(files, (Named(HOST, HOST),), means())
    assert outcomes(report) == [(HOST, Outcome.CONNECTS)]
    assert [sight.target for sight in report.sights] == [HOST]
    assert [rule.rule.pattern for file in report.files for one in file.sets for rule in one.unjudged] == ["other.test"]


def test_a_named_target_that_nothing_covers_is_not_pinned_by_each_client() -> None:
    """Once for each client, not for each of its rule sets."""
    report = check(gathered("fake\na x.test leaf\na y.test leaf\nb z.test leaf"), (Named(HOST, HOST),), means())
    assert outcomes(report) == [(HOST, Outcome.NOT_PINNED)] * 2


def test_the_files_with_something_wrong_come_first() -> None:
    """Otherwise they stay in their order."""
    good, bad = f"fake\na {HOST} leaf stray", f"fake\na {HOST} stray"
    report = check(gathered(good, bad, good), (), means())
    assert [file.file.name for file in report.files] == ["file1", "file0", "file2"]


@pytest.mark.parametrize(
    ("word", "reason"), [("unreadable", "not closed"), ("fault", "fault of Pinspector"), ("deep", "too deeply")]
)
def test_what_a_reader_cannot_read_is_one_line_and_the_rest_is_checked(word: str, reason: str) -> None:
    """Whatever a reader raises."""
    report = check(gathered(f"fake {word}", f"fake\na {HOST} leaf stray"), (), means())
    (line,) = report.unread
    assert reason in line.reason
    assert report.ending is Ending.FINE
    assert check(gathered(f"fake {word}"), (), means()).ending is Ending.NOTHING_READ


def test_pins_that_no_installed_parser_reads_are_no_success(monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is checked; what was not read holds pins, so it is not fine."""
    monkeypatch.setitem(sys.modules, "tree_sitter", None)
    kotlin = Source("A.kt", 'import okhttp3.CertificatePinner\nval p = CertificatePinner.Builder().add("a.test", "x")')
    sources = (kotlin, Source("B", f"fake\na {HOST} leaf stray"))
    base = means()
    known = Means((*readers(), FakeReader()), base.judge, base.inspect, base.at)
    report = check(Gathered("project", True, sources, ()), (), known)
    (line,) = report.unread
    assert (line.name, line.unchecked) == ("A.kt", True)
    assert "pip install" in line.hint
    assert outcomes(report) == [(HOST, Outcome.CONNECTS)]
    assert report.ending is Ending.BAD


def test_a_host_is_asked_once_however_many_rules_name_it() -> None:
    """Two files, three rules, one connection."""
    asked: list[str] = []

    def look(target: str) -> Inspection:
        asked.append(target)
        return seen()

    line = f"a {HOST} leaf stray"
    report = check(gathered(f"fake\n{line}\n{line}", f"fake\n{line}"), (), means(look))
    assert asked == [f"{HOST}:443"]
    assert len(outcomes(report)) == 3


def test_so_many_hosts_that_not_all_are_asked_are_no_success() -> None:
    """The rest has no answer, and says why."""
    lines = "\n".join(f"a h{number}.test leaf stray" for number in range(MOST_HOSTS + 1))
    report = check(gathered(f"fake\n{lines}"), (), means(lambda _: seen()))
    assert [sight.target for sight in report.sights if sight.inspection is None] == [f"h{MOST_HOSTS}.test:443"]
    assert report.ending is Ending.NO_CHAIN


def test_a_pin_set_without_a_spare_is_warned_of() -> None:
    """Two layers of the same chain are no backup (RFC 7469, section 2.5); it is fine all the same."""
    report = check(gathered(f"fake\na {HOST} leaf root"), (), means())
    ((_, one, verdict),) = report.verdicts
    assert [problem.code for problem in verdict.problems] == ["no-backup"]
    assert report.ending is Ending.FINE
    assert not one.is_bad


@pytest.mark.parametrize(
    ("name", "variant"),
    [
        ("app/src/main/A.kt", ""),
        ("app/src/test/java/A.kt", "tests"),
        ("app/src/androidTest/A.kt", "tests"),
        ("app/src/debug/res/xml/a.xml", "debug build"),
        ("src/paidDebug/A.kt", "debug build"),
        ("src/testament/A.kt", ""),
        ("src/test", ""),
    ],
)
def test_source_sets_that_are_not_shipped_are_neither_bad_nor_asked(name: str, variant: str) -> None:
    """Tests and debug builds may be open, and their hosts are often on the developer's machine."""
    sources = (Source(name, "fake\na absent.test stray"), Source("B.kt", f"fake\na {HOST} leaf stray"))
    report = check(Gathered("project", True, sources, ()), (), means())
    assert {one.rules.variant for file in report.files for one in file.sets} == {"", variant}
    assert report.ending is (Ending.FINE if variant else Ending.NO_CHAIN)
    assert len(report.sights) == (1 if variant else 2)


def test_a_file_that_was_named_itself_is_judged_wherever_it_stands() -> None:
    """Who names a test's file wants to know."""
    source = Source("src/test/A.kt", f"fake\na {HOST} stray")
    assert check(Gathered("src/test/A.kt", False, (source,), ()), (), means()).ending is Ending.BAD


def test_offline_asks_nobody_and_judges_nothing() -> None:
    """The rules are all there, with what they tell by themselves."""
    report = check(gathered(f"fake\na {HOST} leaf"), (), Means((FakeReader(),), compare, None, AT))
    assert outcomes(report) == []
    assert report.offline
    assert [len(one.unjudged) for file in report.files for one in file.sets] == [1]
    assert report.ending is Ending.FINE


def test_hosts_are_looked_at_together_and_progress_is_told() -> None:
    """As many as may be are in flight at once: none is done before all of them have begun."""
    together = threading.Barrier(AT_ONCE, timeout=20)
    told: list[tuple[int, int]] = []

    def inspect(_target: str, _cancel: Cancel) -> Inspection:
        together.wait()
        return seen()

    targets = [f"{number}.test" for number in range(AT_ONCE)]
    found = look_at_all(targets, inspect, cancel=Cancel(), progress=lambda done, total, _: told.append((done, total)))
    assert list(found) == targets
    assert told == [(number + 1, AT_ONCE) for number in range(AT_ONCE)]


def test_a_fault_ends_all_of_it() -> None:
    """What is no answer of a host is raised, and the others are told to stop."""
    cancel = Cancel()

    def inspect(_target: str, _cancel: Cancel) -> Inspection:
        raise MemoryError

    with pytest.raises(MemoryError):
        look_at_all(["a.test"], inspect, cancel=cancel)
    assert cancel.is_set
