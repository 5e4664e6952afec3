import { assertEquals } from "@std/assert";
import { planSweep } from "../../../cli/sweep/plan.ts";
import type { RunResult } from "../../../cli/sweep/sweep_folder.ts";
import { formatSweep } from "../../../cli/sweep/sweep_table.ts";

const text = `rel_path_train_images = images
rel_path_test_images = images
rel_path_log_file = log
num_epochs = 1
batch_size = 5
learning_rate = 0.1
hidden_size = 4
`;
const keys = [
  { key: "learning_rate", values: ["0.1", "0.01"] },
  { key: "seed", values: ["1", "2"] },
];

/** What every run has come to besides its figures. */
const counts = { epochs: 1, bestEpoch: 1, parameters: 9, seconds: 1 };

/** The cells of the table of the first runs, with these test errors, and validation errors if there are any. */
async function format(
  test: readonly (number | undefined)[],
  validation: readonly (number | undefined)[] = [],
): Promise<string[][]> {
  const sweep = await planSweep(text, "x", keys, "out");
  const results = sweep.runs.flatMap(({ name }, i): [string, RunResult][] => {
    const testErrorRate = test[i];
    return testErrorRate === undefined
      ? []
      : [[name, { ...counts, testErrorRate, validationErrorRate: validation[i] }]];
  });
  return formatSweep(sweep, new Map(results)).split("\n").map((line) => line.split(/ {2,}/));
}

// Of two values, the standard deviation is their difference divided by the square root of 2.

Deno.test("formatSweep() chooses by the validation error, and says the test error of that one alone", async () => {
  assertEquals(await format([0.1, 0.2, 0.05, 0.06], [0.1, 0.12, 0.2, 0.3]), [
    ["learning_rate", "runs", "validation error"],
    ["0.1", "2", "11.00 ± 1.41 %"],
    ["0.01", "2", "25.00 ± 7.07 %"],
    ["Chosen by the validation data: learning_rate = 0.1"],
    ["Test error: 15.00 ± 7.07 %"],
  ]);
});

Deno.test("formatSweep() chooses nothing without validation data", async () => {
  assertEquals(await format([0.1, 0.2, 0.05, 0.05]), [
    ["learning_rate", "runs", "test error"],
    ["0.1", "2", "15.00 ± 7.07 %"],
    ["0.01", "2", "5.00 ± 0.00 %"],
    ['Nothing is chosen by test data; "validation" sets data aside for that'],
  ]);
});

Deno.test("formatSweep() chooses by the mean over folds, where nothing is tested", async () => {
  const sweep = await planSweep(`${text}folds = 5\n`, "x", keys, "out");
  const results = new Map(sweep.runs.map(({ name }, i) => {
    return [name, { ...counts, validationErrorRate: [0.2, 0.1, 0.05, 0.07][i] }];
  }));
  assertEquals(formatSweep(sweep, results).split("\n").map((line) => line.split(/ {2,}/)), [
    ["learning_rate", "runs", "validation error"],
    ["0.1", "2", "15.00 ± 7.07 %"],
    ["0.01", "2", "6.00 ± 1.41 %"],
    ["Chosen by the validation data: learning_rate = 0.01"],
    ["Nothing is tested in a cross-validation"],
  ]);
});

Deno.test("formatSweep() chooses by the loss where numbers are predicted", async () => {
  const sweep = await planSweep(text, "x", keys, "out");
  const losses = [[0.2, 0.3], [0.4, 0.5], [0.1, 0.25], [0.1, 0.27]];
  const results = new Map(sweep.runs.map(({ name }, i) => {
    const [validationLoss, testLoss] = losses[i];
    return [name, { ...counts, validationLoss, testLoss }];
  }));
  assertEquals(formatSweep(sweep, results).split("\n").map((line) => line.split(/ {2,}/)), [
    ["learning_rate", "runs", "validation loss"],
    ["0.1", "2", "0.3000 ± 0.1414"],
    ["0.01", "2", "0.1000 ± 0.0000"],
    ["Chosen by the validation data: learning_rate = 0.01"],
    ["Test loss: 0.2600 ± 0.0141"],
  ]);
});

Deno.test("formatSweep() chooses nothing by losses of different functions", async () => {
  const losses = { key: "loss", values: ["mean_squared_error", "huber"] };
  const sweep = await planSweep(text, "x", [losses], "out");
  const results = new Map(sweep.runs.map(({ name }, i) => {
    return [name, { ...counts, validationLoss: [0.5, 0.25][i], testLoss: 1 }];
  }));
  const lines = formatSweep(sweep, results).split("\n").map((line) => line.split(/ {2,}/));
  assertEquals(lines.slice(1), [
    ["mean_squared_error", "1", "0.5000"],
    ["huber", "1", "0.2500"],
    ["Nothing is chosen, as losses of different functions or data cannot be compared"],
  ]);
});

Deno.test("formatSweep() compares errors alone where some runs have losses in their place", async () => {
  const sweep = await planSweep(text, "x", keys.slice(0, 1), "out");
  const [first, second] = sweep.runs.map(({ name }) => name);
  const results = new Map<string, RunResult>([
    [first, { ...counts, validationLoss: 0.01, testLoss: 0.01 }],
    [second, { ...counts, validationErrorRate: 0.25, testErrorRate: 0.5 }],
  ]);
  assertEquals(formatSweep(sweep, results).split("\n").map((line) => line.split(/ {2,}/)), [
    ["learning_rate", "runs", "validation error"],
    ["0.1", "1", "–"],
    ["0.01", "1", "25.00 %"],
    ["Chosen by the validation data: learning_rate = 0.01"],
    ["Test error: 50.00 %"],
  ]);
});

Deno.test("formatSweep() has no table where no run is done", async () => {
  assertEquals(await format([]), [["No training has come to anything that could be compared"]]);
});

Deno.test("formatSweep() does not choose a combination of which a run failed", async () => {
  assertEquals(await format([0.1, undefined, 0.05, 0.07], [0.1, 0, 0.2, 0.2]), [
    ["learning_rate", "runs", "validation error"],
    ["0.1", "1 of 2", "10.00 %"],
    ["0.01", "2", "20.00 ± 0.00 %"],
    ["Chosen by the validation data: learning_rate = 0.01"],
    ["Test error: 6.00 ± 1.41 %"],
  ]);
});

Deno.test("formatSweep() chooses among the combinations that have validation data", async () => {
  assertEquals(await format([0.1, 0.1, 0.05, 0.05], [undefined, undefined, 0.2, 0.2]), [
    ["learning_rate", "runs", "validation error"],
    ["0.1", "2", "–"],
    ["0.01", "2", "20.00 ± 0.00 %"],
    ["Chosen by the validation data: learning_rate = 0.01"],
    ["Test error: 5.00 ± 0.00 %"],
  ]);
});

Deno.test("formatSweep() says why it chooses nothing", async () => {
  const lines = await format([0.1, 0.1, 0.05], [undefined, undefined, 0.2]);
  assertEquals(lines.at(-1), [
    "Nothing is chosen, as no combination has the validation error of all its runs",
  ]);
});

Deno.test("formatSweep() shows values in one line each", async () => {
  const given = [{ key: "rel_path_train_labels", values: ["a\u{1b}[2J", "b"] }];
  const sweep = await planSweep(text, "x", given, "out");
  const result = { ...counts, testErrorRate: 0.5 };
  const table = formatSweep(sweep, new Map([[sweep.runs[1].name, result]]));
  assertEquals(table.split("\n")[1].startsWith("a\\u{1b}[2J "), true, table);
});
