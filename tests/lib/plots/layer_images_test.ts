import { assertEquals } from "@std/assert";
import { partOf, subtitleOf } from "../../../lib/plots/layer_images.ts";

Deno.test("partOf() tells how many are shown, unless it is all of them", () => {
  assertEquals(partOf(64, 70, "filters"), "The first 64 of 70 filters");
  assertEquals(partOf(70, 70, "filters"), undefined);
});

Deno.test("subtitleOf() joins the sentences that there are", () => {
  assertEquals(subtitleOf("One", undefined, "Two"), "One. Two");
  assertEquals(subtitleOf(undefined, "Two"), "Two");
  assertEquals(subtitleOf(undefined), undefined);
});
