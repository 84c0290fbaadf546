"""curl and wget with `--pinnedpubkey`, wherever command lines stand."""

import re
from collections.abc import Sequence

from inspector.chain.finding import Severity
from inspector.chain.host import HostError, parse_host
from inspector.chain.text import visible
from inspector.clients.curl.judge import ANY_HOST
from inspector.clients.curl.pinned import PREFIX, read_pinned
from inspector.clients.curl.words import Command, Word, commands_with
from inspector.clients.following import not_followed
from inspector.clients.literal import Kind, Literal
from inspector.clients.rule import PinList, PinProblem, PinRule, RuleSet
from inspector.clients.source import Reading, Source

OPTION = "--pinnedpubkey"
"""The option of both."""

_PROGRAMS = {"curl": "curl", "curl.exe": "curl", "wget": "wget", "wget2": "wget2"}
_URL = re.compile(r"(?i)([a-z][a-z0-9+.-]*)://(?:[^/@\s]*@)?(\[[0-9a-f:.]+\]|[^/:?#\s]+)")
_BARE = re.compile(r"(?i)[a-z0-9-]+(?:\.[a-z0-9-]+)+(?::[0-9]+)?(?:/\S*)?")
_LETTERS = re.compile(r"-[sSfLkviIgNOJ#0123j46]+")
_TLS = ("https", "ftps", "imaps", "pop3s", "smtps", "ldaps", "wss", "mqtts")
_STARTTLS = ("smtp", "imap", "pop3", "ftp")
_ELSEWHERE = (".md", ".rst", ".html", ".htm", ".adoc", ".py", ".kt", ".java", ".swift")


class CommandLine:
    """Reads shell scripts, Dockerfiles and CI files with curl or wget in them."""

    name = "shell"
    title = "curl and wget command lines"

    def recognises(self, source: Source) -> bool:
        """Return whether the option stands in it, and it is neither prose nor another program's source."""
        return OPTION in source.text and not source.name.lower().endswith(_ELSEWHERE)

    def read(self, source: Source) -> Reading:
        """Return one set a command; what a shell would cut off or a program would refuse is said."""
        sets: list[RuleSet] = []
        problems: list[PinProblem] = []
        commands = list(commands_with(source.text, OPTION))
        for number, command in enumerate(commands):
            program, words = _program(command)
            if program is None or not any(word.text.startswith(OPTION) for word in words):
                continue
            behind = commands[number + 1] if command.ended_by == ";" and number + 1 < len(commands) else None
            found = self._set(program, words, behind, source, problems)
            if found is not None:
                sets.append(found)
        if not sets and not problems:
            line = source.text.partition(OPTION)[0].count("\n") + 1
            problems.append(not_followed("The command", Literal(Kind.UNKNOWN, line, OPTION)))
        return Reading(tuple(sets), tuple(problems))

    def _set(
        self, program: str, words: Sequence[Word], behind: Command | None, source: Source, outside: list[PinProblem]
    ) -> RuleSet | None:
        argument, problems = _argument(program, words)
        line = words[0].line
        if argument is None:
            return RuleSet(program, (), problems=tuple(problems), line=line) if problems else None
        if not argument.is_known:
            outside.append(not_followed("The pins", _literal(argument)))
            return None
        pins, found = read_pinned(program, argument.text, argument.line, source.beside)
        problems += found
        if behind is not None and behind.words[0].text.startswith(PREFIX):
            title = "The shell ends the command at the bare semicolon: what follows is no part of it."
            hint = "Put single quotes around all pins."
            problems.append(PinProblem("unquoted-semicolon", Severity.ERROR, title, hint, argument.line))
        problems += _switches(program, words)
        hosts = _hosts(words, problems)
        rules = tuple(_rule(program, host, pins, argument.line) for host in hosts)
        return RuleSet(program, rules, problems=tuple(problems), line=line)


def _rule(program: str, host: str, pins: PinList, line: int) -> PinRule:
    return PinRule(program, host, (pins,), line=line)


def _program(command: Command) -> tuple[str | None, tuple[Word, ...]]:
    """Return which program a command calls, and its words from there on; `sudo`, `RUN` and `- ` may stand before."""
    for at, word in enumerate(command.words):
        base = re.split(r"[/\\]", word.text)[-1].lower()
        if base in _PROGRAMS:
            return _PROGRAMS[base], command.words[at:]
    return None, ()


def _argument(program: str, words: Sequence[Word]) -> tuple[Word | None, list[PinProblem]]:
    """Return the word with the pins, and what the program makes of how the option is written."""
    for at, word in enumerate(words):
        if word.text == OPTION and program != "wget2":
            return (words[at + 1] if at + 1 < len(words) else None), []
        if not word.text.startswith(OPTION):
            continue
        value = Word(word.text.partition("=")[2], word.line, word.is_known)
        if program == "wget":
            return value, []
        if program == "curl":
            title = "Older releases of curl know no equals sign behind a long option, and end at once."
            hint = "Write a blank instead of it."
            return value, [PinProblem("equals-sign", Severity.WARNING, title, hint, word.line)]
        title = f"wget2 does not know {OPTION} and ends at once."
        return None, [PinProblem("unknown-option", Severity.ERROR, title, "Use curl or wget 1.x.", word.line)]
    return None, []


def _switches(program: str, words: Sequence[Word]) -> list[PinProblem]:
    found = []
    for word in words:
        letters = word.text[1:] if _LETTERS.fullmatch(word.text) and program == "curl" else ""
        if word.text in ("--insecure", "--no-check-certificate") or "k" in letters:
            title = "The chain is not checked: the pin alone decides, and neither name nor dates count."
            hint = "Leave the option out where the server has a public certificate."
            found.append(PinProblem("unchecked-chain", Severity.WARNING, title, hint, word.line))
        if word.text in ("--location", "--location-trusted") or "L" in letters:
            title = "Redirects to other hosts are followed without pins."
            hint = "Leave out -L, or limit it with --proto-redir and --max-redirs."
            found.append(PinProblem("redirects", Severity.INFO, title, hint, word.line))
    return found


def _hosts(words: Sequence[Word], problems: list[PinProblem]) -> list[str]:
    """Return the hosts that the command asks, each once; any host where no URL can be followed."""
    hosts: list[str] = []
    for at, word in enumerate(words[1:], 1):
        before = words[at - 1].text
        url = _URL.match(word.text)
        is_value = before.startswith("-") and not _LETTERS.fullmatch(before) and before != "--url"
        if url is not None and not (is_value and before in ("-e", "--referer", "-x", "--proxy", OPTION)):
            _add(_spoken(url[1].lower(), words), url[2], word, hosts, problems)
        elif url is None and not is_value and "=" not in word.text and _BARE.fullmatch(word.text):
            _add("http", re.split(r"[:/]", word.text)[0], word, hosts, problems)
    return hosts or [ANY_HOST]


def _spoken(scheme: str, words: Sequence[Word]) -> str:
    """Return the scheme as curl takes it: with `--ssl-reqd` mail and FTP go over to TLS or end."""
    required = any(word.text == "--ssl-reqd" for word in words)
    return f"{scheme}s" if required and scheme in _STARTTLS else scheme


def _add(scheme: str, name: str, word: Word, hosts: list[str], problems: list[PinProblem]) -> None:
    if scheme not in _TLS:
        title = f"{visible(name, 80)} is asked without TLS, so no pin is looked at."
        problems.append(PinProblem("no-tls", Severity.ERROR, title, "Write https:// in front.", word.line))
    try:
        host = parse_host(name) if word.is_known or "$" not in name else ANY_HOST
    except HostError:
        host = ANY_HOST
    if host == ANY_HOST:
        problems.append(not_followed("The host", _literal(word)))
    if host not in hosts:
        hosts.append(host)


def _literal(word: Word) -> Literal:
    return Literal(Kind.UNKNOWN, word.line, word.text)
