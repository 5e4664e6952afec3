import { assertEquals } from "@std/assert";
import { epochOfSmallestError, errorOf, rankingData } from "../../../cli/compare/errors.ts";
import { historyOf, runOf } from "./sample_runs.ts";

const run = runOf("a", "", 0.5, 0.125, 0.25);

Deno.test("errorOf() is that of the last measurement", () => {
  assertEquals(errorOf(run, "validation"), 0.25);
  assertEquals(errorOf(run, "training"), 0.125);
  assertEquals(errorOf(run, "test"), 0.5);
  assertEquals(errorOf({ path: "a", history: [] }, "test"), undefined);
});

Deno.test("errorOf() with early stopping is that of the best epoch", () => {
  const keys = "early_stopping = validation_error 5\nvalidation = 10";
  assertEquals(errorOf(runOf("a", keys, 0.5, 0.125, 0.25), "validation"), 0.125);
  // Within an epoch, what counts is its end.
  const [first, second] = historyOf(0.125, 0.5);
  const history = [{ ...first, epoch: 1 }, { ...second, epoch: 1 }, ...historyOf(0, 0.25).slice(1)];
  assertEquals(errorOf({ ...runOf("a", keys), history }, "validation"), 0.25);
});

Deno.test("errorOf() the test images is that of the model, if there is one", () => {
  const model = { path: "a", parameterCount: 1, test: { images: 8, wrong: 3 } };
  assertEquals(errorOf({ ...run, model }, "test"), 0.375);
  assertEquals(errorOf({ ...run, model: { ...model, test: undefined } }, "test"), 0.5);
});

Deno.test("rankingData() is validation images if all have them, then test images", () => {
  const tested = {
    path: "b",
    history: historyOf(0.5).map((m) => ({ ...m, validation: undefined })),
  };
  const bare = { path: "c", history: tested.history.map((m) => ({ ...m, test: undefined })) };
  assertEquals(rankingData([run, run]), "validation");
  assertEquals(rankingData([run, tested]), "test");
  assertEquals(rankingData([run, tested, bare]), "training");
  assertEquals(rankingData([{ path: "d", history: [] }]), "test");
});

Deno.test("epochOfSmallestError() is the first of the best", () => {
  assertEquals(epochOfSmallestError(runOf("a", "", 0.5, 0.25, 0.25), "test"), 2);
  assertEquals(epochOfSmallestError({ path: "a", history: [] }, "test"), undefined);
});
