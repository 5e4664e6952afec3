import { assertEquals } from "@std/assert";
import { escapeInvisible, quote } from "../../../lib/formats/quote.ts";

Deno.test("quote() keeps visible text as it is", () => {
  assertEquals(quote("batch size = 1 äß漢"), '"batch size = 1 äß漢"');
});

Deno.test("quote() shows line breaks, terminal escapes and other invisible characters by number", () => {
  assertEquals(quote("a\r\n\x1b[2J\u2028\u00a0"), '"a\\u{d}\\u{a}\\u{1b}[2J\\u{2028}\\u{a0}"');
});

Deno.test("quote() shortens text of more than 60 characters", () => {
  assertEquals(quote("x".repeat(60)), `"${"x".repeat(60)}"`);
  assertEquals(quote("x".repeat(61)), `"${"x".repeat(60)}"...`);
  assertEquals(quote("😀".repeat(1000)), `"${"😀".repeat(60)}"...`);
});

Deno.test("escapeInvisible() shows all of a text, half characters too", () => {
  assertEquals(escapeInvisible("é 😀".repeat(100)), "é 😀".repeat(100));
  assertEquals(
    escapeInvisible("\ud83d\t\udbff\udfff\u{e0001}"),
    "\\u{d83d}\\u{9}\\u{10ffff}\\u{e0001}",
  );
});
