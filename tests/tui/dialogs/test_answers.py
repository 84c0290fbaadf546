"""Expiry and host: judged while one types, taken with enter."""

from datetime import date

from tui.dialogs.fields import draft, type_in, words
from tui.driving import SMALL, driving

from inspector.pinning.draft import Expires


async def test_expiry_is_judged_and_set() -> None:
    """A date, never and the empty field each mean what they say; a past date is refused."""
    async with driving() as driver:
        await driver.press("space", "e")
        await type_in(driver, "2020-01-01")
        await driver.press("enter")
        assert "off already" in driver.text
        await type_in(driver, "2027-01-15")
        assert "2027-01-14" in driver.text
        await driver.press("enter")
        assert draft(driver).expires == date(2027, 1, 15)
        await driver.press("e")
        await type_in(driver, "never")
        await driver.press("enter")
        assert draft(driver).expires is Expires.NEVER
        await driver.press("e")
        await type_in(driver, "")
        await driver.press("enter")
        assert draft(driver).expires is Expires.PROPOSED


async def test_answers_that_are_no_date_have_keys_and_buttons() -> None:
    """N and p write their answer into the field, where its cost shows before enter takes it; so do clicks."""
    async with driving(size=SMALL) as driver:
        await driver.press("space", "e", "n")
        assert "stays locked out for good" in words(driver)
        await driver.press("enter")
        assert draft(driver).expires is Expires.NEVER
        await driver.press("e")
        await driver.click("p Proposal")
        assert "2026-11-13" in words(driver)
        await driver.click("enter Set")
        assert draft(driver).expires is Expires.PROPOSED
        await driver.press("e")
        await driver.click("n Never")
        await driver.click("enter Set")
        assert draft(driver).expires is Expires.NEVER


async def test_a_date_after_the_picked_certificate_is_no_plain_yes() -> None:
    """A far date costs what never costs, and has its sign and its reason; one within the leaf's life is praised."""
    async with driving() as driver:
        await driver.press("space", "e")
        await type_in(driver, "2026-11-13")
        assert "✓ Pins until the end of 2026-11-12" in words(driver)
        await type_in(driver, "2040-01-01")
        assert "! Pins until the end of 2039-12-31" in words(driver)
        assert "✓ Pins" not in words(driver)
        assert "first picked certificate ends" in words(driver)
        assert "locked out" in words(driver)


async def test_typing_a_date_replaces_the_one_that_is_there() -> None:
    """The date comes selected, letters other than the dialog's keys are turned away."""
    async with driving() as driver:
        await driver.press("space", "e", *"2027-01-15x", "enter")
        assert draft(driver).expires == date(2027, 1, 15)


async def test_a_date_that_lint_calls_soon_is_told() -> None:
    """Android lint warns nine days before the date, not ten (PinSetExpiry)."""
    async with driving() as driver:
        await driver.press("space", "e")
        await type_in(driver, "2026-11-11")
        assert "lint" in driver.text
        await type_in(driver, "2026-11-12")
        assert "lint" not in driver.text


async def test_the_host_is_changed_to_what_clients_need() -> None:
    """A host is taken as its A-label in lower case; what can be no host stays in the dialog."""
    async with driving() as driver:
        await driver.press("space", "h")
        await type_in(driver, "a b")
        await driver.press("enter")
        assert len(driver.app.screen_stack) == 2
        await type_in(driver, "Bücher.example")
        await driver.press("enter")
        assert draft(driver).host == "xn--bcher-kva.example"
