import type { Device } from "../lib/devices/device.ts";
import type { Memory } from "../lib/devices/memory.ts";
import type { Scalar } from "../lib/devices/scalar.ts";
import { Matrix } from "../lib/matrix.ts";

/** An operation of a device. */
type Operation = Exclude<
  keyof Device,
  | Exclude<keyof Memory, "copy" | "gather" | "warp" | "target">
  | "name"
  | "threads"
  | typeof Symbol.dispose
>;

/** Which operands each operation writes to, counted from 0. */
const written: Readonly<Record<Operation, readonly number[]>> = {
  copy: [1],
  gather: [3],
  warp: [5],
  target: [4],
  gemm: [6],
  addRow: [1],
  sumRows: [3],
  activate: [2],
  activateBackward: [3],
  heaviside: [1],
  softmax: [1],
  softmaxBackward: [2],
  dropout: [3],
  convolution: [4],
  convolutionInputError: [3],
  convolutionWeightGradient: [5],
  sumChannels: [3],
  maxPool: [2, 3],
  maxPoolBackward: [3],
  averagePool: [2],
  averagePoolBackward: [2],
  channelMoments: [1, 2],
  normalizeChannels: [6],
  normalizeChannelsBackward: [6, 7, 8],
  crossEntropy: [2],
  softmaxCrossEntropy: [2],
  binaryCrossEntropy: [2],
  sigmoidBinaryCrossEntropy: [2],
  meanSquaredError: [2],
  meanAbsoluteError: [2],
  huber: [3],
  classify: [4],
  squaredError: [],
  add: [2],
  addSign: [2],
  scale: [1],
  average: [2],
  clip: [1],
  clipNorm: [1],
  sumOfSquares: [],
  sumOfMagnitudes: [],
  momentumStep: [2, 3],
  adagradStep: [3, 4],
  rmspropStep: [4, 5],
  adamStep: [2, 3, 4],
};

/** What integers are until they are settled. */
const UNSETTLED = -2147483648;

type HostArray = Float64Array | Float32Array | Int32Array | Uint8Array;

/**
 * A device that poses as one whose results come later: it does nothing before it settles, and then all of
 * it at once. What an operation writes to is NaN on the host as soon as it is called, and until it is
 * settled; a scalar throws. What the host writes is seen at the first use of an array and when it is said
 * to be changed, and at no other time.
 *
 * @param inner Does the arithmetic.
 */
export function recordingDevice(inner: Device): Device {
  const { precision } = inner;
  const elements = precision === "f64" ? Float64Array : Float32Array;
  const recorder = new Recorder(inner);
  const memory: Partial<Device> = {
    immediate: false,
    settle: (...arrays) => recorder.settle(arrays.map(elementsOf)),
    changed: (...arrays) => arrays.forEach((array) => recorder.change(elementsOf(array))),
    matrix: (rows, columns) => new Matrix(rows, columns, new elements(rows * columns)),
    indices: (length) => new Int32Array(length),
    bytes: (source) => source.slice(),
  };
  return new Proxy(inner, {
    get(_, name) {
      if (isOperation(name)) return (...operands: unknown[]) => recorder.record(name, operands);
      return Reflect.get(Reflect.has(memory, name) ? memory : inner, name);
    },
  });
}

/** What the host has handed over, in the order in which it is to be done. */
class Recorder {
  readonly #inner: Device;
  /** What the inner device has in place of an array of the host, by the memory of the latter. */
  readonly #counterparts = new WeakMap<ArrayBufferLike, HostArray>();
  #queue: (() => void)[] = [];
  #scalars: PendingScalar[] = [];

  constructor(inner: Device) {
    this.#inner = inner;
  }

  record(name: Operation, operands: readonly unknown[]): Scalar {
    const own = operands.map((operand) => this.#counterpartOf(operand));
    for (const place of written[name]) forget(operands[place]);
    const scalar = new PendingScalar();
    this.#scalars.push(scalar);
    this.#queue.push(() => scalar.compute = Reflect.apply(this.#inner[name], this.#inner, own));
    return scalar;
  }

  change(array: HostArray): void {
    if (!this.#counterparts.has(array.buffer)) return;
    const snapshot = array.slice();
    this.#queue.push(() => this.#viewOf(array).set(snapshot));
  }

  async settle(arrays: readonly HostArray[]): Promise<void> {
    const [queue, scalars] = [this.#queue, this.#scalars];
    [this.#queue, this.#scalars] = [[], []];
    for (const operation of queue) operation();
    const copies = arrays.filter(({ buffer }) => this.#counterparts.has(buffer))
      .map((array) => ({ array, copy: this.#viewOf(array).slice() }));
    await new Promise((resolve) => setTimeout(resolve));
    for (const scalar of scalars) scalar.isKnown = true;
    for (const { array, copy } of copies) array.set(copy);
  }

  #counterpartOf(operand: unknown): unknown {
    if (operand instanceof Matrix) {
      const view = this.#viewOf(operand.data);
      if (view instanceof Float64Array || view instanceof Float32Array) {
        return new Matrix(operand.rows, operand.columns, view);
      }
    }
    if (operand instanceof Int32Array || operand instanceof Uint8Array) {
      return this.#viewOf(operand);
    }
    return Array.isArray(operand) ? operand.map((one) => this.#counterpartOf(one)) : operand;
  }

  /** The same part of what the inner device has in place of an array's memory. */
  #viewOf(array: HostArray): HostArray {
    let whole = this.#counterparts.get(array.buffer);
    if (whole === undefined) {
      whole = this.#copyOfAll(array);
      this.#counterparts.set(array.buffer, whole);
    }
    const start = array.byteOffset / array.BYTES_PER_ELEMENT;
    return whole.subarray(start, start + array.length);
  }

  #copyOfAll(array: HostArray): HostArray {
    const { buffer } = array;
    if (array instanceof Uint8Array) return this.#inner.bytes(new Uint8Array(buffer).slice());
    if (array instanceof Int32Array) {
      const copy = this.#inner.indices(buffer.byteLength / array.BYTES_PER_ELEMENT);
      copy.set(new Int32Array(buffer));
      return copy;
    }
    const { data } = this.#inner.matrix(1, buffer.byteLength / array.BYTES_PER_ELEMENT);
    data.set(array instanceof Float64Array ? new Float64Array(buffer) : new Float32Array(buffer));
    return data;
  }
}

class PendingScalar implements Scalar {
  compute: Scalar | undefined;
  isKnown = false;

  get value(): number {
    if (this.isKnown && this.compute !== undefined) return this.compute.value;
    throw new Error("Expected a number that the device has settled but found one that is pending");
  }
}

/** Makes an operand that an operation writes to, or several, what cannot be taken for a result. */
function forget(operand: unknown): void {
  if (operand instanceof Matrix) operand.data.fill(NaN);
  else if (operand instanceof Int32Array) operand.fill(UNSETTLED);
  else if (Array.isArray(operand)) operand.forEach(forget);
}

function elementsOf(array: Matrix | Int32Array | Uint8Array): HostArray {
  return array instanceof Matrix ? array.data : array;
}

function isOperation(name: string | symbol): name is Operation {
  return Object.hasOwn(written, name);
}
