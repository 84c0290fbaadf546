"""The table of commands is whole: unique ids and keys, words for everything, a function for each."""

from inspector.tui.actions.table import HANDLERS
from inspector.tui.command import Need, Situation
from inspector.tui.commands import BY_ID, COMMANDS, bindings

KEYS_OF_THE_PLAN = {
    "up": "up",
    "down": "down",
    "j": "down",
    "k": "up",
    "home": "first",
    "end": "last",
    "g": "first",
    "G": "last",
    "space": "pick",
    "enter": "enter",
    "tab": "next-pane",
    "shift+tab": "previous-pane",
    "o": "copy-okhttp",
    "n": "copy-nsc",
    "c": "copy-pin",
    "y": "copy-pin",
    "b": "backup",
    "d": "subdomains",
    "w": "save",
    "r": "refetch",
    "z": "maximise",
    "slash": "host",
    "escape": "back",
    "question_mark": "help",
    "f1": "help",
    "q": "quit",
    "ctrl+q": "quit",
    "ctrl+p": "palette",
    "1": "tab-1",
    "2": "tab-2",
    "3": "tab-3",
    "4": "tab-4",
}


def test_ids_and_keys_are_unique() -> None:
    """No two commands share an id or a key."""
    keys = [key for command in COMMANDS for key in command.keys]
    assert len(BY_ID) == len(COMMANDS)
    assert len(keys) == len(set(keys))


def test_every_command_has_a_function() -> None:
    """Every command is done by exactly one function, and no function is without a command."""
    assert set(HANDLERS) == set(BY_ID)


def test_the_keys_of_the_plan_are_there() -> None:
    """Every key that was promised does what was promised."""
    found = {key: command.id for command in COMMANDS for key in command.keys}
    assert {key: found.get(key) for key in KEYS_OF_THE_PLAN} == KEYS_OF_THE_PLAN


def test_bindings_carry_id_and_tooltip() -> None:
    """Each binding has its command's id and help, so that users can move keys and read what they do."""
    for binding in bindings():
        assert binding.id in BY_ID
        assert binding.tooltip == BY_ID[str(binding.id)].help


def test_no_key_collides_with_terminals() -> None:
    """No alt, no ctrl+shift, and none of the control letters that terminals keep for themselves."""
    taken = {"ctrl+s", "ctrl+z", "ctrl+w", "ctrl+c", "ctrl+d"}
    for command in COMMANDS:
        for key in command.keys:
            assert key not in taken
            assert not key.startswith(("alt+", "super+", "ctrl+shift+"))


def test_eight_or_nine_words_stand_in_the_key_bar() -> None:
    """The key bar names the commands that matter and no more."""
    assert sum(bool(command.footer) for command in COMMANDS) == 9
    assert sum(bool(command.short) for command in COMMANDS) == 8


def test_words_hold_no_markup() -> None:
    """Labels and help are our own words without brackets: the palette reads its second line as markup."""
    assert not [command.id for command in COMMANDS if "[" in command.label + command.help]


def test_reasons_follow_the_situation() -> None:
    """A command says why it cannot run exactly as long as it cannot."""
    nothing = Situation()
    chain = Situation(chain=True, asked=True)
    picked = Situation(chain=True, asked=True, pins=1)
    for command in COMMANDS:
        assert bool(command.reason_not(nothing)) == (command.need is not Need.NOTHING)
        if command.need in (Need.CHAIN, Need.ASKED, Need.TEXT):
            assert command.reason_not(chain) == ""
        if command.need is Need.PINS:
            assert command.reason_not(chain) == "Nothing is picked yet: space picks the layer under the cursor."
            assert command.reason_not(picked) == ""
