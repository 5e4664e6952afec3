import { assertEquals } from "@std/assert";
import { nearest } from "../../../lib/config/nearest.ts";

const keys = ["num_epochs", "batch_size", "hidden_size", "learning_rate", "seed"];

Deno.test("nearest() finds a word with a letter missing, wrong, added or swapped", () => {
  assertEquals(nearest("num_epoch", keys), "num_epochs");
  assertEquals(nearest("bach_size", keys), "batch_size");
  assertEquals(nearest("hiden_sizes", keys), "hidden_size");
  assertEquals(nearest("learning_raet", keys), "learning_rate");
  assertEquals(nearest("sed", keys), "seed");
});

Deno.test("nearest() prefers the fewest edits, then the first", () => {
  assertEquals(nearest("abcd", ["abzz", "abcz", "zbcd"]), "abcz");
});

Deno.test("nearest() counts edits as Levenshtein's distance does", () => {
  // kitten, sitten, sittin, sitting: 3 edits, half of 6 letters.
  assertEquals(nearest("kitten", ["sitting"]), "sitting");
  // flaw, law, lawn: 2 edits; with a third, more than half of 4 letters.
  assertEquals(nearest("flaw", ["lawn"]), "lawn");
  assertEquals(nearest("flaw", ["lawns"]), undefined);
});

Deno.test("nearest() finds nothing when no candidate is similar", () => {
  assertEquals(nearest("momentum", keys), undefined);
  assertEquals(nearest("", keys), undefined);
  assertEquals(nearest("seed", []), undefined);
  assertEquals(nearest("x".repeat(1_000_000), keys), undefined);
});
