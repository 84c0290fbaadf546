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
        case "okhttp":
            from inspector.clients.okhttp import judge as okhttp

            return okhttp.judge(rules, path, host, at)
        case "nsc":
            from inspector.clients.nsc.judge import judge_nsc

            return judge_nsc(rules, path, host, at)
        case "apple":
            from inspector.clients.apple import judge as apple

            return apple.judge(rules, path, host)
        case "trustkit":
            from inspector.clients.trustkit import judge as trustkit

            return trustkit.judge(rules, path, host, at)
        case "react-native":
            from inspector.clients.react_native import judge as react_native

            return react_native.judge(rules, path, host, at)
        case "curl" | "wget":
            from inspector.clients.curl import judge as curl

            return curl.judge(rules, path, host)
        case "python":
            from inspector.clients.judges import python

            return python.judge(rules, path)
        case "ktor-darwin":
            from inspector.clients.judges import ktor_darwin

            return ktor_darwin.judge(rules, path, host)
        case "cronet" | "http-engine":
            from inspector.clients.judges import cronet

            return cronet.judge(rules, path, host, at)
        case "tlsa":
            from inspector.clients.tlsa import judge as tlsa

            return tlsa.judge(rules, path, host)
        case "swift-delegate" | "alamofire":
            from inspector.clients.swift import judge as swift

            return swift.judge(rules, path, host)
        case unknown:
            raise KeyError(unknown)
