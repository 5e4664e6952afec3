import { assertEquals, assertThrows } from "@std/assert";
import { agreeOnClassNames, parseClassNames } from "../../../lib/data/class_names.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";

Deno.test("parseClassNames() reads a name per line, whatever ends it", () => {
  assertEquals(parseClassNames("cat"), ["cat"]);
  assertEquals(parseClassNames("T-shirt/top\r\n Ankle boot \n\n\n"), ["T-shirt/top", "Ankle boot"]);
});

Deno.test("parseClassNames() refuses no names, too many, gaps and repetitions", () => {
  const many = Array.from({ length: 257 }, (_, i) => `${i}`).join("\n");
  const wrong: [string, string][] = [
    ["", "found none in line 1"],
    ["\ncat", "found none in line 1"],
    ["cat\n\ndog", "found none in line 2"],
    ["cat\ndog\ncat", "found the same in lines 1 and 3"],
    [many, "Expected at most 256 names of classes but found 257"],
  ];
  for (const [text, message] of wrong) {
    assertThrows(() => parseClassNames(text), FormatError, message);
  }
  assertEquals(parseClassNames(many.slice(0, many.lastIndexOf("\n"))).length, 256);
});

Deno.test("agreeOnClassNames() prefers names to numbers, and more numbers to fewer", () => {
  const numbers = (count: number) => Array.from({ length: count }, (_, i) => `${i}`);
  assertEquals(agreeOnClassNames(["cat", "dog"], ["cat", "dog"]), ["cat", "dog"]);
  assertEquals(agreeOnClassNames(["cat", "dog"], numbers(10)), ["cat", "dog"]);
  assertEquals(agreeOnClassNames(numbers(10), ["cat", "dog"]), ["cat", "dog"]);
  assertEquals(agreeOnClassNames(numbers(26), numbers(10)), numbers(26));
  assertEquals(agreeOnClassNames(numbers(10), numbers(26)), numbers(26));
});

Deno.test("agreeOnClassNames() refuses different names, and the same in another order", () => {
  assertThrows(
    () => agreeOnClassNames(["cat", "dog"], ["dog", "cat"]),
    FormatError,
    "Expected the classes cat, dog, those of the training data, but found dog, cat",
  );
  assertThrows(() => agreeOnClassNames(["cat", "dog"], ["cat"]), FormatError);
});
