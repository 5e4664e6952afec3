import { assertEquals, assertThrows } from "@std/assert";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { formatNumberLog, parseNumberLog } from "../../../lib/formats/number_log.ts";

Deno.test("formatNumberLog() counts samples over all batches, and formatNumberLog() of none is empty", () => {
  assertEquals(
    formatNumberLog(2, [1, 0.25, -3], [1, 0.5, 1e-7], 1),
    `Current batch: 0
 - sample 0: Prediction=1. Target=1
 - sample 1: Prediction=0.25. Target=0.5
Current batch: 1
 - sample 2: Prediction=-3. Target=1e-07
`,
  );
  assertEquals(formatNumberLog(2, [], [], 1), "");
});

Deno.test("formatNumberLog() refuses a batch size of 0 and lengths that differ", () => {
  assertThrows(() => formatNumberLog(0, [1], [1], 1), RangeError, "1 or more but found 0");
  assertThrows(
    () => formatNumberLog(1, [1], [1, 2], 1),
    RangeError,
    "Expected as many predictions",
  );
});

Deno.test("parseNumberLog() reads every number, with any kind of line break", () => {
  for (const end of ["\n", "\r\n", "\r"]) {
    const text = [
      "Current batch: 0",
      " - sample 0: Prediction=0.5,-1e-07. Target=.25,2",
      "Current batch: 1",
      " - sample 1: Prediction=nan,-inf. Target=1.5e+06,7",
    ].join(end);
    const { predictions, targets, columns } = parseNumberLog(text);
    assertEquals([...predictions], [0.5, -1e-7, NaN, -Infinity]);
    assertEquals([...targets], [0.25, 2, 1.5e6, 7]);
    assertEquals(columns, 2);
  }
});

Deno.test("parseNumberLog() refuses what is no log of numbers, and names the line", () => {
  const first = "Current batch: 0\n - sample 0: Prediction=1,2. Target=3,4\n";
  const next = '" - sample 1: Prediction=<2 numbers>. Target=<2 numbers>" or "Current batch: 1"';
  for (
    const [text, message] of [
      ["", "Expected a prediction log but found no sample in it"],
      ["Current batch: 0\n", "Expected a prediction log but found no sample in it"],
      [
        " - sample 0: Prediction=7. Target=7\n",
        'Expected "Current batch: 0", with which a prediction log begins, but found',
      ],
      ["Current batch: 0\nx\n", 'Prediction=<number>. Target=<number>" or "Current batch: 1"'],
      [
        `${first} - sample 2: Prediction=1,2. Target=3,4\n`,
        `Expected ${next} but found " - sample 2`,
      ],
      [`${first} - sample 1: Prediction=1. Target=3,4\n`, "in line 3"],
      [`${first} - sample 1: Prediction=1,2. Target=3,4,5\n`, "in line 3"],
      [`${first} - sample 1: Prediction=1,x. Target=3,4\n`, "in line 3"],
      [`${first} - sample 1: Prediction=1,. Target=3,4\n`, "in line 3"],
      [`${first}Current batch: 2\n`, `Expected ${next} but found "Current batch: 2" in line 3`],
    ] as const
  ) {
    assertThrows(() => parseNumberLog(text), FormatError, message);
  }
});
