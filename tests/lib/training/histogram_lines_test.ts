import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { histogram } from "../../../lib/metrics/histogram.ts";
import {
  formatHistogramLines,
  type HistogramRecord,
  parseHistogramLines,
} from "../../../lib/training/histogram_lines.ts";

const line = '{"epoch":2,"layer":3,"name":"3 relu","quantity":"activations","low":0,"high":0.5,' +
  '"counts":[3,1],"mean":0.125,"standard_deviation":0.2}\n';

Deno.test("parseHistogramLines() reads every part of a histogram", () => {
  assertEquals(parseHistogramLines(line), [{
    epoch: 2,
    layer: 3,
    name: "3 relu",
    quantity: "activations",
    histogram: {
      low: 0,
      high: 0.5,
      counts: [3, 1],
      count: 4,
      mean: 0.125,
      standardDeviation: 0.2,
    },
  }]);
  assertEquals(parseHistogramLines(""), []);
});

Deno.test("formatHistogramLines() writes what is read back the same, without numbers too", () => {
  const record = { layer: 1, name: "1 dense 2", quantity: "weight gradients" } as const;
  const records: HistogramRecord[] = [
    { epoch: 0, ...record, histogram: histogram([0.1, 0.2, 1 / 3], 3) },
    { epoch: 2, ...record, histogram: histogram([], 2) },
  ];
  const text = formatHistogramLines(records);
  assertEquals(text.split("\n").length, 3);
  assertEquals(parseHistogramLines(text), records);
  assertEquals(formatHistogramLines(parseHistogramLines(line)), line);
});

Deno.test("parseHistogramLines() names what is wrong, and the line", () => {
  const problem = (part: string, other: string) =>
    assertThrows(() => parseHistogramLines(line + line.replace(part, other)), FormatError).message;
  const cases = [
    ['"epoch":2', '"epoch":-1', 'Expected "epoch" to be an integer of 1 or more but found -1'],
    ['"layer":3', '"layer":1.5', 'Expected "layer" to be an integer of 1 or more but found 1.5'],
    ['"name":"3 relu"', '"name":3', 'Expected a text "name" but found none'],
    [
      '"activations"',
      '"hopes"',
      'Expected a "quantity" of weights, bias, activations, activation derivatives, ' +
      "weight gradients, bias gradients, activation gradients but found another",
    ],
    ['"high":0.5', '"high":1e999', 'Expected a number "high" but found none'],
    ['"low":0', '"low":null', 'Expected a number "low" but found none'],
    ['"low":0', '"low":0.5', 'Expected "low" to be below "high" but found 0.5 and 0.5'],
    ["[3,1]", "[]", 'Expected 1 to 1000 counts as "counts" but found others'],
    ["[3,1]", `[${"0,".repeat(1000)}3]`, 'Expected 1 to 1000 counts as "counts" but found others'],
    ["[3,1]", "[3,-1]", 'Expected 1 to 1000 counts as "counts" but found others'],
    ['"mean":0.125,', "", 'Expected a number "mean" but found none'],
  ];
  for (const [part, other, expected] of cases) {
    assertEquals(problem(part, other), `${expected} in line 2`);
  }
});
