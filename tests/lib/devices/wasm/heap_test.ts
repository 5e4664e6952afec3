import { assert, assertEquals, assertNotEquals, assertThrows } from "@std/assert";
import { Heap, Workspace } from "../../../../lib/devices/wasm/heap.ts";

const PAGE = 65536;

function memoryOf(pages: number, maximum: number): WebAssembly.Memory {
  return new WebAssembly.Memory({ initial: pages, maximum, shared: true });
}

Deno.test("Heap hands out aligned pieces that do not overlap", () => {
  const heap = new Heap(memoryOf(1, 4), 1001);
  const sizes = [1, 64, 65, 0, 200];
  const starts = sizes.map((size) => heap.allocate(size));
  assertEquals(starts.map((start) => start % 64), [0, 0, 0, 0, 0]);
  assert(starts[0] >= 1001);
  starts.slice(1).forEach((start, i) => assert(start >= starts[i] + sizes[i] && start > starts[i]));
});

Deno.test("Heap grows the memory and keeps some of it behind the last piece", () => {
  const memory = memoryOf(1, 8);
  const heap = new Heap(memory, 0);
  const start = heap.allocate(3 * PAGE);
  assertEquals(start, 0);
  assert(memory.buffer.byteLength >= 3 * PAGE + 1024);
});

Deno.test("Heap uses again what was released, filled with zeros", () => {
  const memory = memoryOf(1, 1);
  const heap = new Heap(memory, 0);
  const start = heap.allocate(128);
  heap.allocate(64);
  new Uint8Array(memory.buffer, start, 128).fill(255);
  heap.release(start, 128);
  assertEquals(heap.allocate(100), start);
  assertEquals(new Uint8Array(memory.buffer, start, 128), new Uint8Array(128));
});

Deno.test("Heap joins released neighbours in any order", () => {
  for (const order of [[0, 1, 2], [2, 1, 0], [0, 2, 1], [1, 0, 2]]) {
    const heap = new Heap(memoryOf(1, 1), 0);
    const starts = [64, 64, 64].map((size) => heap.allocate(size));
    heap.allocate(64);
    for (const index of order) heap.release(starts[index], 64);
    assertEquals(heap.allocate(192), starts[0], `released in the order ${order}`);
  }
});

Deno.test("Heap splits a released piece", () => {
  const heap = new Heap(memoryOf(1, 1), 0);
  const start = heap.allocate(192);
  const after = heap.allocate(64);
  heap.release(start, 192);
  assertEquals([heap.allocate(64), heap.allocate(128)], [start, start + 64]);
  assert(heap.allocate(64) > after);
});

Deno.test("Heap says what it was asked for when the memory cannot grow", () => {
  const heap = new Heap(memoryOf(1, 2), 0);
  assertThrows(
    () => heap.allocate(3 * PAGE),
    RangeError,
    `Expected a WebAssembly memory of ${PAGE} bytes to grow`,
  );
  assertEquals(heap.allocate(64), 0);
});

Deno.test("Workspace stays where it is until more is needed", () => {
  const heap = new Heap(new WebAssembly.Memory({ initial: 1, maximum: 1 }), 64);
  const workspace = new Workspace(heap);
  const first = workspace.atLeast(200);
  assertEquals([workspace.atLeast(10), workspace.atLeast(200)], [first, first]);
  const barrier = heap.allocate(64);
  const second = workspace.atLeast(1000);
  assertNotEquals(second, first);
  assertEquals(second > barrier, true);
  assertEquals(workspace.atLeast(1000), second);
});

Deno.test("Workspace gives back what has become too small", () => {
  const heap = new Heap(new WebAssembly.Memory({ initial: 1, maximum: 1 }), 64);
  const workspace = new Workspace(heap);
  const first = workspace.atLeast(256);
  heap.allocate(64);
  workspace.atLeast(512);
  assertEquals(heap.allocate(256), first);
});
