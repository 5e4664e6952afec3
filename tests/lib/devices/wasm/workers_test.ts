import { assertEquals } from "@std/assert";
import { callerMayWait, startWorkers } from "../../../../lib/devices/wasm/workers.ts";

/**
 * ```wat
 * (module
 *   (import "env" "memory" (memory 1 1 shared))
 *   (func (export "work") (param $thread i32) (param $scratch i32)
 *     (i32.store (local.get $scratch) (local.get $thread))))
 * ```
 */
const SIGNS_IN = Uint8Array.of(
  ...[0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00],
  ...[0x01, 0x06, 0x01, 0x60, 0x02, 0x7f, 0x7f, 0x00],
  ...[0x02, 0x10, 0x01, 0x03, 0x65, 0x6e, 0x76, 0x06, 0x6d, 0x65, 0x6d, 0x6f, 0x72, 0x79],
  ...[0x02, 0x03, 0x01, 0x01],
  ...[0x03, 0x02, 0x01, 0x00],
  ...[0x07, 0x08, 0x01, 0x04, 0x77, 0x6f, 0x72, 0x6b, 0x00, 0x00],
  ...[0x0a, 0x0b, 0x01, 0x09, 0x00, 0x20, 0x01, 0x20, 0x00, 0x36, 0x02, 0x00, 0x0b],
);

Deno.test("startWorkers runs the module's work on a thread for each scratch memory", async () => {
  const memory = new WebAssembly.Memory({ initial: 1, maximum: 1, shared: true });
  const empty = Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 0x01, 0x00, 0x00, 0x00);
  const modules = {
    kernels: new WebAssembly.Module(SIGNS_IN),
    tiles: new WebAssembly.Module(empty),
  };
  startWorkers(modules, memory, [64, 128, 192], false);
  const words = new Int32Array(memory.buffer);
  const signed = () => [64, 128, 192].map((address) => Atomics.load(words, address / 4));
  while (signed().includes(0)) await new Promise((resolve) => setTimeout(resolve, 5));
  assertEquals(signed(), [1, 2, 3]);
});

Deno.test("callerMayWait knows that Deno's threads may", () => {
  assertEquals(callerMayWait(), true);
});
