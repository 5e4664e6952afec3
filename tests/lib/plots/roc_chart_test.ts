import { assertEquals } from "@std/assert";
import { rocCurve } from "../../../lib/metrics/roc.ts";
import { rocChart } from "../../../lib/plots/roc_chart.ts";

const about =
  "Each class against the rest, with the area under its curve (AUC) and its equal-error rate (EER)";

Deno.test("rocChart() has a line for each class, and the diagonals", () => {
  // One of the four pairs is in the wrong order. At (1/2, 1/2), as many are wrong of either kind.
  const cat = rocCurve([0.9, 0.7, 0.4, 0.1], [true, false, true, false]);
  const { lines, x, y, subtitle } = rocChart([cat], ["cat"]);
  assertEquals(lines, [
    {
      name: "cat (AUC 0.7500, EER 50.00 %)",
      points: [[0, 0], [0, 0.5], [0.5, 0.5], [0.5, 1], [1, 1]],
      role: "class",
    },
    { name: "equal error rates", points: [[0, 1], [1, 0]], role: "reference" },
    { name: "chance (AUC 0.5)", points: [[0, 0], [1, 1]], role: "reference" },
  ]);
  assertEquals([x.range, y.range], [[0, 1], [0, 1]]);
  assertEquals(subtitle, about);
});

Deno.test("rocChart() shows the corner of curves that are nearly perfect, without chance", () => {
  const perfect = rocCurve([0.9, 0.1], [true, false]);
  const good = { ...perfect, equalErrorRate: 0.02 };
  const { lines, x, y, subtitle } = rocChart([perfect, good], ["cat", "dog"]);
  assertEquals([x.range, y.range], [[0, 0.1], [0.9, 1]]);
  assertEquals(lines.map(({ name }) => name), [
    "cat (AUC 1.0000, EER 0.00 %)",
    "dog (AUC 1.0000, EER 2.00 %)",
    "equal error rates",
  ]);
  assertEquals(subtitle, `${about}. The upper left corner, 0.1 wide and high`);
});

Deno.test("rocChart() names classes that all images are of, or none", () => {
  const { lines } = rocChart([rocCurve([0.9], [true])], ["cat"]);
  assertEquals(lines[0], { name: "cat (nothing to tell apart)", points: [], role: "class" });
});
