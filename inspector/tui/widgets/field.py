"""A field that does what its keys say in the order in which they come."""

from functools import cache

from textual import events
from textual.binding import Binding
from textual.widgets import Input


class Field(Input):
    """Runs the bindings of the field itself, as soon as their key is its turn.

    The toolkit looks for a binding only after the key went up to the app; letters that were typed meanwhile are in the
    field by then, and ctrl+u, backspace or enter would act on them too.
    """

    async def on_key(self, event: events.Key) -> None:
        """Run the action of `event`, where the field has one for it."""
        action = _actions(type(self)).get(event.key)
        if action is not None:
            event.stop()
            event.prevent_default()
            await self.run_action(action)


@cache
def _actions(kind: type[Input]) -> dict[str, str]:
    """Return the actions of a kind of field by their keys."""
    found: dict[str, str] = {}
    for parent in reversed(kind.__mro__):
        if issubclass(parent, Input):
            found |= {item.key: item.action for item in Binding.make_bindings(parent.__dict__.get("BINDINGS", ()))}
    return found
