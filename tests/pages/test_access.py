"""Everybody can use the workbench: by keyboard, on a phone, in the dark, with weak eyes."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

import pytest
from playwright.sync_api import Browser, expect

from tests.pages.bench import Bench
from tools.browsing import Served

CONTRAST = """() => {
  const canvas = document.createElement("canvas").getContext("2d", {willReadFrequently: true});
  const rgba = color => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = color;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, under) => [0, 1, 2].map(i => top[i] * top[3] + under[i] * (1 - top[3])).concat(1);
  const ground = element => {
    if (!element) return [255, 255, 255, 1];
    const own = rgba(getComputedStyle(element).backgroundColor);
    return own[3] === 1 ? own : over(own, ground(element.parentElement));
  };
  const light = color => {
    const [r, g, b] = color.slice(0, 3).map(c => c / 255).map(c => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
    return 0.2126 * r + 0.7152 * g + 0.0722 * b;
  };
  const shapes = element => element.ownerSVGElement && [...element.parentElement.querySelectorAll("rect")].pop();
  const found = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const element = walker.currentNode.parentElement;
    if (!walker.currentNode.data.trim() || !element.checkVisibility({opacityProperty: true, visibilityProperty: true})) continue;
    if (element.closest("title, option, textarea, :disabled")) continue;
    const style = getComputedStyle(element);
    const shape = shapes(element);
    const fill = shape && rgba(getComputedStyle(shape).fill);
    const under = fill && fill[3] === 1 && getComputedStyle(shape).fill !== "none" ? fill : ground(element);
    const ink = rgba(element.ownerSVGElement ? style.fill : style.color);
    ink[3] *= Number(style.opacity);
    const [a, b] = [light(over(ink, under)), light(under)].sort((x, y) => y - x);
    const ratio = (a + 0.05) / (b + 0.05);
    const size = parseFloat(style.fontSize);
    const large = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700);
    if (ratio < (large ? 3 : 4.5)) found.push(`${ratio.toFixed(2)} ${element.className.baseVal ?? element.className}: ${walker.currentNode.data.trim().slice(0, 40)}`);
  }
  return found;
}"""

NAMELESS = """() => [...document.querySelectorAll("button, input, textarea, a, [role=button], [role=tab], [role=region], summary")]
  .filter(each => each.checkVisibility())
  .filter(each => !(each.getAttribute("aria-label") || each.innerText?.trim() || each.textContent.trim() || each.labels?.length))
  .map(each => each.outerHTML.slice(0, 80))"""


@pytest.fixture(params=[("light", 1280), ("dark", 1280), ("light", 390), ("dark", 390), ("light", 360)])
def seen(request: pytest.FixtureRequest, browser: Browser, service: Served) -> Iterator[Bench]:
    """The workbench in both themes and at several widths."""
    scheme: Literal["light", "dark"]
    scheme, width = request.param
    with browser.new_context(viewport={"width": width, "height": 800}, color_scheme=scheme) as context:
        yield Bench.open(context, service)


def test_everything_can_be_read_and_nothing_sticks_out(seen: Bench) -> None:
    def check(where: str) -> None:
        assert seen.page.evaluate(CONTRAST) == [], where
        assert seen.page.evaluate(NAMELESS) == [], where
        assert seen.sideways() == 0, where

    check("form")
    seen.page.get_by_role("button", name="Code the article").click()
    check("error")
    seen.page.get_by_role("button", name="Sanctions and grain").click()
    seen.code()
    check("table")
    seen.page.get_by_role("checkbox", name="unresolved").check()
    for fold in seen.panel().locator("summary").all():
        if fold.is_visible():
            fold.click()
    check("panel")
    seen.page.get_by_role("tab", name="Graph").click()
    seen.page.locator(".edge[role=button]").first.focus()
    check("graph")
    seen.page.locator(".sentence").last.click()
    check("sentence")


def test_the_switch_turns_the_page_dark_and_is_remembered(bench: Bench) -> None:
    paper = "getComputedStyle(document.documentElement).backgroundColor"
    light = bench.page.evaluate(paper)
    bench.page.get_by_role("button", name="Dark theme").click()
    dark = bench.page.evaluate(paper)
    assert dark != light
    bench.page.reload()
    assert bench.page.evaluate(paper) == dark
    bench.page.get_by_role("button", name="Light theme").click()
    assert bench.page.evaluate(paper) == light
    assert bench.page.evaluate("localStorage.length") == 0


def press(bench: Bench, key: str, until: str, most: int = 60) -> None:
    """Press a key until the focus is on what is named."""
    for _ in range(most):
        bench.page.keyboard.press(key)
        if until in bench.focused():
            return
    raise AssertionError(f"{until!r} is not reached by {key}; the focus is on {bench.focused()!r}")


def test_all_is_done_by_keyboard(bench: Bench) -> None:
    keys = bench.page.keyboard
    press(bench, "Tab", "Skip to the article")
    keys.press("Enter")
    press(bench, "Tab", "Talks on a dam")
    keys.press("Enter")
    press(bench, "Tab", "text")
    keys.press("Control+Enter")
    bench.answered()
    expect(bench.page.locator("#results-title")).to_be_focused()
    press(bench, "Tab", "met his Ethiopian")
    keys.press("ArrowDown")
    assert bench.focused().startswith("Sudan urged")
    keys.press("Enter")
    assert bench.page.evaluate("document.activeElement.id") == "panel-title"
    bench.page.locator("#results-title").focus()
    press(bench, "Tab", "Table")
    keys.press("ArrowRight")
    assert bench.focused() == "Graph"
    press(bench, "Tab", "cooperation in words")
    keys.press("Enter")
    assert "→" in bench.panel().locator("h2").inner_text()
    press(bench, "Shift+Tab", "Graph")
    keys.press("ArrowLeft")
    press(bench, "Tab", "Explain event 1")
    keys.press("ArrowDown")
    assert bench.focused().startswith("Explain event 2")
    keys.press("Space")
    assert bench.panel().locator(".eyebrow").inner_text().startswith("Event 2")
    outline = bench.page.evaluate(
        "document.querySelector('.act').focus(), getComputedStyle(document.activeElement).outlineStyle"
    )
    assert outline == "solid"


def test_motion_is_spared_those_who_ask(browser: Browser, service: Served) -> None:
    with browser.new_context(reduced_motion="reduce") as context:
        bench = Bench.open(context, service)
        assert bench.page.evaluate("getComputedStyle(document.documentElement).scrollBehavior") == "auto"
        assert bench.page.evaluate("getComputedStyle(document.getElementById('said')).transitionDuration") == "0s"


def test_on_a_phone_one_comes_back_from_the_explanation(browser: Browser, service: Served) -> None:
    with browser.new_context(viewport={"width": 390, "height": 800}, has_touch=True) as context:
        bench = Bench.open(context, service)
        bench.page.get_by_role("button", name="After the flood").tap()
        bench.code()
        bench.page.locator("#view-table .act").last.tap()
        expect(bench.panel().locator("h2")).to_be_in_viewport()
        bench.page.get_by_role("button", name="Back to the events").tap()
        assert "Explain event" in bench.focused()
