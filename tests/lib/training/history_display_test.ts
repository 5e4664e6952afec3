import { assertEquals } from "@std/assert";
import { displayHistory } from "../../../lib/training/history_display.ts";

Deno.test("displayHistory() has a line for each measurement, with what was measured", () => {
  const history = [0.5, 0.25].map((loss, i) => ({
    epoch: i + 1,
    iteration: 600 * (i + 1),
    learningRate: 0.1,
    training: { loss, errorRate: loss / 2 },
    penalty: 0,
  }));
  assertEquals(displayHistory(history)["text/plain"].split("\n"), [
    "2 measurements",
    "epoch  iteration  learning rate  training loss  training error rate  penalty",
    "    1        600            0.1            0.5                 0.25        0",
    "    2       1200            0.1           0.25                0.125        0",
  ]);
  assertEquals(displayHistory([])["text/plain"].split("\n")[0], "0 measurements");
});
