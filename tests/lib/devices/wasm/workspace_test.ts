import { assertEquals, assertNotEquals } from "@std/assert";
import { Heap } from "../../../../lib/devices/wasm/heap.ts";
import { Workspace } from "../../../../lib/devices/wasm/workspace.ts";

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
