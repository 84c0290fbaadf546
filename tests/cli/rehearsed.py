"""What `rehearse --json` printed, in short."""

import json


def answers(printed: str) -> dict[str, dict[str, str | None]]:
    """Return the answers of printed JSON: event, then client."""
    events = json.loads(printed)["events"]
    return {event["code"]: {cell["client"]: cell["answer"] for cell in event["cells"]} for event in events}
