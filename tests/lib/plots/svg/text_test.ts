import { assert, assertEquals } from "@std/assert";
import { fitText, textWidth, wrapText } from "../../../../lib/plots/svg/text.ts";

Deno.test("wrapText() breaks at spaces, as late as possible", () => {
  const width = textWidth("one two", 10);
  assertEquals(wrapText("one two three  four", 10, width), ["one two", "three", "four"]);
  assertEquals(wrapText("one two", 10, width - 0.01), ["one", "two"]);
});

Deno.test("wrapText() has no lines for no text", () => {
  assertEquals(wrapText("", 10, 100), []);
  assertEquals(wrapText("  ", 10, 100), []);
});

Deno.test("wrapText() and fitText() shorten words that are too wide", () => {
  const word = "a".repeat(100);
  const [shortened] = wrapText(word, 10, 100);
  assert(/^a+…$/.test(shortened));
  assert(textWidth(shortened, 10) <= 100 && textWidth(`a${shortened}`, 10) > 100);
  assertEquals(fitText("short", 10, 100), "short");
  assertEquals(fitText("one two", 10, textWidth("one …", 10)), "one…");
  assertEquals(fitText("🎓🎓🎓", 10, textWidth("🎓…", 10)), "🎓…");
});
