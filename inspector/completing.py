"""Judging a chain anew with the issuer that it lacks, where the user asked to fetch that."""

from dataclasses import replace

from inspector.inspection import Inspection, Settings, judge
from inspector.missing import fetch_missing
from inspector.net.aia import Allowed, is_public
from inspector.net.cancel import Cancel


def complete_chain(
    seen: Inspection, settings: Settings, *, cancel: Cancel | None = None, allowed: Allowed = is_public
) -> Inspection:
    """Return `seen` as it is with the missing issuer, which is fetched now; see `inspector.missing.fetch_missing`.

    The certificates, the name and the moment stay; the findings keep what is missing, and say what failed where the
    issuer could not be had. `settings` are those of `seen`.
    """
    found = fetch_missing(seen.presented, settings.options, cancel=cancel, allowed=allowed)
    in_file = seen.handshake is None
    return judge(
        tuple(item.der for item in seen.served) if seen.handshake is None else seen.handshake.served,
        replace(settings, at=seen.at),
        now=seen.at,
        source=seen.source,
        host=seen.host,
        target=seen.target,
        handshake=seen.handshake,
        in_file=in_file,
        skipped=seen.skipped,
        broken=seen.unreadable if in_file else (),
        complete=lambda _: found,
    )
