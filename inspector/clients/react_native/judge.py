"""What react-native-ssl-public-key-pinning does: TrustKit's rules on iOS, OkHttp's on Android."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from inspector.chain.path import Layer
from inspector.clients.matching import not_pinned
from inspector.clients.okhttp.judge import Thrown, build
from inspector.clients.okhttp.judge import judge as judge_okhttp
from inspector.clients.rule import PinRule, RuleSet, Verdict
from inspector.clients.trustkit.judge import checked, judge_started

IOS = "iOS"
"""The platform on which the module hands them to TrustKit."""

ANDROID = "Android"
"""The platform on which the module hands them to OkHttp."""

REJECTS = "so initializeSslPinning rejects and nothing is pinned on iOS"
"""What comes of options that TrustKit throws at: the module catches the exception (SslPublicKeyPinning.mm)."""


def judge(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    """Return what the app does at `host`, by the platform of `rules`.

    Both modules turn what their library throws into a rejected promise: an app that does not stop there goes on
    unpinned (SslPublicKeyPinning.mm, SslPublicKeyPinningModule.java).
    """
    if rules.platform == ANDROID:
        return _judge_android(rules, path, host, at)
    crash = checked(rules, REJECTS).crash
    if crash is not None:
        return not_pinned(f"An app that goes on after the rejection is not pinned. {crash.title}", rules.rules)
    return judge_started(rules, path, host, at)


def _judge_android(rules: RuleSet, path: Sequence[Layer], host: str, at: datetime) -> Verdict:
    kept = tuple(rule for rule in rules.rules if not _is_over(rule, at))
    pinner = replace(rules, client="okhttp", rules=kept)
    built = build(pinner)
    crash = rules.crash
    if isinstance(built, Thrown) or crash is not None:
        reason = f"OkHttp throws: {built.reason}." if isinstance(built, Thrown) else (crash.title if crash else "")
        return not_pinned(f"An app that goes on after the rejection is not pinned. {reason}", rules.rules)
    return judge_okhttp(pinner, path, host, at)


def _is_over(rule: PinRule, at: datetime) -> bool:
    """Return whether the module leaves the entry out: it reads the day in UTC and compares it when it is called."""
    return rule.expires is not None and rule.expires <= at.date()
