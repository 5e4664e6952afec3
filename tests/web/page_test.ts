import { assertEquals, assertGreaterOrEqual, assertLess, assertMatch } from "@std/assert";
import { Random } from "../../lib/random.ts";
import { Chromium } from "../chromium.ts";
import { chromium } from "../programs.ts";
import { isBundled, Playground, type Server } from "./playground.ts";
import { strokesOf } from "./strokes.ts";

const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

/** Whether the page has a network to show pictures to. */
const READY = 'document.querySelector("#scores li") !== null';

const program = isBundled() ? chromium.find() : undefined;

/** A test that is given a browser and the playground; it is skipped where there is neither. */
function testPage(
  name: string,
  test: (browser: Chromium, playground: Playground) => Promise<void>,
): void {
  if (program === undefined) return Deno.test.ignore(name, () => {});
  Deno.test(name, async () => {
    await using playground = await Playground.make();
    await using browser = await Chromium.start(program);
    await test(browser, playground);
  });
}

/** Checks that the page has asked for nothing but files of its own, and has nothing to complain about. */
function assertQuiet(browser: Chromium, { address }: Server): void {
  const { requests, complaints } = browser.visited;
  assertEquals(complaints, []);
  const foreign = requests.filter((url) =>
    !/^(?:data|blob):/.test(url) && !url.startsWith(address)
  );
  assertEquals(foreign, []);
}

/** What the page answers to a drawing. */
async function answerTo(browser: Chromium, digit: number, random: Random): Promise<string> {
  const strokes = JSON.stringify(strokesOf(digit, random));
  const answer = await browser.evaluate(`(async () => {
    document.querySelector("#clear").click();
    const pad = document.querySelector("#pad");
    const { left, top, width, height } = pad.getBoundingClientRect();
    for (const stroke of ${strokes}) {
      stroke.forEach(([x, y], i) => pad.dispatchEvent(new PointerEvent(
        i === 0 ? "pointerdown" : "pointermove",
        { button: 0, buttons: 1, clientX: left + x * width, clientY: top + y * height },
      )));
    }
    const settled = () => document.querySelector("#draw").ariaBusy !== "true";
    do await new Promise((resolve) => setTimeout(resolve)); while (!settled());
    return document.querySelector("#answer").textContent;
  })()`);
  return String(answer);
}

testPage("the page tells 95 of 100 digits that are drawn on it", async (browser, playground) => {
  await using server = await playground.serve();
  await browser.visit(server.address, wide);
  await browser.until(READY);
  assertEquals(await browser.evaluate("crossOriginIsolated"), true);
  const random = new Random(1, "strokes");
  const mistakes: string[] = [];
  for (let i = 0; i < 100; i++) {
    const answer = await answerTo(browser, i % 10, random);
    if (answer !== `${i % 10}`) mistakes.push(`${i % 10} taken for ${answer}`);
  }
  assertGreaterOrEqual(100 - mistakes.length, 95, mistakes.join(", "));
  assertQuiet(browser, server);
});

testPage(
  "the page explains a value that is pointed at, by the keyboard too",
  async (browser, playground) => {
    await using server = await playground.serve();
    await browser.visit(server.address, wide);
    await browser.until(READY);
    await answerTo(browser, 7, new Random(2, "strokes"));
    await browser.evaluate(`document.querySelectorAll("#layers canvas")[12].focus()`);
    await browser.press("ArrowRight");
    await browser.press("ArrowRight");
    await browser.until(
      `/^Unit 3 of dense 10/.test(document.querySelector("#unit h3").textContent)`,
    );
    const sum = await browser.evaluate(`Array.from(
    document.querySelectorAll("#unit tr"),
    (row) => [row.cells[0].textContent, Number(row.cells[1].textContent)],
  )`);
    const rows = sum as unknown as [string, number][];
    const [last] = rows.slice(-1);
    assertEquals(last[0], "output");
    const parts = rows.slice(0, -1).reduce((total, [_, value]) => total + value, 0);
    assertLess(Math.abs(parts - last[1]), 0.01);
    assertMatch(rows[0][0], /^-?[\d.]+ × [\d.]+$/);
    assertQuiet(browser, server);
  },
);

testPage(
  "the page fits into wide and narrow windows, isolated and not",
  async (browser, playground) => {
    await using isolated = await playground.serve();
    await using plain = playground.serveUnisolated();
    const grounds = new Set<unknown>();
    for (const server of [isolated, plain]) {
      for (const extents of [wide, phone]) {
        for (const colours of ["light", "dark"] as const) {
          await browser.visit(server.address, { ...extents, colours });
          await browser.until(READY);
          assertEquals(await answerTo(browser, 1, new Random(3, "strokes")), "1");
          for (const tab of ["draw", "train"]) {
            await browser.evaluate(`document.querySelector("#${tab}-tab").click()`);
            const overflow = await browser.evaluate(
              "document.documentElement.scrollWidth - document.documentElement.clientWidth",
            );
            assertEquals(overflow, 0, `${tab}, ${extents.width} pixels, ${colours}`);
          }
          grounds.add(await browser.evaluate("getComputedStyle(document.body).backgroundColor"));
          assertEquals(await browser.evaluate("crossOriginIsolated"), server === isolated);
          assertQuiet(browser, server);
        }
      }
    }
    assertEquals(grounds.size, 2);
  },
);
