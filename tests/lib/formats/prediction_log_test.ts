import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { formatPredictionLog, parsePredictionLog } from "../../../lib/formats/prediction_log.ts";

Deno.test("formatPredictionLog() counts images over all batches, with a smaller last one", () => {
  const predictions = Uint8Array.of(7, 2, 1, 0, 6);
  const labels = Uint8Array.of(7, 2, 1, 0, 5);
  assertEquals(
    formatPredictionLog(2, predictions, labels),
    `Current batch: 0
 - image 0: Prediction=7. Label=7
 - image 1: Prediction=2. Label=2
Current batch: 1
 - image 2: Prediction=1. Label=1
 - image 3: Prediction=0. Label=0
Current batch: 2
 - image 4: Prediction=6. Label=5
`,
  );
});

Deno.test("formatPredictionLog() of no images is empty", () => {
  assertEquals(formatPredictionLog(100, [], []), "");
});

Deno.test("formatPredictionLog() refuses a batch size of 0 and lengths that differ", () => {
  assertThrows(() => formatPredictionLog(0, [1], [1]), RangeError, "1 or more but found 0");
  assertThrows(() => formatPredictionLog(1, [1], [1, 2]), RangeError, "Expected 2 predictions");
});

Deno.test("parsePredictionLog() reads every image, with any kind of line break", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const lines = [
      "Current batch: 0",
      " - image 0: Prediction=7. Label=7",
      " - image 1: Prediction=2. Label=1",
      "Current batch: 1",
      " - image 2: Prediction=255. Label=0",
    ];
    for (const text of [lines.join(end), `${lines.join(end)}${end}`]) {
      const { predictions, labels } = parsePredictionLog(text);
      assertEquals([...predictions], [7, 2, 255]);
      assertEquals([...labels], [7, 1, 0]);
    }
  }
});

Deno.test("parsePredictionLog() reads classes that take two bytes", () => {
  const { predictions, labels } = parsePredictionLog(formatPredictionLog(1, [256, 7], [8191, 7]));
  assertEquals(predictions, Uint16Array.of(256, 7));
  assertEquals(labels, Uint16Array.of(8191, 7));
});

Deno.test("parsePredictionLog() refuses what is no log, and names the line", () => {
  const first = "Current batch: 0\n - image 0: Prediction=7. Label=7\n";
  const next = '" - image 1: Prediction=<class>. Label=<class>" or "Current batch: 1"';
  for (
    const [text, message] of [
      ["", "Expected a prediction log but found no image in it"],
      ["Current batch: 0\n", "Expected a prediction log but found no image in it"],
      [
        " - image 0: Prediction=7. Label=7\n",
        'Expected "Current batch: 0", with which a prediction log begins, but found ' +
        '" - image 0: Prediction=7. Label=7" in line 1',
      ],
      [`${first} - image 2: Prediction=7. Label=7\n`, `Expected ${next} but found " - image 2:`],
      [`${first} - image 1: Prediction=7. Label=\n`, 'Label=" in line 3'],
      [`${first} - image 1: Prediction=65536. Label=1\n`, "in line 3"],
      [`${first} - image 1: Prediction=1. Label=-1\n`, "in line 3"],
      [`${first}Current batch: 2\n`, `Expected ${next} but found "Current batch: 2" in line 3`],
      [`${first}\n - image 1: Prediction=7. Label=7\n`, `Expected ${next} but found "" in line 3`],
    ] as const
  ) {
    assertThrows(() => parsePredictionLog(text), FormatError, message);
  }
});
