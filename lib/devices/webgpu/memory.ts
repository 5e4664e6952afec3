import { Matrix } from "../../matrix.ts";
import type { Memory } from "../memory.ts";
import { elementwise } from "./elementwise.ts";
import type { Recorder } from "./recorder.ts";
import { warps } from "./warp.ts";
import { byteAt } from "./wgsl.ts";

const copyKernel = elementwise({
  name: "copy",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { count: "u32" },
  code: "y[i] = x[i];",
});

const gatherKernel = elementwise({
  name: "gather",
  arrays: { pixels: "read u32", rows: "read i32", table: "read f32", output: "write f32" },
  numbers: { count: "u32", columns: "u32" },
  code: `let row = u32(rows[p.rowsStart + i / p.columns]);
    let pixel = byteAt(p.pixelsStart + row * p.columns + i % p.columns);
    output[i] = table[p.tableStart + pixel];`,
  declarations: byteAt("pixels"),
});

const targetKernel = elementwise({
  name: "target",
  arrays: { labels: "read i32", rows: "read i32", targets: "write f32" },
  numbers: { count: "u32", columns: "u32", off: "f32", on: "f32" },
  code: `let label = u32(labels[p.labelsStart + u32(rows[p.rowsStart + i / p.columns])]);
    let column = select(i % p.columns, 1u, p.columns == 1u);
    targets[i] = select(p.off, p.on, label == column);`,
});

/** Arrays on the host, with their counterparts on the GPU, and the batches that are made there. */
export function memory(gpu: Recorder): Memory {
  /** @throws {RangeError} If the GPU cannot hold so many bytes in one array. */
  function checked(bytes: number, what: string): number {
    const most = Math.min(gpu.limits.maxStorageBufferBindingSize, gpu.limits.maxBufferSize);
    if (bytes <= most) return bytes;
    throw new RangeError(
      `Expected arrays of at most ${most} bytes, the adapter's limit, but found ${what}, which is ` +
        `${bytes} bytes`,
    );
  }

  return {
    precision: "f32",
    immediate: false,
    settle: (...arrays) => gpu.settle(...arrays),
    changed: (...arrays) => gpu.changed(...arrays),
    matrix(rows, columns) {
      checked(4 * rows * columns, `a matrix of ${rows} x ${columns}`);
      return new Matrix(rows, columns, new Float32Array(rows * columns));
    },
    indices(length) {
      checked(4 * length, `${length} numbers`);
      return new Int32Array(length);
    },
    bytes(source) {
      const words = checked(4 * Math.ceil(source.length / 4), `${source.length} pixels`);
      const bytes = new Uint8Array(new ArrayBuffer(words), 0, source.length);
      bytes.set(source);
      return bytes;
    },
    copy(from, to) {
      gpu.runElementwise(copyKernel, { x: from, y: to }, { count: to.data.length });
    },
    gather(pixels, rows, table, output) {
      const numbers = { count: output.data.length, columns: output.columns };
      gpu.runElementwise(gatherKernel, { pixels, rows, table, output }, numbers);
    },
    ...warps(gpu),
    target(labels, rows, off, on, targets) {
      const numbers = { count: targets.data.length, columns: targets.columns, off, on };
      gpu.runElementwise(targetKernel, { labels, rows, targets }, numbers);
    },
  };
}
