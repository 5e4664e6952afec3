import { assertEquals } from "@std/assert";
import { isRecord } from "../../../lib/formats/is_record.ts";

Deno.test("isRecord() accepts objects with keys, and neither null nor lists nor simple values", () => {
  const texts = ["{}", '{"a":1}', "null", "[]", "[1]", "1", '"a"', "true"];
  assertEquals(texts.map((text) => isRecord(JSON.parse(text))), [
    true,
    true,
    false,
    false,
    false,
    false,
    false,
    false,
  ]);
  assertEquals(isRecord(undefined), false);
});
