import { assertEquals } from "@std/assert";
import { repeatedKey } from "../../../lib/formats/repeated_key.ts";

const cases: readonly (readonly [string, string | undefined])[] = [
  ["{}", undefined],
  ["[1, 2]", undefined],
  ['{"a": 1, "b": 2}', undefined],
  ['{"a": 1, "a": 2}', "a"],
  ['{"a":1,"b":{"a":1},"c":[{"a":1},{"a":1}]}', undefined],
  ['{"a": {"b": [{"c": 1, "c": 1}]}}', "c"],
  ['{"a": {"b": 1}, "a": 1}', "a"],
  ['{"a": "a", "b": ["a", "a"]}', undefined],
  ['{"x": "\\"x\\":{", "y": "}", "x" \n : 0}', "x"],
  ['{"\\u0061": 1, "a": 2}', "a"],
  ['{"": 1, "\\\\": 2, "": 3}', ""],
  ['{"__proto__": 1, "__proto__": 2}', "__proto__"],
];

for (const [json, expected] of cases) {
  Deno.test(`repeatedKey() finds ${expected ?? "nothing"} in ${json}`, () => {
    JSON.parse(json);
    assertEquals(repeatedKey(json), expected);
  });
}
