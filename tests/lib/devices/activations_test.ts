import { assertEquals } from "@std/assert";
import type { Activation } from "../../../lib/devices/activations.ts";
import { assertClose } from "../../close.ts";
import { elementsOf, rowsOf, testOnEachDevice } from "../../devices.ts";
import { matrixOf } from "../../layers.ts";

const activations: readonly Activation[] = [
  { name: "relu" },
  { name: "leakyRelu", alpha: 0.1 },
  { name: "elu", alpha: 0.5 },
  { name: "sigmoid" },
  { name: "tanh" },
  { name: "softplus" },
];

testOnEachDevice("activate keeps NaN", async (device) => {
  for (const activation of activations) {
    const y = device.matrix(1, 1);
    device.activate(activation, matrixOf(device, 1, [NaN]), y);
    assertEquals((await elementsOf(device, y))[0], NaN, activation.name);
  }
});

testOnEachDevice("activate and activateBackward work in place, at every length", async (device) => {
  for (const activation of activations) {
    for (const length of [1, 3, 4, 5, 8, 17]) {
      const numbers = Array.from({ length }, (_, i) => (i - length / 2) / 3);
      const x = matrixOf(device, 1, numbers);
      const y = device.matrix(1, length);
      device.activate(activation, x, y);
      device.activate(activation, x, x);
      assertEquals(await rowsOf(device, x), await rowsOf(device, y), activation.name);

      const error = matrixOf(device, 1, numbers);
      const inputError = device.matrix(1, length);
      device.activateBackward(activation, y, error, inputError);
      device.activateBackward(activation, y, error, error);
      assertEquals(await rowsOf(device, error), await rowsOf(device, inputError), activation.name);
    }
  }
});

/** The hash that decides what is dropped, from its definition in arithmetic without limits. */
function hash(element: number, seed: number): number {
  const modulus = 2n ** 32n;
  let x = (BigInt(element) + BigInt(seed) * 0x9e3779b9n) % modulus;
  x = (x ^ (x >> 16n)) * 0x21f0aaadn % modulus;
  x = (x ^ (x >> 15n)) * 0x735a2d97n % modulus;
  return Number(x ^ (x >> 15n));
}

testOnEachDevice("dropout drops where its hash is below the rate", async (device, tolerance) => {
  // Worked out by hand: h(0) = 0, h(1) = 0x86d2fa73, which is 0.527 of 2³².
  assertEquals([hash(0, 0), hash(1, 0)], [0, 0x86d2fa73]);
  for (const seed of [0, 1, 12345, 2 ** 31, 2 ** 32 - 1]) {
    for (const rate of [0, 0.25, 0.52, 0.53, 0.9]) {
      const x = device.matrix(3, 67);
      x.data.forEach((_, i) => x.data[i] = i + 1);
      const y = device.matrix(3, 67);
      device.dropout(seed, rate, x, y);
      const expected = Array.from(
        await elementsOf(device, x),
        (value, i) => hash(i, seed) < rate * 2 ** 32 ? 0 : value / (1 - rate),
      );
      assertClose(await elementsOf(device, y), expected, tolerance, `seed ${seed}, rate ${rate}`);
    }
  }
});
