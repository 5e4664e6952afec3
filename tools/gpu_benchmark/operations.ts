import type { ConvolutionGeometry } from "../../lib/devices/convolution.ts";
import type { Device } from "../../lib/devices/device.ts";
import { type Budget, formatSeconds, formatSpeed, type Measured } from "./measured.ts";
import { convolutionFlop, describeGeometry } from "./step_costs.ts";
import { fastest, random, secondsOf } from "./timing.ts";

/** What reading a number back takes: how long the host waits for a GPU that has nothing to do. */
export async function measureReadBack(device: Device): Promise<Measured> {
  const [from, to] = [device.matrix(1, 1), device.matrix(1, 1)];
  const seconds = await fastest(3, async () => {
    device.copy(from, to);
    await device.settle(to);
  });
  return { what: "reading a number back", figure: formatSeconds(seconds), note: "" };
}

/** What an operation takes that has next to nothing to do, and how much of that is the host's. */
export async function measureSmallOperation(device: Device): Promise<Measured> {
  const [x, y] = [device.matrix(1, 1), device.matrix(1, 1)];
  let calls = 0;
  let recording = 0;
  const seconds = await secondsOf(device, () => {
    const start = performance.now();
    device.copy(x, y);
    recording += (performance.now() - start) / 1000;
    calls++;
  });
  const note = `${formatSeconds(recording / calls)} to record it`;
  return { what: "an operation on one number", figure: formatSeconds(seconds), note };
}

/** Products by size: `m × k` by `k × n`. */
export async function* measureProducts(
  device: Device,
  sizes: readonly (readonly [number, number, number])[],
  budget: Budget,
): AsyncGenerator<Measured> {
  for (const [m, k, n] of sizes) {
    if (budget.isSpent) return;
    const [a, b, c] = [random(device, m, k), random(device, k, n), device.matrix(m, n)];
    const seconds = await secondsOf(device, () => device.gemm(false, false, 1, a, b, 0, c));
    yield {
      what: `product ${m} x ${k} x ${n}`,
      figure: formatSpeed(2 * m * k * n / seconds),
      note: formatSeconds(seconds),
    };
  }
}

/** What a convolution reads, of random numbers, and where its output goes. */
export function convolutionOperands(device: Device, g: ConvolutionGeometry, samples: number) {
  return {
    x: random(device, samples, g.channels * g.height * g.width),
    weights: random(device, g.filters, g.channels * g.kernelHeight * g.kernelWidth),
    bias: random(device, 1, g.filters),
    y: device.matrix(samples, g.filters * g.outputHeight * g.outputWidth),
  };
}

/** The convolutions of a network: forward, the error below, the gradient of the weights. */
export async function* measureConvolutions(
  device: Device,
  name: string,
  geometries: readonly ConvolutionGeometry[],
  samples: number,
  budget: Budget,
): AsyncGenerator<Measured> {
  for (const g of geometries) {
    if (budget.isSpent) return;
    const { x, weights, bias, y } = convolutionOperands(device, g, samples);
    const error = random(device, y.rows, y.columns);
    const inputError = device.matrix(x.rows, x.columns);
    const gradient = device.matrix(weights.rows, weights.columns);
    const operations: Readonly<Record<string, () => void>> = {
      "forward": () => device.convolution(g, x, weights, bias, y),
      "error below": () => device.convolutionInputError(g, error, weights, inputError),
      "gradient": () => device.convolutionWeightGradient(g, x, error, 1, 0, gradient),
    };
    const figures: string[] = [];
    const times: string[] = [];
    for (const operation of Object.values(operations)) {
      const seconds = await secondsOf(device, operation);
      figures.push(formatSpeed(convolutionFlop(g, samples) / seconds));
      times.push(formatSeconds(seconds));
    }
    yield {
      what: `${name}, ${describeGeometry(g)}: ${Object.keys(operations).join(", ")}`,
      figure: figures.join(", "),
      note: times.join(", "),
    };
  }
}
