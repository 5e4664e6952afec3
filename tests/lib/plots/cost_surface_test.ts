import { assert, assertAlmostEquals, assertEquals } from "@std/assert";
import { costSurfaceChart } from "../../../lib/plots/cost_surface.ts";
import { drawSvg } from "../../../lib/plots/draw_svg.ts";
import { quadraticSurface } from "../../../lib/training/descent.ts";
import { coloursOf } from "./pixels.ts";

const plane = { x: [-2, 2], y: [-1, 1] } as const;
const bowl = quadraticSurface(1, 16);
const path = { name: "SGD", points: [[1, 1], [0, 0]] } as const;
const chart = costSurfaceChart(bowl, [path], { id: "bowl", title: "Bowl", plane });

Deno.test("costSurfaceChart() has the paths, their start and lines of equal cost", () => {
  assertEquals(chart.lines.map(({ name, role }) => [name, role]), [
    ["SGD", "class"],
    ["start", "model"],
    ["equal cost, from 0 to 10", "rest"],
  ]);
  assertEquals(chart.lines[1].points, [[1, 1]]);
  // From 0 in the middle to 10 in the corners, in fifteen steps.
  const costs = chart.lines[2].points.map(([x, y]) => bowl.cost(x, y)).filter(Number.isFinite);
  for (const cost of costs) assertAlmostEquals(cost / (10 / 15), Math.round(cost * 1.5), 0.02);
  assertEquals(new Set(costs.map((cost) => Math.round(cost * 1.5))).size, 14);
});

Deno.test("costSurfaceChart() is darkest where the cost is highest", () => {
  const { ground } = chart;
  assert(ground !== undefined);
  const colours = coloursOf(ground).map((colour) => colour.reduce((sum, level) => sum + level));
  const middle = colours[60 * ground.width + 60];
  assert(colours[0] < 250 && middle > 750, `${colours[0]}, ${middle}`);
  assert(drawSvg(chart).includes("data:image/png"));
});
