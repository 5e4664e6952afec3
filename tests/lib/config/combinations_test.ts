import { assertEquals, assertStringIncludes, assertThrows } from "@std/assert";
import { parseConfig } from "../../../lib/config/config.ts";
import { ConfigError, OptionError } from "../../../lib/config/source.ts";

const base = `rel_path_train_images = a
rel_path_train_labels = b
rel_path_test_images = c
rel_path_test_labels = d
rel_path_log_file = e
batch_size = 1
learning_rate = 1
num_epochs = 1
hidden_size = 5
`;

/** What is wrong with lines 10 and following. */
function refusal(...lines: readonly string[]): string {
  return assertThrows(() => parseConfig(base + lines.join("\n"), "x"), ConfigError).message;
}

Deno.test("parseConfig() refuses two keys that take each other's place", () => {
  assertEquals(
    refusal("layers = dense 10 softmax"),
    'x:9: hidden_size: Expected no "hidden_size" beside "layers", which takes its place, but found ' +
      'both; "layers" is in line 10',
  );
  assertEquals(
    refusal("", "num_iterations = 5"),
    'x:8: num_epochs: Expected no "num_epochs" beside "num_iterations", which takes its place, ' +
      'but found both; "num_iterations" is in line 11',
  );
  assertEquals(
    refusal("folds = 5", "validation = 0.2"),
    'x:11: validation: Expected no "validation" beside "folds", which takes its place, but found ' +
      'both; "folds" is in line 10',
  );
});

Deno.test("parseConfig() refuses what needs validation images without any", () => {
  assertEquals(
    refusal("stratified = yes"),
    'x:10: stratified: Expected "validation", "folds" or "pooled_test" too, to set images aside, ' +
      "but found none of them",
  );
  const problem = 'Expected "validation" or "folds" too, to set images aside, but found neither';
  for (const watch of ["validation_loss", "validation_error"]) {
    assertEquals(refusal("", `early_stopping = ${watch} 5`), `x:11: early_stopping: ${problem}`);
  }
  for (const parts of ["validation = 0.1", "folds = 2"]) {
    parseConfig(`${base}${parts}\nstratified = yes\nearly_stopping = validation_loss 5`, "x");
  }
  parseConfig(`${base}stratified = no\nearly_stopping = training_loss 5`, "x");
});

Deno.test("parseConfig() refuses a schedule_unit that says nothing or cannot be", () => {
  assertEquals(
    refusal("schedule_unit = iteration"),
    'x:10: schedule_unit: Expected "schedule" too but found no line with it',
  );
  for (const schedule of ["tunable 5", "plateau 3", "warm_up 5, plateau 3"]) {
    assertEquals(
      refusal(`schedule = ${schedule}`, "schedule_unit = iteration"),
      "x:11: schedule_unit: Expected epoch, the only unit of this schedule, but found iteration",
    );
    parseConfig(`${base}schedule = ${schedule}\nschedule_unit = epoch`, "x");
  }
  parseConfig(`${base}schedule = step 5\nschedule_unit = iteration`, "x");
});

Deno.test("parseConfig() refuses threads for a device without any", () => {
  assertEquals(
    refusal("device = typescript", "threads = 2"),
    'x:10: device: Expected another device beside "threads" but found typescript, ' +
      'which has no threads; "threads" is in line 11',
  );
  parseConfig(`${base}threads = 2`, "x");
});

Deno.test("parseConfig() refuses files that will not be written", () => {
  assertEquals(
    refusal("checkpoint_every = 1", "folds = 3"),
    'x:10: checkpoint_every: Expected no "folds" beside it, which keep histories and a model ' +
      "alone, but found some",
  );
  for (
    const key of [
      "rel_path_histograms_file",
      "rel_path_tensorboard_dir",
    ]
  ) {
    assertStringIncludes(refusal(`${key} = m`, "folds = 3"), `x:10: ${key}: Expected no "folds"`);
  }
  assertEquals(
    refusal("rel_path_checkpoint_file = c"),
    'x:10: rel_path_checkpoint_file: Expected "checkpoint_every" too but found no line with it',
  );
});

Deno.test("parseConfig() refuses precisions and threads that webgpu has not", () => {
  assertEquals(
    refusal("device = webgpu", "precision = f64"),
    'x:11: precision: Expected f32, the only precision of webgpu, but found f64; "device" is in line 10',
  );
  assertEquals(
    refusal("device = webgpu", "threads = 2"),
    'x:10: device: Expected another device beside "threads" but found webgpu, which has no threads; ' +
      '"threads" is in line 11',
  );
});

Deno.test("parseConfig() refuses a combination that an override makes, as in the file", () => {
  const refusalOf = (lines: string, key: string, value: string) =>
    assertThrows(() => parseConfig(base + lines, "x", [{ key, value }]), OptionError).message;
  assertEquals(
    refusalOf("threads = 2", "device", "typescript"),
    '--device: Expected another device beside "threads" but found typescript, ' +
      'which has no threads; "threads" is in line 10',
  );
  assertEquals(
    refusalOf("", "schedule_unit", "iteration"),
    '--schedule_unit: Expected "schedule" too but found no line with it',
  );
  const { message } = assertThrows(
    () => parseConfig(base, "x", [{ key: "layers", value: "dense 10 softmax" }]),
    ConfigError,
  );
  assertEquals(
    message,
    'x:9: hidden_size: Expected no "hidden_size" beside "layers", which takes its place, but found ' +
      'both; "layers" is set by --layers',
  );
});

Deno.test("parseConfig() accepts a combination that an override mends", () => {
  const overrides = [{ key: "device", value: "wasm" }];
  const { device, threads } = parseConfig(
    `${base}device = typescript\nthreads = 2`,
    "x",
    overrides,
  );
  assertEquals({ device, threads }, { device: "wasm", threads: 2 });
});
