import type { Scalar } from "../scalar.ts";
import { CommandStream } from "./command_stream.ts";
import { type Counts, noCounts } from "./counts.ts";
import { workgroupsFor } from "./elementwise.ts";
import {
  elementsOf,
  type GpuArray,
  type HostOperand,
  type Operand,
  type Place,
  stretchOf,
} from "./gpu_array.ts";
import { GpuMemory } from "./gpu_memory.ts";
import type { Kernel } from "./kernel.ts";
import { Pipelines } from "./pipelines.ts";
import { type Read, ReadBack } from "./read_back.ts";
import { Scalars } from "./scalars.ts";

/**
 * Records kernels for a GPU. Operations call {@linkcode run} and return at once; what they compute is on
 * the host after {@linkcode settle}.
 */
export class Recorder {
  /** What has been done so far. */
  readonly counts: Counts = noCounts();
  /** Of the GPU. */
  readonly limits: GPUSupportedLimits;
  /** Whether the adapter is a program on the CPU, for which other kernels are fast than for a GPU. */
  readonly isSoftware: boolean;
  readonly #device: GPUDevice;
  readonly #stream: CommandStream;
  readonly #memory: GpuMemory;
  readonly #pipelines: Pipelines;
  readonly #scalars: Scalars;
  readonly #readBack: ReadBack;
  #failure: string | undefined;

  /** Records for a device, which ends with it. */
  constructor(device: GPUDevice, isSoftware: boolean) {
    this.#device = device;
    this.limits = device.limits;
    this.isSoftware = isSoftware;
    this.#stream = new CommandStream(device, this.counts);
    this.#memory = new GpuMemory(device, this.counts);
    this.#pipelines = new Pipelines(device, this.#stream.buffer);
    this.#scalars = new Scalars(this.#memory);
    this.#readBack = new ReadBack(device, this.counts);
    device.addEventListener("uncapturederror", (event) => {
      if (!(event instanceof GPUUncapturedErrorEvent)) return;
      event.preventDefault();
      this.#failure ??= `it refused an operation: ${oneLine(event.error.message)}`;
    });
    device.lost.then(({ message }) => this.#failure ??= `it was lost: ${oneLine(message)}`);
  }

  /**
   * Records a kernel.
   *
   * @param operands Its arrays. Those that it writes may be the same as others.
   * @param numbers Its numbers.
   * @param workgroups In each of up to three directions; with 0 nothing is done.
   * @throws {Error} If the device has been lost.
   */
  run<Arrays extends string, Numbers extends string>(
    kernel: Kernel<Arrays, Numbers>,
    operands: Readonly<Record<Arrays, Operand>>,
    numbers: Readonly<Record<Numbers, number>>,
    workgroups: readonly number[],
  ): void {
    if (workgroups.includes(0)) return;
    this.#checkDevice();
    const arrays = kernel.arrays.map((name) => this.#arrayOf(operands[name]));
    const { pipeline, bindGroup } = this.#pipelines.prepare(kernel, arrays);
    const stream = this.#stream;
    stream.beginParameters();
    let index = 0;
    for (const name of kernel.arrays) stream.setInteger(index++, startOf(operands[name]));
    kernel.numbers.forEach((name, i) => {
      if (kernel.numberTypes[i] === "f32") stream.setReal(index++, numbers[name]);
      else stream.setInteger(index++, numbers[name]);
    });
    stream.dispatch(pipeline, bindGroup, index, workgroups);
    arrays.forEach((array, i) => array.isAhead ||= kernel.isWritten[i]);
  }

  /** Records an elementwise kernel, for `count` elements. */
  runElementwise<Arrays extends string, Numbers extends string>(
    kernel: Kernel<Arrays, Numbers | "count">,
    operands: Readonly<Record<Arrays, Operand>>,
    numbers: Readonly<Record<Numbers | "count", number>>,
  ): void {
    this.run(kernel, operands, numbers, [workgroupsFor(numbers.count)]);
  }

  /** A scalar that a kernel is to compute, and the place for its value, a single `f32`. */
  newScalar(): { readonly scalar: Scalar; readonly place: Place } {
    return this.#scalars.next();
  }

  /**
   * Room for `elements` numbers of 4 bytes that one operation hands from one of its kernels to the next.
   * Every call gives the same room.
   */
  scratch(elements: number): Place {
    return { array: this.#memory.scratch(4 * elements), start: 0 };
  }

  /** See {@linkcode Memory.changed}. */
  changed(...operands: readonly HostOperand[]): void {
    for (const operand of operands) {
      const array = this.#memory.counterpart(operand);
      const elements = elementsOf(operand);
      if (array === undefined || elements.length === 0) continue;
      this.#stream.upload(elements.buffer, stretchOf(elements), array);
    }
  }

  /** See {@linkcode Memory.settle}. */
  async settle(...operands: readonly HostOperand[]): Promise<void> {
    this.#checkDevice();
    const reads = [
      ...this.#scalars.take().map(({ array, scalars }): Read => ({
        buffer: array.buffer,
        start: 0,
        bytes: 4 * scalars.length,
        deliver: ({ buffer, byteOffset }) => {
          const values = new Float32Array(buffer, byteOffset, scalars.length);
          scalars.forEach((scalar, i) => scalar.value = values[i]);
        },
      })),
      ...operands.flatMap((operand) => this.#readOf(operand)),
    ];
    if (reads.length === 0) return;
    const copy = ({ buffer, start, bytes }: Read, target: GPUBuffer, targetStart: number) =>
      this.#stream.copy(buffer, start, target, targetStart, bytes);
    try {
      await this.#readBack.read(reads, copy, () => this.#submit());
    } catch (error) {
      // That the device is lost may be told after what fails for it.
      await new Promise((resolve) => setTimeout(resolve));
      this.#checkDevice();
      throw error;
    }
    this.#checkDevice();
  }

  /** Gives the GPU's memory back. */
  dispose(): void {
    this.#failure ??= "it was closed";
    this.#device.destroy();
  }

  /** How an array of the host is read, if the GPU has written to it. */
  #readOf(operand: HostOperand): Read[] {
    const array = this.#memory.counterpart(operand);
    const elements = elementsOf(operand);
    if (!array?.isAhead || elements.length === 0) return [];
    const { start, end } = stretchOf(elements);
    const bytes = end - start;
    if (elements.byteLength === elements.buffer.byteLength) array.isAhead = false;
    const target = new Uint8Array(elements.buffer, elements.byteOffset, elements.byteLength);
    return [{ buffer: array.buffer, start, bytes, deliver: (source) => target.set(source) }];
  }

  #arrayOf(operand: Operand): GpuArray {
    if ("array" in operand) return operand.array;
    const known = this.#memory.counterpart(operand);
    if (known !== undefined) return known;
    const array = this.#memory.newCounterpart(operand);
    const { buffer } = elementsOf(operand);
    this.#stream.upload(buffer, { start: 0, end: buffer.byteLength }, array);
    return array;
  }

  #submit(): void {
    this.#stream.flush();
    this.#memory.collect();
  }

  #checkDevice(): void {
    if (this.#failure === undefined) return;
    throw new Error(`Expected a WebGPU device that works but found that ${this.#failure}`);
  }
}

/** Where an operand begins in its array, in the units that kernels count in. */
function startOf(operand: Operand): number {
  if ("array" in operand) return operand.start;
  const elements = elementsOf(operand);
  return elements.byteOffset / elements.BYTES_PER_ELEMENT;
}

function oneLine(message: string): string {
  return message.trim().replace(/\s+/g, " ");
}
