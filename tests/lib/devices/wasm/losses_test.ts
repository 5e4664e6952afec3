import { assertEquals } from "@std/assert";
import type { Device } from "../../../../lib/devices/device.ts";
import type { Matrix } from "../../../../lib/matrix.ts";
import { assertClose } from "../../../close.ts";
import { matrixOf } from "../../../layers.ts";
import {
  assertEachClose,
  LENGTHS,
  randomMatrix,
  testAgainstReference,
  testThreadsAgree,
} from "../../../wasm.ts";

const LOSSES = ["binaryCrossEntropy", "sigmoidBinaryCrossEntropy", "meanSquaredError"] as const;

/** Every pairing of outputs with targets, as two matrices of one row. */
function pairings(
  device: Device,
  outputs: readonly number[],
  targets: readonly number[],
): Matrix[] {
  const pairs = outputs.flatMap((output) => targets.map((target) => [output, target]));
  return [0, 1].map((place) => matrixOf(device, 1, pairs.map((pair) => pair[place])));
}

testAgainstReference("losses agree at every length", (device, reference, tolerance) => {
  for (const name of LOSSES) {
    for (const length of LENGTHS) {
      const outputs = randomMatrix(device, [1, length], 1, [0.01, 0.99]);
      const targets = randomMatrix(device, [1, length], 2, [0, 1]);
      const error = device.matrix(1, length);
      const expectedError = reference.matrix(1, length);
      const expected = reference[name](outputs, targets, expectedError);
      const loss = device[name](outputs, targets, error);
      assertClose([loss.value], [expected.value], tolerance, `${name} ${length}`);
      const largest = Math.max(...expectedError.data.map(Math.abs));
      const scaled = (matrix: Matrix) => matrix.data.map((value) => value / largest);
      assertClose(scaled(error), scaled(expectedError), tolerance, `${name} error ${length}`);
    }
  }
});

testThreadsAgree("losses have the same bits", (device) =>
  LOSSES.flatMap((name) => {
    const outputs = randomMatrix(device, [3, 20_001], 3, [0.01, 0.99]);
    const targets = randomMatrix(device, [3, 20_001], 4, [0, 1]);
    const loss = device[name](outputs, targets, outputs).value;
    return [loss, ...outputs.data];
  }));

testAgainstReference(
  "binary cross-entropy is right up to 0 and 1",
  (device, reference, tolerance) => {
    const probabilities = [0, 1e-310, 1e-44, 1e-40, 1e-30, 1e-7, 0.5, 0.7072, 1 - 2 ** -24, 1];
    for (const probability of probabilities) {
      const [p, t] = pairings(device, [probability], [0, 1, 0.3]);
      const error = device.matrix(1, 3);
      const expectedError = reference.matrix(1, 3);
      const expected = reference.binaryCrossEntropy(p, t, expectedError);
      assertClose(
        [device.binaryCrossEntropy(p, t, error).value],
        [expected.value],
        tolerance,
        `${probability}`,
      );
      assertEachClose(error, expectedError.data, tolerance, `error at ${probability}`);
    }
  },
);

testAgainstReference("losses of NaN are NaN", (device) => {
  for (const name of LOSSES) {
    const error = device.matrix(1, 3);
    const loss = device[name](matrixOf(device, 1, [0.5, NaN, 0.5]), device.matrix(1, 3), error);
    assertEquals(
      [
        loss.value,
        [...error.data].findIndex(Number.isNaN),
        [...error.data].findLastIndex(Number.isNaN),
      ],
      [NaN, 1, 1],
      name,
    );
  }
});

testAgainstReference("losses of logits do not overflow", (device, reference, tolerance) => {
  for (const logit of [0, 1e-20, 0.5, 20, 90, 104, 710, 746, 1e30]) {
    const [x, t] = pairings(device, [logit, -logit], [0, 1, 0.25]);
    const error = device.matrix(1, 6);
    const expectedError = reference.matrix(1, 6);
    const expected = reference.sigmoidBinaryCrossEntropy(x, t, expectedError);
    const loss = device.sigmoidBinaryCrossEntropy(x, t, error);
    assertClose([loss.value], [expected.value], tolerance, `${logit}`);
    assertClose(error.data, expectedError.data, tolerance, `error at ${logit}`);
  }
});
