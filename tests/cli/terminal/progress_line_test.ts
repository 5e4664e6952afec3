import { assert, assertEquals } from "@std/assert";
import { formatProgressLine } from "../../../cli/terminal/progress_line.ts";

const figures = {
  epoch: 3,
  lastEpoch: 5,
  done: 0.5,
  loss: 0.43812,
  speed: 71234.4,
  secondsLeft: 2.3,
};

Deno.test("formatProgressLine() shows a bar of at most 24 characters", () => {
  assertEquals(
    formatProgressLine(figures, 200),
    "epoch 3/5 [============            ]   50 %  loss 0.4381  71234 images/s  0:02 left",
  );
});

Deno.test("formatProgressLine() leaves out what is missed the least where there is no room", () => {
  const lines = [79, 68, 67, 56, 55, 40, 39, 29, 28, 16, 15, 9, 5].map((width) =>
    formatProgressLine(figures, width)
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

Deno.test("formatProgressLine() is never longer than it may be", () => {
  const large = { ...figures, epoch: 99999, lastEpoch: 100000, loss: 1.234e300, speed: 1e7 };
  for (let width = 1; width <= 120; width++) {
    assert(formatProgressLine(figures, width).length <= width, `${width}`);
    assert(formatProgressLine(large, width).length <= width, `${width}`);
  }
});

Deno.test("formatProgressLine() shows the beginning and the end", () => {
  const ends = [{ ...figures, done: 0.0001 }, { ...figures, done: 1, secondsLeft: 0 }];
  assertEquals(ends.map((figures) => formatProgressLine(figures, 67)), [
    "epoch 3/5 [        ]    0 %  loss 0.4381  71234 images/s  0:02 left",
    "epoch 3/5 [========]  100 %  loss 0.4381  71234 images/s  0:00 left",
  ]);
});

Deno.test("formatProgressLine() writes the time left in minutes and hours", () => {
  const left = (secondsLeft: number) =>
    formatProgressLine({ ...figures, secondsLeft }, 200).split("  ").at(-1);
  assertEquals([0.4, 59.6, 754, 3599.7, 5025, 360000].map(left), [
    "0:00 left",
    "1:00 left",
    "12:34 left",
    "1:00:00 left",
    "1:23:45 left",
    "100:00:00 left",
  ]);
});
