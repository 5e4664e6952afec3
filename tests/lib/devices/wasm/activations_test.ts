import { assertEquals } from "@std/assert";
import type { Activation } from "../../../../lib/devices/activations.ts";
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

const ACTIVATIONS: readonly Activation[] = [
  { name: "relu" },
  { name: "leakyRelu", alpha: 0.1 },
  { name: "elu", alpha: 0.7 },
  { name: "sigmoid" },
  { name: "tanh" },
  { name: "softplus" },
];

/** Where exponentials overflow, underflow, cancel, or change from one formula to another. */
const EXTREMES: readonly number[] = [
  ...[0, 1e-310, 1e-40, 1e-20, 1e-9, 1e-5, 0.01, 0.3465, 0.3466, 0.5, 0.88, 0.8814, 1, 1.04, 2],
  ...[8.7, 9.1, 16.6, 17.4, 18.7, 19.1, 36.7, 37.5, 79.9, 80.1, 87.3, 88.7, 88.8, 100, 103.5, 104],
  ...[350, 354, 355, 699, 701, 708.3, 709.7, 709.8, 740, 745.1, 745.2, 746.1, 1e4, 1e10, 1e30],
  Infinity,
].flatMap((x) => [x, -x]);

/** A few units in the last place. */
function elementTolerance({ precision }: Device): number {
  return precision === "f64" ? 1e-14 : 5e-7;
}

function activated(device: Device, activation: Activation, x: Matrix): Matrix {
  const y = device.matrix(x.rows, x.columns);
  device.activate(activation, x, y);
  return y;
}

/** Each function in double precision, by a formula that is exact for all arguments. */
const FORMULAS: Readonly<Record<Activation["name"], (x: number) => number>> = {
  relu: (x) => Math.max(x, 0),
  leakyRelu: (x) => x > 0 ? x : 0.1 * x,
  elu: (x) => x > 0 ? x : 0.7 * Math.expm1(x),
  sigmoid: (x) => x < 0 ? Math.exp(x) / (1 + Math.exp(x)) : 1 / (1 + Math.exp(-x)),
  tanh: Math.tanh,
  softplus: (x) => x < 0 ? Math.log1p(Math.exp(x)) : x + Math.log1p(Math.exp(-x)),
};

testAgainstReference("activate is exact for every kind of argument", (device) => {
  const x = matrixOf(device, 1, [...EXTREMES, NaN]);
  for (const activation of ACTIVATIONS) {
    const expected = Array.from(x.data, FORMULAS[activation.name]);
    const y = activated(device, activation, x);
    assertEachClose(y, expected, elementTolerance(device), activation.name);
  }
});

testAgainstReference("activations agree at every length", (device, reference, tolerance) => {
  for (const activation of ACTIVATIONS) {
    for (const length of LENGTHS) {
      const x = randomMatrix(device, [1, length], 1, [-6, 6]);
      const y = activated(device, activation, x);
      const expected = activated(reference, activation, x);
      assertEachClose(y, expected.data, elementTolerance(device), `${activation.name} ${length}`);

      const error = randomMatrix(device, [1, length], 2);
      const below = device.matrix(1, length);
      device.activateBackward(activation, y, error, below);
      const expectedBelow = reference.matrix(1, length);
      reference.activateBackward(activation, y, error, expectedBelow);
      assertClose(below.data, expectedBelow.data, tolerance, `${activation.name} back ${length}`);
    }
  }
});

testAgainstReference("activate gives an element the same bits at any place", (device) => {
  const alone = device.matrix(1, 1);
  const x = randomMatrix(device, [1, 33], 3, [-6, 6]);
  for (const activation of ACTIVATIONS) {
    const y = activated(device, activation, x);
    const singly = Array.from(x.data, (value) => {
      alone.data[0] = value;
      return activated(device, activation, alone).data[0];
    });
    assertEquals(Array.from(y.data), singly, activation.name);
  }
});

testThreadsAgree("activations give the same bits", (device) =>
  ACTIVATIONS.flatMap((activation) => {
    const x = randomMatrix(device, [1, 20_001], 4, [-6, 6]);
    const y = activated(device, activation, x);
    device.activateBackward(activation, y, x, x);
    return [...y.data, ...x.data];
  }));

testAgainstReference("dropout drops the same elements", (device, reference, tolerance) => {
  // With these rates the first is above all products of a hash, and the last below one in 2³².
  for (const rate of [0, 1e-12, 0.3, 0.5, 0.999, 1 - 2 ** -31]) {
    for (const length of LENGTHS) {
      const x = randomMatrix(device, [1, length], 5, [1, 2]);
      const y = device.matrix(1, length);
      device.dropout(0xfedcba98, rate, x, y);
      const expected = reference.matrix(1, length);
      reference.dropout(0xfedcba98, rate, x, expected);
      assertEachClose(y, expected.data, tolerance, `rate ${rate}, length ${length}`);
    }
  }
});

testAgainstReference(
  "dropout makes zeros even of infinity and NaN, and works in place",
  (device) => {
    const x = matrixOf(device, 1, Array.from({ length: 99 }, (_, i) => i % 2 ? NaN : -Infinity));
    const y = device.matrix(1, 99);
    device.dropout(3, 0.5, x, y);
    const dropped = y.data.filter((value) => Object.is(value, 0)).length;
    assertEquals(dropped > 30 && dropped < 70, true);
    y.data.forEach((value, i) => Object.is(value, 0) || assertEquals(value, x.data[i]));
    device.dropout(3, 0.5, x, x);
    assertEquals(x.toRows(), y.toRows());
  },
);

testThreadsAgree("dropout drops the same elements", (device) => {
  const x = randomMatrix(device, [3, 20_001], 6);
  device.dropout(11, 0.4, x, x);
  return [...x.data];
});
