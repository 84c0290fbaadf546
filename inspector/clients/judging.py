"""What a client does with its rules at one host: the one door to every client's judge."""

from collections.abc import Sequence
from datetime import datetime

from inspector.chain.path import Layer
from inspector.clients.rule import RuleSet, Verdict


def judge(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    """Return what the client of `rules` does at `host` (an A-label or address) when it has built and trusts `path`.

    The path is leaf first and anchor last, as this client builds it; `at` is UTC. That the chain is trusted and the
    name matches is taken for granted here: pins only ever add to that. Raises `KeyError` for a client without a judge.
    """
    match rules.client:
        case "nsc":
            from inspector.clients.nsc.judge import judge_nsc

            return judge_nsc(rules, path, host, at)
        case "okhttp":
            from inspector.clients.okhttp.judge import judge as judge_okhttp

            return judge_okhttp(rules, path, host, at)
        case _:
            raise KeyError(rules.client)
