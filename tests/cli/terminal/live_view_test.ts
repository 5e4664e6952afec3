import { assert, assertEquals, assertMatch } from "@std/assert";
import { LiveView, type WatchedTraining } from "../../../cli/terminal/live_view.ts";
import type { Measurement } from "../../../lib/training/measurement.ts";
import { FakeScreen } from "./fake_screen.ts";

/** Two epochs of ten mini-batches. */
const training: WatchedTraining = {
  batchesPerEpoch: 10,
  lastEpoch: 2,
  iterations: 20,
  epochsBefore: 0,
  history: [],
};

function measurementAt(iteration: number): Measurement {
  return {
    epoch: Math.ceil(iteration / 10),
    iteration,
    learningRate: 0.1,
    training: { loss: 2, errorRate: 0.5 },
    test: { loss: 1.5, errorRate: 0.5 },
    penalty: 0,
  };
}

/** How far the training is after so many mini-batches; it measures after each epoch. */
function progressAt(iteration: number) {
  const batch = (iteration - 1) % 10 + 1;
  const isEpochEnd = batch === 10;
  return {
    epoch: Math.ceil(iteration / 10),
    batch,
    batchLoss: 3 - iteration / 10,
    samples: 8 * batch,
    loss: 2.5,
    isEpochEnd,
    measurement: isEpochEnd ? measurementAt(iteration) : undefined,
  };
}

/** The view of a training that takes `period` milliseconds for a mini-batch, after some of them. */
function watch(screen: FakeScreen, period: number, iterations: number, watched = training) {
  const view = new LiveView(screen, watched, 0);
  view.print("heading");
  for (let i = 1; i <= iterations; i++) {
    const progress = progressAt(10 * watched.epochsBefore + i);
    if (progress.isEpochEnd) view.print(`row ${progress.epoch}`);
    view.show(progress, 80, i * period);
  }
  return view;
}

Deno.test("LiveView shows curve, legend and progress below the lines that it prints", () => {
  const screen = new FakeScreen();
  watch(screen, 200, 15);
  assertEquals(screen.printed, ["heading", "row 1"]);
  const lines = screen.lines;
  assertEquals(lines.slice(0, 2), ["heading", "row 1"]);
  assertEquals(lines.length, 2 + 8 + 2);
  assertMatch(lines[2], /^2\.9 ┤[⠀-⣿]/);
  assertMatch(lines[9], /^1\.5 ┤/);
  assertEquals(lines[10], "epoch 0 to 1.5  ⠒ training loss  x test 1.5000");
  // 15 mini-batches in 3 seconds, and 5 to come.
  assertMatch(
    lines[11],
    /^epoch 2\/2 \[=+ +\] {3}75 % {2}loss 2\.5000 {2}80 images\/s {2}0:01 left$/,
  );
});

Deno.test("LiveView leaves only the lines that it prints", () => {
  const screen = new FakeScreen();
  watch(screen, 200, 20)[Symbol.dispose]();
  assertEquals(screen.lines, ["heading", "row 1", "row 2", ""]);
});

Deno.test("LiveView draws at most ten times a second, and nothing in the first tenth", () => {
  const screen = new FakeScreen();
  watch(screen, 9, 11);
  assertEquals(screen.written, []);
  const view = watch(screen, 1000 / 600, 20);
  assertEquals(screen.written, []);
  for (let time = 100; time < 1100; time++) view.show(progressAt(20), 80, time);
  assertEquals(screen.written.length, 10);
});

Deno.test("LiveView prints lines that come fast together, in their order", () => {
  const screen = new FakeScreen();
  const view = watch(screen, 100, 1);
  assertEquals(screen.printed, ["heading"]);
  for (const row of ["a", "b", "c"]) {
    view.print(row);
    view.show(progressAt(2), 80, 150);
  }
  assertEquals(screen.printed, ["heading"]);
  view.show(progressAt(3), 80, 200);
  assertEquals(screen.lines.slice(0, 5), ["heading", "a", "b", "c", screen.lines[4]]);
  assertMatch(screen.lines[4], /┤/);
  view.print("d");
  view[Symbol.dispose]();
  assertEquals(screen.lines, ["heading", "a", "b", "c", "d", ""]);
});

Deno.test("LiveView fits terminals of any size", () => {
  for (
    const [columns, rows] of [[80, 24], [40, 24], [20, 10], [200, 70], [19, 24], [80, 8], [1, 1]]
  ) {
    const screen = new FakeScreen(columns, rows);
    const view = new LiveView(screen, training, 0);
    for (let i = 1; i <= 15; i++) view.show(progressAt(i), 80, 200 * i);
    const isTooSmall = columns < 20 || rows < 9;
    const height = isTooSmall ? 1 : Math.min(10, Math.floor(rows / 3)) + 2;
    assertEquals(screen.lines.length, height, `${columns} x ${rows}`);
    assert(screen.lines.every(({ length }) => length < columns), screen.lines.join("\n"));
  }
});

Deno.test("LiveView fits a terminal that is resized, once it keeps its size", () => {
  const screen = new FakeScreen(80, 24);
  const view = watch(screen, 200, 5);
  screen.rows = 12;
  view.show(progressAt(6), 80, 1200);
  assertEquals(screen.lines.length, 1 + 4 + 2);
  const before = screen.lines;
  screen.columns = 100;
  view.show(progressAt(7), 80, 1400);
  assertEquals(screen.lines, before);
  view.show(progressAt(8), 80, 1600);
  assertMatch(screen.lines[6], /40 %/);
  view[Symbol.dispose]();
  assertEquals(screen.lines, ["heading", ""]);
});

Deno.test("LiveView goes on from the history and the epochs of an earlier run", () => {
  const screen = new FakeScreen();
  watch(screen, 200, 5, { ...training, epochsBefore: 1, history: [measurementAt(10)] });
  assertEquals(screen.lines[9], "epoch 1 to 1.5  ⠒ training loss  x test 1.5000");
  // 5 mini-batches in this run, in 1 second, and 5 to come.
  assertMatch(screen.lines[10], / 75 % .* 0:01 left$/);
});

Deno.test("LiveView writes colours only where they are welcome", () => {
  const [plain, coloured] = [false, true].map((isColoured) => {
    const screen = new FakeScreen();
    screen.isColoured = isColoured;
    watch(screen, 200, 15);
    return screen;
  });
  assertEquals(coloured.lines, plain.lines);
  assertEquals(plain.written.join("").includes("[38"), false);
  assertEquals(coloured.written.join("").includes("[38"), true);
});
