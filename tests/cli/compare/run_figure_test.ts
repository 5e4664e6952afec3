import { assertEquals } from "@std/assert";
import {
  epochOfSmallest,
  figureKindOf,
  figureOf,
  rankingData,
} from "../../../cli/compare/run_figure.ts";
import { historyOf, regressionOf, runOf } from "./sample_runs.ts";

const run = runOf("a", "", 0.5, 0.125, 0.25);

Deno.test("figureOf() is that of the last measurement", () => {
  assertEquals(figureOf(run, "validation", "error"), 0.25);
  assertEquals(figureOf(run, "training", "error"), 0.125);
  assertEquals(figureOf(run, "test", "error"), 0.5);
  assertEquals(figureOf({ path: "a", history: [] }, "test", "error"), undefined);
  const regression = regressionOf("a", "", 0.5, 0.125, 0.25);
  assertEquals(figureOf(regression, "validation", "error"), undefined);
  assertEquals(figureOf(regression, "validation", "loss"), 0.25);
  assertEquals(figureOf(regression, "test", "loss"), 0.5);
  assertEquals(figureOf(regressionOf("a", "", Infinity), "test", "loss"), undefined);
  const model = { path: "a", parameterCount: 1, testLoss: 3 };
  assertEquals(figureOf({ ...regression, model }, "test", "loss"), 3);
});

Deno.test("figureOf() with early stopping is that of the best epoch", () => {
  const keys = "early_stopping = validation_error 5\nvalidation = 10";
  assertEquals(figureOf(runOf("a", keys, 0.5, 0.125, 0.25), "validation", "error"), 0.125);
  // Within an epoch, what counts is its end.
  const [first, second] = historyOf(0.125, 0.5);
  const history = [{ ...first, epoch: 1 }, { ...second, epoch: 1 }, ...historyOf(0, 0.25).slice(1)];
  assertEquals(figureOf({ ...runOf("a", keys), history }, "validation", "error"), 0.25);
});

Deno.test("figureOf() with early stopping goes by the mean training loss of whole epochs", () => {
  const keys = "early_stopping = training_loss 5\nmeasure_every = 15\nvalidation = 10";
  // Epochs of 20 steps with the mean losses (15 · 0.5 + 5 · 0.9) / 20 = 0.6 and
  // (10 · 0.9 + 10 · 0.5) / 20 = 0.7; of the last measurements alone, the second would be the best.
  const measured = [[1, 15, 0.5], [1, 20, 0.9], [2, 30, 0.9], [2, 40, 0.5]];
  const history = measured.map(([epoch, iteration, loss], i) => ({
    ...historyOf(0.125, 0.25, 0.375, 0.5)[i],
    epoch,
    iteration,
    training: { loss, errorRate: 0 },
  }));
  assertEquals(figureOf({ ...runOf("a", keys), history }, "validation", "error"), 0.25);
});

Deno.test("figureOf() is the error of the model on the test images, if it is known", () => {
  const model = { path: "a", parameterCount: 1, test: { images: 8, wrong: 3 } };
  assertEquals(figureOf({ ...run, model }, "test", "error"), 0.375);
  assertEquals(figureOf({ ...run, model: { ...model, test: undefined } }, "test", "error"), 0.5);
});

Deno.test("rankingData() is validation images if all have them, then test images", () => {
  const tested = {
    path: "b",
    history: historyOf(0.5).map((m) => ({ ...m, validation: undefined })),
  };
  const bare = { path: "c", history: tested.history.map((m) => ({ ...m, test: undefined })) };
  assertEquals(rankingData([run, run], "error"), "validation");
  assertEquals(rankingData([run, tested], "error"), "test");
  assertEquals(rankingData([run, tested, bare], "error"), "training");
  assertEquals(rankingData([{ path: "d", history: [] }], "error"), undefined);
});

Deno.test("figureKindOf() is the error if one is known, otherwise the loss", () => {
  const regression = regressionOf("a", "", 0.5);
  assertEquals(figureKindOf([regression, run]), "error");
  assertEquals(figureKindOf([regression, regression]), "loss");
  assertEquals(rankingData([regression, regression], "loss"), "validation");
  assertEquals(rankingData([regression, regression], "error"), undefined);
});

Deno.test("epochOfSmallest() is the first of the best", () => {
  assertEquals(epochOfSmallest("error", runOf("a", "", 0.5, 0.25, 0.25), "test"), 2);
  assertEquals(epochOfSmallest("loss", regressionOf("a", "", 0.5, 0.25, 0.75), "test"), 2);
  assertEquals(epochOfSmallest("error", { path: "a", history: [] }, "test"), undefined);
});
