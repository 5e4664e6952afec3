import { assertEquals } from "@std/assert";
import { ClassSamples, RegressionSamples } from "../../../lib/data/samples.ts";
import { notebookDisplay } from "../../../lib/formats/display.ts";

Deno.test("samples show their features and what they are to tell", () => {
  const xor = ClassSamples.of([[0, 0], [0, 1], [1, 0.123456]], ["no", "yes", "yes"]);
  assertEquals(xor[notebookDisplay]()["text/plain"].split("\n"), [
    "3 samples",
    "   x1      x2  class",
    "0   0       0     no",
    "1   0       1    yes",
    "2   1  0.1235    yes",
  ]);
});

Deno.test("of many samples the first and the last are shown", () => {
  const x = Array.from({ length: 100 }, (_, i) => [i]);
  const squares = RegressionSamples.of(x, x.map(([x]) => x * x));
  const lines = squares[notebookDisplay]()["text/plain"].split("\n");
  assertEquals(lines.length, 2 + 11);
  assertEquals([lines[3], lines[7], lines[12]], [" 1   1     1", " …   …     …", "99  99  9801"]);
});
