import { assertEquals, assertRejects, assertStringIncludes, assertThrows } from "@std/assert";
import { elementwise } from "../../../../lib/devices/webgpu/elementwise.ts";
import { Kernel } from "../../../../lib/devices/webgpu/kernel.ts";
import type { Recorder } from "../../../../lib/devices/webgpu/recorder.ts";
import { Matrix } from "../../../../lib/matrix.ts";
import { testOnRecorder } from "../../../webgpu.ts";

const addKernel = elementwise({
  name: "add",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { count: "u32", scale: "f32" },
  code: "y[i] += p.scale * x[i];",
});

const storeKernel = new Kernel({
  name: "store",
  arrays: { place: "write f32" },
  numbers: { value: "f32" },
  code: "@compute @workgroup_size(1) fn main() { place[p.placeStart] = p.value; }",
});

/** `y ← y + scale x`. */
function add(gpu: Recorder, scale: number, x: Matrix, y: Matrix): void {
  gpu.runElementwise(addKernel, { x, y }, { count: y.data.length, scale });
}

function matrix(...rows: readonly number[][]): Matrix {
  return Matrix.of(rows, "f32");
}

testOnRecorder("a kernel computes what has settled", async (gpu) => {
  const y = matrix([1, 2], [3, 4]);
  add(gpu, 10, matrix([1, 2], [3, 4]), y);
  assertEquals(y.toRows(), [[1, 2], [3, 4]]);
  await gpu.settle(y);
  assertEquals(y.toRows(), [[11, 22], [33, 44]]);
});

testOnRecorder("an operand may be a view, or share its elements with the result", async (gpu) => {
  const y = matrix([1, 2], [3, 4], [5, 6]);
  add(gpu, 1, y, y);
  add(gpu, 1, y.rowRange(0, 1), y.rowRange(2, 3));
  add(gpu, 1, matrix([100, 200], [300, 400]).rowRange(1, 2), y.rowRange(1, 2));
  await gpu.settle(y);
  assertEquals(y.toRows(), [[2, 4], [306, 408], [12, 16]]);
});

testOnRecorder("settling a view brings no other rows", async (gpu) => {
  const y = matrix([1], [2]);
  add(gpu, 1, y, y);
  await gpu.settle(y.rowRange(1, 2));
  assertEquals(y.toRows(), [[1], [4]]);
  await gpu.settle(y);
  assertEquals(y.toRows(), [[2], [4]]);
});

testOnRecorder("what the host changes counts from then on, and not before", async (gpu) => {
  const [x, y] = [matrix([1], [2]), matrix([0], [0])];
  add(gpu, 1, x, y);
  x.data.set([10, 20]);
  gpu.changed(x.rowRange(0, 1));
  x.data.set([50, 60]); // not announced
  add(gpu, 1, x, y);
  await gpu.settle(y);
  assertEquals(y.toRows(), [[11], [4]]);
});

testOnRecorder("large arrays go up and come down whole", async (gpu) => {
  const size = 2 ** 18 + 5;
  const x = new Matrix(1, size, Float32Array.from({ length: size }, (_, i) => i));
  const y = new Matrix(1, size, new Float32Array(size));
  add(gpu, 1, x, y);
  x.data.reverse();
  gpu.changed(x);
  add(gpu, 1, x, y);
  await gpu.settle(y);
  assertEquals(new Set(y.data), new Set([size - 1]));
});

testOnRecorder("scalars can be read once they are settled, however many there are", async (gpu) => {
  const scalars = Array.from({ length: 5000 }, (_, value) => {
    const { scalar, place } = gpu.newScalar();
    gpu.run(storeKernel, { place }, { value }, [1]);
    return scalar;
  });
  assertThrows(() => scalars[0].value, Error, "pending");
  await gpu.settle();
  assertEquals(scalars.map(({ value }) => value), scalars.map((_, value) => value));
});

testOnRecorder("what settles at the same time gets what was there at its call", async (gpu) => {
  const y = matrix([1]);
  add(gpu, 1, y, y);
  const { scalar, place } = gpu.newScalar();
  gpu.run(storeKernel, { place }, { value: 7 }, [1]);
  const seen: number[] = [];
  const first = gpu.settle(y).then(() => seen.push(y.data[0]));
  add(gpu, 1, y, y);
  const { scalar: later, place: laterPlace } = gpu.newScalar();
  gpu.run(storeKernel, { place: laterPlace }, { value: 8 }, [1]);
  await Promise.all([first, gpu.settle(y).then(() => seen.push(y.data[0]))]);
  assertEquals([seen, scalar.value, later.value], [[2, 4], 7, 8]);
});

testOnRecorder("repeating a step makes no buffers, and waits for nothing", async (gpu) => {
  const [x, y] = [matrix([1, 2]), matrix([0, 0])];
  const step = (scale: number) => {
    x.data.fill(scale);
    gpu.changed(x);
    add(gpu, scale, x, y);
    gpu.run(storeKernel, { place: gpu.newScalar().place }, { value: scale }, [1]);
  };
  step(0);
  await gpu.settle(y);
  const { buffers, readBacks, dispatches } = gpu.counts;
  for (let i = 0; i < 1000; i++) step(i % 2);
  assertEquals(gpu.counts.buffers, buffers);
  assertEquals(gpu.counts.readBacks, readBacks);
  assertEquals(gpu.counts.dispatches, dispatches + 2000);
  await gpu.settle(y);
  assertEquals(y.toRows(), [[500, 500]]);
});

testOnRecorder("a program that does not compile is an error with its name", async (gpu) => {
  const broken = new Kernel({
    name: "broken kernel",
    arrays: { x: "write f32" },
    numbers: {},
    code: "fn main( nonsense",
  });
  const x = matrix([1]);
  const error = await assertRejects(async () => {
    gpu.run(broken, { x }, {}, [1]);
    await gpu.settle(x);
  }, Error);
  assertStringIncludes(error.message, "broken kernel");
  assertEquals(error.message.split("\n").length, 1);
});

testOnRecorder("a device that is closed takes no more work", async (gpu) => {
  const x = matrix([1]);
  add(gpu, 1, x, x);
  gpu.dispose();
  assertThrows(() => add(gpu, 1, x, x), Error, "closed");
  await assertRejects(() => gpu.settle(x), Error, "closed");
});
