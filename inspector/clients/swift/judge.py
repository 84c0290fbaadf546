"""What the Swift that is written here does: a URLSession delegate, and an evaluator for Alamofire."""

from collections.abc import Sequence

from inspector.chain.path import Layer
from inspector.chain.pin import Pin
from inspector.clients.key_header import header_pin
from inspector.clients.matching import connects, is_below, matched, plain_name, refused, uncovered
from inspector.clients.rule import RuleSet, Verdict
from inspector.clients.spki_prefix import PREFIXES


def judge(rules: RuleSet, path: Sequence[Layer], host: str) -> Verdict:
    """Return what the class does at `host`: any certificate of the verified path, by the key that Apple gives.

    It says nothing of other people's delegates, which may compare anything. The delegate drops one trailing dot;
    Alamofire looks hosts up letter by letter (ServerTrustManager in ServerTrustEvaluation.swift).
    """
    name = host if rules.client == "alamofire" else plain_name(host)
    applying = tuple(
        rule for rule in rules.rules if rule.pattern == name or (rule.subdomains and is_below(name, rule.pattern))
    )
    if not applying:
        return uncovered("this class")
    found = matched((group for rule in applying for group in rule.lists), path, _hashed)
    return connects(found, applying) if found else refused("No pin is that of a certificate in the path.", applying)


def _hashed(layer: Layer) -> Pin | None:
    key = layer.certificate.key
    return header_pin(key) if key.label in PREFIXES else None
