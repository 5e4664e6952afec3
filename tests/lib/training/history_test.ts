import { assertEquals, assertGreater, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import {
  formatHistoryLines,
  formatHistoryTable,
  historyColumns,
  historyOf,
  parseHistoryLines,
  parseHistoryTable,
} from "../../../lib/training/history.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import { mutationsOf } from "../../mutations.ts";

const history: readonly Measurement[] = [
  {
    epoch: 1,
    iteration: 600,
    learningRate: 1e-3,
    training: { loss: 2.302585092994046, errorRate: 0.9 },
    validation: { loss: 2.25, errorRate: 0.875 },
    test: { loss: 2.125, errorRate: 0.75 },
    penalty: 0.5,
  },
  {
    epoch: 2,
    iteration: 1200,
    learningRate: 1e-7,
    training: { loss: 5e-324, errorRate: 0 },
    test: { loss: 0.1, errorRate: 0.05 },
    penalty: 0,
  },
];

const lines = '{"epoch":1,"iteration":600,"learning_rate":0.001,' +
  '"training_loss":2.302585092994046,"training_error_rate":0.9,' +
  '"validation_loss":2.25,"validation_error_rate":0.875,' +
  '"test_loss":2.125,"test_error_rate":0.75,"penalty":0.5}\n' +
  '{"epoch":2,"iteration":1200,"learning_rate":1e-7,' +
  '"training_loss":5e-324,"training_error_rate":0,' +
  '"test_loss":0.1,"test_error_rate":0.05,"penalty":0}\n';

const heading = "epoch,iteration,learning_rate,training_loss,training_error_rate,validation_loss," +
  "validation_error_rate,test_loss,test_error_rate,penalty";
const table = `${heading}\n` +
  "1,600,0.001,2.302585092994046,0.9,2.25,0.875,2.125,0.75,0.5\n" +
  "2,1200,1e-7,5e-324,0,,,0.1,0.05,0\n";

Deno.test("formatHistoryLines() writes an object per line, without what was not measured", () => {
  assertEquals(formatHistoryLines(history), lines);
  assertEquals(formatHistoryLines([]), "");
});

Deno.test("formatHistoryTable() writes a line per measurement, with empty cells", () => {
  assertEquals(formatHistoryTable(history), table);
});

Deno.test("parseHistoryLines() reads what formatHistoryLines() writes", () => {
  assertEquals(parseHistoryLines(lines), [...history]);
  assertEquals(parseHistoryLines(""), []);
});

Deno.test("parseHistoryTable() reads what formatHistoryTable() writes", () => {
  assertEquals(parseHistoryTable(table), [...history]);
  assertEquals(parseHistoryTable(formatHistoryTable([])), []);
});

Deno.test("a loss that is no finite number survives as far as each format can say it", () => {
  const [first] = history;
  const diverged = { ...first, test: { loss: Infinity, errorRate: 0.9 } };
  const [read] = parseHistoryLines(formatHistoryLines([diverged]));
  assertEquals(read.test, { loss: NaN, errorRate: 0.9 });
  assertEquals(formatHistoryTable([diverged]).includes(",Infinity,0.9,"), true);
  assertEquals(parseHistoryTable(formatHistoryTable([diverged])), [diverged]);
  const lost = { ...first, test: { loss: NaN, errorRate: 0.9 } };
  assertEquals(parseHistoryTable(formatHistoryTable([lost])), [lost]);
});

const malformed: readonly (readonly [string, string])[] = [
  [`${lines}{"epoch":3`, 'Expected a JSON object but found "{"epoch":3" in line 3'],
  [`${lines}\n`, 'Expected a JSON object but found "" in line 3'],
  ["7\n", 'Expected a JSON object but found "7" in line 1'],
  ["null\n", 'Expected a JSON object but found "null" in line 1'],
  ["{}\n", 'Expected a number "training_loss" but found none in line 1'],
  [lines.replace('"epoch":2', '"epoch":"2"'), 'Expected a number "epoch" but found none in line 2'],
  [
    lines.replace('"epoch":2', '"epoch":1.5'),
    'Expected "epoch" to be an integer of 1 or more but found 1.5 in line 2',
  ],
  [
    lines.replace('"iteration":1200', '"iteration":null'),
    'Expected "iteration" to be an integer of 1 or more but found NaN in line 2',
  ],
  [lines.replace('"test_loss":0.1,', ""), 'Expected a number "test_loss" but found none in line 2'],
];

for (const [text, message] of malformed) {
  Deno.test(`parseHistoryLines() refuses: ${message}`, () => {
    assertThrows(() => parseHistoryLines(text), FormatError, message);
  });
}

const malformedTables: readonly (readonly [string, string])[] = [
  ["", `Expected the columns ${heading} in line 1 but found ""`],
  ["epoch,loss\n", 'in line 1 but found "epoch,loss"'],
  [`${table}3,4\n`, "Expected 10 or 13 cells in line 4 but found 2"],
  [`${table}\n`, "Expected 10 or 13 cells in line 4 but found 1"],
  [table.replace("\n2,", "\n,"), 'Expected a number "epoch" but found none in line 3'],
  [
    table.replace("\n2,", "\n-2,"),
    'Expected "epoch" to be an integer of 1 or more but found -2 in line 3',
  ],
  [table.replace("\n2,", "\n0x2,"), 'Expected a number "epoch" but found none in line 3'],
  [table.replace(",0.1,0.05", ",,0.05"), 'Expected a number "test_loss" but found none in line 3'],
];

for (const [text, message] of malformedTables) {
  Deno.test(`parseHistoryTable() refuses: ${message}`, () => {
    assertThrows(() => parseHistoryTable(text), FormatError, message);
  });
}

for (
  const { parse, text } of [
    { parse: parseHistoryLines, text: lines },
    { parse: parseHistoryTable, text: table },
  ]
) {
  Deno.test(`${parse.name}() throws nothing but FormatError at damaged text`, () => {
    const decoder = new TextDecoder();
    let refused = 0;
    for (const bytes of mutationsOf(new TextEncoder().encode(text), 3000)) {
      const damaged = decoder.decode(bytes);
      try {
        parse(damaged);
      } catch (error) {
        if (!(error instanceof FormatError)) throw new Error(`at ${damaged}`, { cause: error });
        refused++;
      }
    }
    assertGreater(refused, 500);
  });
}

Deno.test("historyColumns() has a column for each number that the measurements have", () => {
  const [first, second] = history.map(({ validation: _, ...rest }) => rest);
  const columns = historyColumns([first, { ...second, penalty: NaN }]);
  assertEquals([...columns.keys()], heading.split(",").filter((name) => !name.includes("valid")));
  assertEquals(columns.get("iteration"), Float64Array.of(600, 1200));
  assertEquals(columns.get("penalty"), Float64Array.of(0.5, NaN));
  assertEquals(historyOf(columns), [first, { ...second, penalty: NaN }]);
  assertEquals([historyColumns([]).size, historyOf(new Map())], [0, []]);
  assertThrows(() => historyColumns(history), RangeError, '"validation_loss" in all measurements');
});

Deno.test("historyOf() refuses columns that make no history", () => {
  const columns = historyColumns(history.slice(0, 1));
  const cases: readonly [string, Float64Array, string][] = [
    ["test_loss", Float64Array.of(), 'Expected 1 numbers "test_loss" but found 0'],
    ["epoch", Float64Array.of(NaN), 'Expected "epoch" to be an integer of 1 or more but found NaN'],
    ["iteration", Float64Array.of(0.5), 'Expected "iteration" to be an integer'],
    ["mood", Float64Array.of(1), 'Expected the columns of a history but found "mood"'],
  ];
  for (const [name, column, message] of cases) {
    const damaged = new Map(columns).set(name, column);
    assertThrows(() => historyOf(damaged), FormatError, message);
  }
  columns.delete("training_loss");
  assertThrows(() => historyOf(columns), FormatError, "training_loss");
});

Deno.test("a history is no longer than what is read again", () => {
  const longest = new Array<Measurement>(2 ** 19).fill(history[1]);
  const tooLong = [...longest, history[1]];
  assertEquals(parseHistoryTable(formatHistoryTable(longest)).length, 2 ** 19);
  assertThrows(() => formatHistoryTable(tooLong), RangeError, "at most 524288 measurements");
  assertThrows(() => formatHistoryLines(tooLong), RangeError, "measurements but found more");
  const [, row] = formatHistoryTable([history[1]]).split("\n");
  const rows = `${heading}\n${`${row}\n`.repeat(2 ** 19 + 1)}`;
  assertThrows(() => parseHistoryTable(rows), FormatError, "but found more in line 524290");
  const lines = formatHistoryLines([history[1]]).repeat(2 ** 19 + 1);
  assertThrows(() => parseHistoryLines(lines), FormatError, "but found more in line 524289");
});

Deno.test("a history is read in parts, with the lines of the whole", () => {
  const [first, second] = lines.split(/(?<=\n)/);
  assertEquals([...parseHistoryLines(first), ...parseHistoryLines(second, 1)], [...history]);
  assertThrows(() => parseHistoryLines("{}", 1), FormatError, "in line 2");
  const [, ...rows] = table.split(/(?<=\n)/);
  const [head, tail] = [`${heading}\n${rows[0]}`, rows[1]];
  assertEquals([...parseHistoryTable(head), ...parseHistoryTable(tail, 1)], [...history]);
  assertThrows(() => parseHistoryTable("1,2", 1), FormatError, "cells in line 3");
  assertThrows(() => parseHistoryTable("1".repeat(1e5), 1), FormatError, "found 100000 in line 3");
});

const regression: readonly Measurement[] = [{
  epoch: 1,
  iteration: 2,
  learningRate: 0.5,
  training: { loss: 0.25, errorRate: NaN, rSquared: 0.75 },
  test: { loss: 4, errorRate: NaN, rSquared: -3 },
  penalty: 0,
}];

Deno.test("histories of numeric targets have R² in place of error rates", () => {
  const line = '{"epoch":1,"iteration":2,"learning_rate":0.5,"training_loss":0.25,' +
    '"training_r_squared":0.75,"test_loss":4,"test_r_squared":-3,"penalty":0}\n';
  assertEquals(formatHistoryLines(regression), line);
  assertEquals(parseHistoryLines(line), [...regression]);
  const table = "epoch,iteration,learning_rate,training_loss,training_error_rate," +
    "training_r_squared,validation_loss,validation_error_rate,validation_r_squared,test_loss," +
    "test_error_rate,test_r_squared,penalty\n1,2,0.5,0.25,,0.75,,,,4,,-3,0\n";
  assertEquals(formatHistoryTable(regression), table);
  assertEquals(parseHistoryTable(table), [...regression]);
  assertEquals(parseHistoryTable("1,2,0.5,0.25,,0.75,,,,4,,-3,0\n", 7), [...regression]);
  assertEquals(historyOf(historyColumns(regression)), [...regression]);
});
