// Tolerances are relative to the largest element. WGSL lets adapters differ in the last bits: sums and
// products may be fused or not, exponentials and logarithms be some steps off.

import { assertEquals } from "@std/assert";
import type { Activation } from "../../../../lib/devices/activations.ts";
import { createWebGpuDevice } from "../../../../lib/devices/webgpu/webgpu_device.ts";
import { Matrix } from "../../../../lib/matrix.ts";
import { testOnRecorder, testOperation, testWithEachKernel } from "../../../webgpu.ts";

/** Of a few additions, multiplications, roots, exponentials and logarithms. */
const FEW = 2e-6;

/** Of sums of some hundred products. */
const MANY = 1e-5;

/** Next to the sizes of blocks and tiles, and where there is a single row, column or product. */
const sizes = [[1, 1, 1], [3, 5, 7], [8, 64, 8], [9, 65, 33], [100, 10, 50], [65, 129, 34]];

for (const transposeA of [false, true]) {
  for (const transposeB of [false, true]) {
    const name = `gemm of ${transposeA ? "Aᵀ" : "A"} and ${transposeB ? "Bᵀ" : "B"}`;
    testOperation(
      name,
      MANY,
      (device, draw) =>
        sizes.flatMap(([m, n, k]) =>
          [0, 1, -0.5].map((keep) => {
            const a = transposeA ? draw(k, m) : draw(m, k);
            const b = transposeB ? draw(n, k) : draw(k, n);
            const c = draw(m, n);
            if (keep === 0) c.data.fill(NaN);
            device.gemm(transposeA, transposeB, 1.5, a, b, keep, c);
            return c;
          })
        ),
    );
  }
}

testOperation("gemm of views", MANY, (device, draw) => {
  const [a, b, c] = [draw(9, 8), draw(12, 12), draw(9, 12)];
  device.gemm(false, false, 1, a.rowRange(2, 5), b.rowRange(1, 9), 0, c.rowRange(3, 6));
  const [narrow, wide] = [a.withColumns(3), b.withColumns(5).rowRange(2, 11)];
  device.gemm(true, false, 1, narrow, wide, 1, c.rowRange(6, 9).withColumns(5));
  return [c];
}, testWithEachKernel);

testOperation("gemm of no products", FEW, (device, draw) => {
  const c = draw(3, 4);
  device.gemm(false, false, 1, draw(3, 0), draw(0, 4), 0.5, c);
  return [c];
});

testOperation("addRow", FEW, (device, draw) => {
  const y = draw(7, 33);
  device.addRow(draw(1, 33), y);
  return [y];
});

testOperation(
  "sumRows",
  MANY,
  (device, draw) =>
    [[1, 1], [100, 10], [7, 33], [300, 65], [0, 5]].flatMap(([rows, columns]) =>
      [0, 0.5].map((keep) => {
        const row = draw(1, columns);
        if (keep === 0) row.data.fill(NaN);
        device.sumRows(-2, draw(rows, columns), keep, row);
        return row;
      })
    ),
);

const activations: readonly Activation[] = [
  { name: "relu" },
  { name: "leakyRelu", alpha: 0.01 },
  { name: "elu", alpha: 1.5 },
  { name: "sigmoid" },
  { name: "tanh" },
  { name: "softplus" },
];

for (const activation of activations) {
  testOperation(`${activation.name}, forth and back,`, FEW, (device, draw) => {
    const x = draw(5, 77, -4, 4);
    x.data.set([0, -0, 1e-6, -1e-6, 0.02, -0.02, 0.49, -0.49, -30, -1000]);
    const [y, inPlace] = [device.matrix(5, 77), draw(5, 77)];
    device.activate(activation, x, y);
    device.activate(activation, inPlace, inPlace);
    const [error, inputError] = [draw(5, 77), device.matrix(5, 77)];
    device.activateBackward(activation, y, error, inputError);
    device.activateBackward(activation, y, error, error);
    return [y, inPlace, inputError, error];
  });
}

testOperation("tanh and elu near 0 keep their digits: each", 1e-9, (device) => {
  const x = device.matrix(1, 2);
  x.data.set([3e-4, -3e-4]);
  return [activations[2], activations[4]].map((activation) => {
    const y = device.matrix(1, 2);
    device.activate(activation, x, y);
    return y;
  });
});

testOnRecorder("activations keep NaN, and overflow to their limits", async (gpu) => {
  const device = createWebGpuDevice(gpu);
  const x = Matrix.of([[NaN, -1000, 1000]], "f32");
  const results = activations.map((activation) => {
    const y = device.matrix(1, 3);
    device.activate(activation, x, y);
    return y;
  });
  const steps = device.matrix(1, 3);
  device.heaviside(x, steps);
  await device.settle(...results, steps);
  assertEquals([...results, steps].map((y) => y.toRows()[0]), [
    [NaN, 0, 1000],
    [NaN, Math.fround(-1000 * Math.fround(0.01)), 1000],
    [NaN, -1.5, 1000],
    [NaN, 0, 1],
    [NaN, -1, 1],
    [NaN, 0, 1000],
    [NaN, 0, 1],
  ]);
});

testOperation("heaviside", 0, (device, draw) => {
  const [x, y] = [draw(3, 50), device.matrix(3, 50)];
  x.data.set([0, -0, 1e-30, -1e-30]);
  device.heaviside(x, y);
  return [y];
});

testOperation(
  "softmax, forth and back,",
  FEW,
  (device, draw) =>
    [[1, 1], [7, 10], [100, 10], [5, 31], [3, 1000]].flatMap(([rows, columns]) => {
      const [x, y] = [draw(rows, columns, -90, 90), device.matrix(rows, columns)];
      device.softmax(x, y);
      const inputError = device.matrix(rows, columns);
      device.softmaxBackward(y, draw(rows, columns), inputError);
      return [y, inputError];
    }),
);

testOnRecorder("softmax and its loss are NaN where a logit is", async (gpu) => {
  const device = createWebGpuDevice(gpu);
  const x = Matrix.of([[1, NaN, 2], [0, 0, 0]], "f32");
  const [y, error] = [device.matrix(2, 3), device.matrix(2, 3)];
  device.softmax(x, y);
  const loss = device.softmaxCrossEntropy(x, Matrix.of([[0, 0, 1], [0, 1, 0]], "f32"), error);
  await device.settle(y, error);
  assertEquals(y.toRows()[0], [NaN, NaN, NaN]);
  assertEquals(error.toRows()[0], [NaN, NaN, NaN]);
  assertEquals(loss.value, NaN);
});

testOperation(
  "dropout drops the same elements, and",
  FEW,
  (device, draw) =>
    [0, 0.2, 0.999999999999].flatMap((rate) =>
      [1, 0xdeadbeef].map((seed) => {
        const [x, y] = [draw(9, 100), device.matrix(9, 100)];
        device.dropout(seed, rate, x, y);
        return y;
      })
    ),
);

testOperation("copy", 0, (device, draw) => {
  const to = device.matrix(3, 40);
  device.copy(draw(5, 40).rowRange(1, 4), to);
  return [to];
});

testOperation("gather", 0, (device, draw) => {
  const size = 13; // so that samples begin anywhere in a word
  const pixels = device.bytes(Uint8Array.from({ length: 20 * size }, (_, i) => 7 * i));
  const rows = device.indices(6);
  rows.set([19, 0, 3, 3, 7, 1]);
  const output = device.matrix(4, size);
  device.gather(pixels, rows.subarray(1, 5), draw(1, 256), output);
  return [output];
});

testOperation("target", 0, (device) => {
  const [labels, rows] = [device.indices(5), device.indices(6)];
  labels.set([2, 0, 1, 1, 0]);
  rows.set([0, 4, 3, 2, 1, 0]);
  const [targets, single] = [device.matrix(5, 3), device.matrix(5, 1)];
  device.target(labels, rows.subarray(1), 0.25, 0.5, targets);
  device.target(labels, rows, 0.25, 0.5, single);
  return [targets, single];
});

testOperation(
  "classify",
  0,
  (device, draw) =>
    [[7, 10], [700, 10], [9, 2], [9, 1]].flatMap(([samples, columns]) => {
      const [labels, rows, classes] = [900, samples, samples].map((size) => device.indices(size));
      labels.forEach((_, i) => labels[i] = i % columns);
      rows.forEach((_, i) => rows[i] = samples - i);
      const scores = draw(samples, columns);
      if (columns > 1) scores.data.set([0.5, 0.9, 0.9], columns);
      scores.data[0] = NaN;
      if (columns > 2) scores.data[2 * columns + 2] = NaN;
      return [device.classify(scores, 0.1, labels, rows, classes), classes];
    }),
);

const losses = [
  "softmaxCrossEntropy",
  "crossEntropy",
  "binaryCrossEntropy",
  "sigmoidBinaryCrossEntropy",
  "meanSquaredError",
  "meanAbsoluteError",
] as const;

for (const loss of losses) {
  testOperation(
    `${loss}, of which the error,`,
    MANY,
    (device, draw) =>
      [[1, 1], [100, 10], [700, 10], [3000, 3]].flatMap(([rows, columns]) => {
        const isOfProbabilities = loss === "crossEntropy" || loss === "binaryCrossEntropy";
        const x = isOfProbabilities ? draw(rows, columns, 0.01, 0.99) : draw(rows, columns, -9, 9);
        const targets = draw(rows, columns, 0, 1);
        targets.data[0] = 0;
        const error = device.matrix(rows, columns);
        const value = device[loss](x, targets, error);
        device.scale(rows, error);
        return [value, error];
      }),
  );
}

testOperation("cross-entropies at the ends of their range", FEW, (device) => {
  const [x, logits, targets] = [1, 2, 3].map(() => device.matrix(1, 4));
  x.data.set([0, 1, 0, 1]);
  logits.data.set([-200, 200, -200, 200]);
  targets.data.set([0, 1, 1, 0]);
  const [error, logitError] = [device.matrix(1, 4), device.matrix(1, 4)];
  return [
    device.binaryCrossEntropy(x, targets, error),
    error,
    device.sigmoidBinaryCrossEntropy(logits, targets, logitError),
    logitError,
  ];
});

testOperation("huber", MANY, (device, draw) => {
  const error = device.matrix(70, 10);
  return [device.huber(draw(70, 10, -3, 3), draw(70, 10, -3, 3), 1.5, error), error];
});

testOperation("squaredError", MANY, (device, draw) => [
  device.squaredError(draw(70, 10), draw(70, 10)),
]);

testOperation(
  "sums of squares and magnitudes",
  MANY,
  (device, draw) =>
    [[0, 3], [1, 1], [33, 7], [300, 500]].flatMap(([rows, columns]) => {
      const x = draw(rows, columns);
      return [device.sumOfSquares(x), device.sumOfMagnitudes(x)];
    }),
);

testOperation("clipNorm", MANY, (device, draw) =>
  [0.5, 1e6].flatMap((limit) => {
    const gradients = [draw(300, 50), draw(1, 7), draw(0, 3)];
    device.clipNorm(limit, gradients);
    return gradients;
  }));

testOnRecorder("clip and clipNorm leave NaN alone", async (gpu) => {
  const device = createWebGpuDevice(gpu);
  const [x, y] = [Matrix.of([[NaN, 3, -Infinity]], "f32"), Matrix.of([[NaN, 3]], "f32")];
  device.clip(1, x);
  device.clipNorm(1, [y]);
  await device.settle(x, y);
  assertEquals([x.toRows(), y.toRows()], [[[NaN, 1, -1]], [[NaN, 3]]]);
});

// More matrices than any adapter has bindings for in a kernel, and some sizes that no workgroup has.
testOperation("average of many matrices", FEW, (device, draw) => {
  const sizes = Array.from({ length: 37 }, (_, i) => i % 5 === 4 ? 0 : 1 + (i * i * 97) % 1500);
  const values = sizes.map((size) => draw(1, size));
  const averages = sizes.map((size) => draw(1, size));
  device.average(0.9, values, averages);
  device.average(0.5, values.slice(0, 3), averages.slice(0, 3));
  return [...averages, ...values];
});

testOperation("what optimizers and penalties do", FEW, (device, draw) => {
  const drawn = () => [draw(9, 31), draw(9, 31, 0, 1), draw(9, 31, 0, 1)];
  const [x, y] = [draw(9, 31), draw(9, 31)];
  x.data.set([0, -0]);
  device.add(0.3, x, y);
  device.addSign(0.3, x, y);
  device.add(1, y, y);
  device.scale(0.7, x);
  device.clip(0.5, x);
  const steps = [true, false].flatMap((nesterov) => {
    const [g, v, w] = drawn();
    device.momentumStep({ rate: 0.1, momentum: 0.9, dampening: 0.2, nesterov }, g, v, w);
    return [v, w];
  });
  const [g, s, w] = drawn();
  device.adagradStep(0.1, 1e-3, g, s, w);
  device.rmspropStep(0.1, 0.9, 1e-3, g, s, w);
  const [m, v, weights] = drawn();
  const rates = { rate: 0.1, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 };
  device.adamStep({ ...rates, correction1: 0.1, correction2: 0.001 }, g, m, v, weights);
  return [x, y, ...steps, s, w, m, v, weights];
});
