import { assert, assertEquals, assertMatch } from "@std/assert";
import { formatProgress, ProgressBar } from "../../../cli/terminal/progress_bar.ts";
import { FakeScreen } from "./fake_screen.ts";

const progress = {
  title: "epoch 3/5",
  done: 0.5,
  details: ["loss 0.4381", "71234 images/s"],
  secondsLeft: 2.3,
};

Deno.test("formatProgress() shows a bar of at most 24 characters", () => {
  assertEquals(
    formatProgress(progress, 200),
    "epoch 3/5 [============            ]   50 %  loss 0.4381  71234 images/s  0:02 left",
  );
});

Deno.test("formatProgress() leaves out what is missed the least where there is no room", () => {
  const lines = [79, 68, 67, 56, 55, 40, 39, 29, 28, 16, 15, 9, 5].map((width) =>
    formatProgress(progress, width)
  );
  assertEquals(lines, [
    "epoch 3/5 [==========          ]   50 %  loss 0.4381  71234 images/s  0:02 left",
    "epoch 3/5 [====     ]   50 %  loss 0.4381  71234 images/s  0:02 left",
    "epoch 3/5 [====    ]   50 %  loss 0.4381  71234 images/s  0:02 left",
    "epoch 3/5   50 %  loss 0.4381  71234 images/s  0:02 left",
    "epoch 3/5 [======      ]   50 %  loss 0.4381  0:02 left",
    "epoch 3/5   50 %  loss 0.4381  0:02 left",
    "epoch 3/5   50 %  loss 0.4381",
    "epoch 3/5   50 %  loss 0.4381",
    "epoch 3/5 [====     ]   50 %",
    "epoch 3/5   50 %",
    "epoch 3/5",
    "epoch 3/5",
    "epoch",
  ]);
});

Deno.test("formatProgress() is never longer than it may be", () => {
  const details = ["loss 1.23e+300", "10000000 images/s"];
  const large = { ...progress, title: "epoch 99999/100000", details };
  for (let width = 1; width <= 120; width++) {
    assert(formatProgress(progress, width).length <= width, `${width}`);
    assert(formatProgress(large, width).length <= width, `${width}`);
  }
});

Deno.test("formatProgress() shows the beginning and the end", () => {
  const ends = [{ ...progress, done: 0.0001 }, { ...progress, done: 1, secondsLeft: 0 }];
  assertEquals(ends.map((progress) => formatProgress(progress, 67)), [
    "epoch 3/5 [        ]    0 %  loss 0.4381  71234 images/s  0:02 left",
    "epoch 3/5 [========]  100 %  loss 0.4381  71234 images/s  0:00 left",
  ]);
});

Deno.test("formatProgress() writes the time left in minutes and hours", () => {
  const left = (secondsLeft: number) =>
    formatProgress({ ...progress, secondsLeft }, 200).split("  ").at(-1);
  assertEquals([0.4, 59.6, 754, 3599.7, 5025, 360000].map(left), [
    "0:00 left",
    "1:00 left",
    "12:34 left",
    "1:00:00 left",
    "1:23:45 left",
    "100:00:00 left",
  ]);
});

Deno.test("formatProgress() needs no details", () => {
  const work = { title: "downloading", done: 0.25, details: [], secondsLeft: 61 };
  const lines = [79, 44, 30, 20].map((width) => formatProgress(work, width));
  assertEquals(lines, [
    "downloading [======                  ]   25 %  1:01 left",
    "downloading [===         ]   25 %  1:01 left",
    "downloading   25 %  1:01 left",
    "downloading   25 %",
  ]);
});

Deno.test("ProgressBar shows the share that is done and the time that is left", () => {
  const screen = new FakeScreen();
  screen.print("before");
  {
    using bar = new ProgressBar("reading images", screen, 1000);
    // 30 of 120 in 2 seconds.
    bar.show(30, 120, 3000);
    assertEquals(screen.lines, [
      "before",
      "reading images [======                  ]   25 %  0:06 left",
    ]);
    bar.show(120, 120, 5000);
    assertEquals(screen.lines, [
      "before",
      "reading images [========================]  100 %  0:00 left",
    ]);
  }
  assertEquals(screen.lines, ["before", ""]);
});

Deno.test("ProgressBar draws at most ten times a second, and nothing in the first tenth", () => {
  const screen = new FakeScreen();
  const bar = new ProgressBar("reading images", screen, 0);
  for (let time = 0; time < 100; time++) bar.show(time, 1100, time);
  bar[Symbol.dispose]();
  assertEquals(screen.written, []);
  for (let time = 100; time < 1100; time++) bar.show(time, 1100, time);
  assertEquals(screen.written.length, 10);
});

Deno.test("ProgressBar fits terminals of any width in one line, and always tells the share", () => {
  for (let columns = 12; columns <= 200; columns++) {
    const screen = new FakeScreen(columns);
    new ProgressBar("reading images", screen, 0).show(1, 2, 7_200_000);
    assertEquals(screen.lines.length, 1);
    assert(screen.lines[0].length < columns, screen.lines[0]);
    assertMatch(screen.lines[0], /50 %/);
  }
});

Deno.test("ProgressBar shows nothing before anything is done", () => {
  const screen = new FakeScreen();
  new ProgressBar("downloading", screen, 0).show(0, 5, 1000);
  assertEquals(screen.written, []);
});
