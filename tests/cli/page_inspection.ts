import { assertEquals, assertGreater } from "@std/assert";
import { toFileUrl } from "@std/path";
import { Chromium } from "../chromium.ts";

/** Ids of the charts on a page. */
export function chartIds(page: string): string[] {
  return Array.from(page.matchAll(/<figure id="([^"]*)"/g), ([_, id]) => id);
}

const wide = { width: 1280, height: 900 };
const phone = { width: 360, height: 740 };

/** What a test wants to know about a page in a browser. */
const inspection = `({
  overflow: document.documentElement.scrollWidth - document.documentElement.clientWidth,
  charts: Array.from(document.querySelectorAll("figure"), (figure) => ({
    id: figure.id,
    shown: Array.from(figure.querySelectorAll("svg"), (svg) => {
      const { width, height } = svg.getBoundingClientRect();
      return Math.min(width, height);
    }).filter((extent) => extent > 0),
  })),
  repeatedIds: Array.from(document.querySelectorAll("[id]"), ({ id }) => id)
    .filter((id, i, ids) => ids.indexOf(id) !== i),
  danglingLinks: Array.from(document.querySelectorAll("nav a"), (link) => link.hash.slice(1))
    .filter((id) => document.getElementById(id) === null),
  foreignElements: document.querySelectorAll("b, script").length,
  firstClass: document.querySelector("#confusions tbody th")?.textContent ?? "",
  ground: getComputedStyle(document.body).backgroundColor,
})`;

/** The answer to {@linkcode inspection}. */
interface Inspection {
  readonly overflow: number;
  readonly charts: readonly { readonly id: string; readonly shown: readonly number[] }[];
  readonly repeatedIds: readonly string[];
  readonly danglingLinks: readonly string[];
  readonly foreignElements: number;
  readonly firstClass: string;
  readonly ground: string;
}

function isInspection(value: unknown): value is Inspection {
  return typeof value === "object" && value !== null && "overflow" in value && "charts" in value;
}

async function inspect(browser: Chromium): Promise<Inspection> {
  const value = await browser.evaluate(inspection);
  if (isInspection(value)) return value;
  throw new TypeError(`Expected what the page is like but found ${JSON.stringify(value)}`);
}

/**
 * Opens a page in a browser, wide and narrow, light and dark: it must need no other file, fit into the
 * window, show each chart once, and have no foreign element, dangling link or repeated id.
 */
export async function inspectEverywhere(program: string, path: string): Promise<Inspection[]> {
  const expected = chartIds(Deno.readTextFileSync(path));
  const url = toFileUrl(path).href;
  await using browser = await Chromium.start(program);
  const inspections: Inspection[] = [];
  for (const extents of [wide, phone]) {
    for (const colours of ["light", "dark"] as const) {
      const { requests, complaints } = await browser.visit(url, { ...extents, colours });
      const inspection = await inspect(browser);
      const { overflow, charts, repeatedIds, danglingLinks, foreignElements } = inspection;
      assertEquals(complaints, []);
      assertEquals(requests.filter((request) => !request.startsWith("data:")), [url]);
      assertEquals(overflow, 0, `${extents.width} pixels`);
      assertEquals(charts.map(({ id }) => id), expected);
      for (const { id, shown } of charts) {
        assertEquals(shown.length, 1, `one drawing of ${id} at ${extents.width} pixels`);
        assertGreater(shown[0], 50, id);
      }
      assertEquals({ repeatedIds, danglingLinks }, { repeatedIds: [], danglingLinks: [] });
      assertEquals(foreignElements, 0);
      inspections.push(inspection);
    }
  }
  assertEquals(new Set(inspections.map(({ ground }) => ground)).size, 2);
  return inspections;
}
