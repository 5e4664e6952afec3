import { benchOnEachDevice, randomMatrix } from "./devices.ts";

/** A product `C ← op(A) op(B)`, with the sizes `m × k` and `k × n` of `op(A)` and `op(B)`. */
interface Product {
  readonly name: string;
  readonly transposeA?: boolean;
  readonly transposeB?: boolean;
  readonly m: number;
  readonly k: number;
  readonly n: number;
  /** Share of zeros in `A`: four fifths of MNIST's pixels, half of what a ReLU lets through. */
  readonly zeros?: number;
}

/** The hidden layer of the course's network at batch 100 and 1, and how each form does there. */
const products: readonly Product[] = [
  { name: "A B, 100 x 784 x 500", m: 100, k: 784, n: 500 },
  { name: "Aᵀ B, 784 x 100 x 500", m: 784, k: 100, n: 500, transposeA: true },
  { name: "A Bᵀ, 100 x 500 x 784", m: 100, k: 500, n: 784, transposeB: true },
  { name: "Aᵀ Bᵀ, 100 x 784 x 500", m: 100, k: 784, n: 500, transposeA: true, transposeB: true },
  { name: "A B, 100 x 784 x 500, pixels", m: 100, k: 784, n: 500, zeros: 0.8 },
  { name: "A B, 100 x 500 x 10, behind ReLU", m: 100, k: 500, n: 10, zeros: 0.5 },
  { name: "A B, 1 x 784 x 500, pixels", m: 1, k: 784, n: 500, zeros: 0.8 },
];

/** Updates `W ← W - rate Xᵀ E` of plain gradient descent. */
const updates: readonly Product[] = [
  { name: "W - Xᵀ E, 784 x 100 x 500, pixels", m: 784, k: 100, n: 500, zeros: 0.8 },
  { name: "W - Xᵀ E, 784 x 1 x 500, pixels", m: 784, k: 1, n: 500, zeros: 0.8 },
];

for (const { name, transposeA = false, transposeB = false, m, k, n, zeros } of products) {
  benchOnEachDevice(name, (device) => {
    const a = transposeA ? randomMatrix(device, k, m, zeros) : randomMatrix(device, m, k, zeros);
    const b = transposeB ? randomMatrix(device, n, k) : randomMatrix(device, k, n);
    const c = device.matrix(m, n);
    return () => device.gemm(transposeA, transposeB, 1, a, b, 0, c);
  });
}

for (const { name, m, k, n, zeros } of updates) {
  benchOnEachDevice(name, (device) => {
    const x = randomMatrix(device, k, m, zeros);
    const error = randomMatrix(device, k, n);
    const weights = randomMatrix(device, m, n);
    return () => device.gemm(true, false, -1e-3, x, error, 1, weights);
  });
}
