import { assertEquals } from "@std/assert";
import { changedKeys } from "../../../cli/sweep/deciding_keys.ts";
import { parseEntries } from "../../../lib/config/source.ts";

/** The keys that change from one configuration, in lines, to another. */
function changes(done: string, asked: string): string[] {
  const [before, after] = [done, asked].map((text) => parseEntries(text, "x"));
  return changedKeys(before, after);
}

Deno.test("changedKeys() finds none where only order and spelling differ", () => {
  const done = `rel_path_log_file = a/log.txt
layers = dense 8 relu, dense 10 softmax
learning_rate = 0.1
classes = 1, 7`;
  const asked = `classes = 1,7 // two of them
learning_rate  =  1e-1

layers = dense  8 relu ,dense 10 softmax
rel_path_log_file = /b/log.txt`;
  assertEquals(changes(done, asked), []);
});

Deno.test("changedKeys() takes a key that is left out for what holds without it", () => {
  assertEquals(changes("l2 = 0\nseed = 01\noptimizer = sgd", "normalization = divide"), []);
  assertEquals(changes("hidden_size = 8", "layers = dense 2"), ["hidden_size", "layers"]);
  // The features of samples are left as they are.
  const samples = "rel_path_train_samples = a.csv";
  assertEquals(changes(samples, `${samples}\nnormalization = none`), []);
  assertEquals(changes(samples, `${samples}\nnormalization = divide`), ["normalization"]);
});

Deno.test("changedKeys() leaves out what does not decide the result", () => {
  const idle = "threads = 2\ncheckpoint_every = 1\nrel_path_checkpoint_file = c";
  assertEquals(changes(idle, ""), []);
  assertEquals(changes("", idle), []);
  for (const line of ["device = wasm", "precision = f32", "measure_every = 5", "slices = 2"]) {
    const [key] = line.split(" ");
    assertEquals([changes("", line), changes(line, "")], [[key], [key]]);
  }
});

Deno.test("changedKeys() finds records that a run lacks, but not those that it need not have", () => {
  const records = "rel_path_histograms_file = h\nrel_path_tensorboard_dir = t";
  assertEquals(changes("", records), ["rel_path_histograms_file", "rel_path_tensorboard_dir"]);
  assertEquals(changes(records, ""), []);
  assertEquals(changes(records, records.replace("= h", "= b/h")), []);
});

Deno.test("changedKeys() finds keys of another version of the program, and bad values", () => {
  assertEquals(changes("old_key = 1\nl2 = x", "l2 = 0"), ["l2", "old_key"]);
  assertEquals(changes("rel_path_train_images = a  b", "rel_path_train_images = a b"), [
    "rel_path_train_images",
  ]);
});
