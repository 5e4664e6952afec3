import { buildNetwork, largestBatch } from "../../lib/config/network.ts";
import { buildOptimizer } from "../../lib/config/training.ts";
import type { Config } from "../../lib/config/config.ts";
import type { ConvolutionGeometry } from "../../lib/devices/convolution.ts";
import type { Device } from "../../lib/devices/device.ts";
import { createTypeScriptDevice } from "../../lib/devices/typescript/typescript_device.ts";
import { Matrix } from "../../lib/matrix.ts";
import { type Shape, sizeOf } from "../../lib/shape.ts";
import { WeightAverage } from "../../lib/training/weight_average.ts";

/** What an operation of a device, or several, take at least. */
export interface Cost {
  /** Additions and multiplications of products; those of other operations are not counted. */
  readonly flop: number;
  /** Of the matrices, each counted once where it is read or written. */
  readonly bytes: number;
}

/** An operation of a device, and what it takes. */
export interface CountedOperation extends Cost {
  /** As the device calls it. */
  readonly name: PropertyKey;
  /** Of a convolution or one of its gradients. */
  readonly geometry?: ConvolutionGeometry;
}

/** How fast a GPU is at most. */
export interface GpuFigures {
  readonly name: string;
  /** Of numbers in single precision, a second. */
  readonly flops: number;
  /** Between the memory and the processors, a second. */
  readonly bandwidth: number;
}

/** As its maker publishes them; without tensor cores, which do not compute in single precision. */
export const h200: GpuFigures = { name: "H200", flops: 67e12, bandwidth: 4.8e12 };

/**
 * The operations of one step of the training that a configuration describes, with those that make its
 * batch, in single precision. Nothing is computed.
 */
export function countStep(config: Config, shape: Shape, classes: number): CountedOperation[] {
  const batchSize = largestBatch(config, Infinity);
  const operations: CountedOperation[] = [];
  const device = countingDevice(operations);
  const network = buildNetwork(config, device, { shape, classes, count: batchSize });
  const optimizer = buildOptimizer(config, network);
  const learned = [...network.parameters, ...network.layers.flatMap(({ buffers }) => buffers)];
  const average = config.weightAverage && new WeightAverage(device, learned, config.weightAverage);
  const x = device.matrix(batchSize, sizeOf(shape));
  const targets = device.matrix(batchSize, sizeOf(network.outputShape));
  const rows = device.indices(batchSize);
  // What building a network takes happens once.
  operations.length = 0;
  device.gather(new Uint8Array(0), rows, device.matrix(1, 256), x);
  device.target(device.indices(batchSize), rows, 0, 1, targets);
  optimizer.begin();
  network.backpropagate(x, targets);
  optimizer.step();
  if (average) average.update(1);
  return operations;
}

/** What a convolution or one of its gradients takes of a batch. */
export function convolutionFlop(g: ConvolutionGeometry, samples: number): number {
  const outputs = samples * g.filters * g.outputHeight * g.outputWidth;
  return 2 * outputs * g.channels * g.kernelHeight * g.kernelWidth;
}

/** A convolution by its kernel and the images that it makes. */
export function describeGeometry(g: ConvolutionGeometry): string {
  const { channels, filters, kernelHeight, kernelWidth, outputHeight, outputWidth } = g;
  return `${kernelHeight} x ${kernelWidth} convolution of ${channels} channels to ${filters} of ` +
    `${outputHeight} x ${outputWidth}`;
}

/** The sum of costs. */
export function totalCost(costs: readonly Cost[]): Cost {
  return costs.reduce((sum, { flop, bytes }) => ({
    flop: sum.flop + flop,
    bytes: sum.bytes + bytes,
  }), { flop: 0, bytes: 0 });
}

/**
 * The least seconds that operations, one after another, can take: the time for the arithmetic or for the
 * memory of each, whichever is longer. What a GPU takes to begin an operation is not in it.
 */
export function leastSeconds(costs: readonly Cost[], { flops, bandwidth }: GpuFigures): number {
  return costs.reduce((sum, { flop, bytes }) => sum + Math.max(flop / flops, bytes / bandwidth), 0);
}

/** What is no arithmetic. */
const FREE: ReadonlySet<PropertyKey> = new Set<PropertyKey>(
  ["matrix", "indices", "bytes", "settle", "changed", Symbol.dispose],
);

/** A device that writes down what its operations cost, in place of doing them. */
function countingDevice(operations: CountedOperation[]): Device {
  return new Proxy(createTypeScriptDevice("f32"), {
    get(device, name) {
      const member: unknown = Reflect.get(device, name);
      if (typeof member !== "function" || FREE.has(name)) return member;
      return (...operands: readonly unknown[]) => {
        const geometry = operands.find(isConvolution);
        const flop = flopOf(name, operands, geometry);
        operations.push({ name, flop, bytes: bytesOf(operands), geometry });
        return { value: 0 };
      };
    },
  });
}

function bytesOf(operands: readonly unknown[]): number {
  return operands.flat().reduce((sum: number, operand) => {
    if (operand instanceof Matrix) return sum + operand.data.byteLength;
    return sum + (operand instanceof Int32Array ? operand.byteLength : 0);
  }, 0);
}

/** Additions and multiplications of an operation, if it is a product. */
function flopOf(
  name: PropertyKey,
  operands: readonly unknown[],
  geometry?: ConvolutionGeometry,
): number {
  const matrices = operands.filter((operand) => operand instanceof Matrix);
  if (name === "gemm") {
    const [transposeA] = operands;
    const [a, _, c] = matrices;
    return 2 * (transposeA === true ? a.rows : a.columns) * c.rows * c.columns;
  }
  if (geometry === undefined) return 0;
  return convolutionFlop(geometry, matrices[0].rows);
}

function isConvolution(operand: unknown): operand is ConvolutionGeometry {
  return typeof operand === "object" && operand !== null && "kernelHeight" in operand;
}
