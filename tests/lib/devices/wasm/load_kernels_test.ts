import { assert, assertEquals, assertThrows } from "@std/assert";
import {
  compileKernels,
  instantiateKernels,
  isWasmSupported,
} from "../../../../lib/devices/wasm/load_kernels.ts";
import { kernelMemory } from "../../../../lib/devices/wasm/wasm_memory.ts";

Deno.test("the kernels run where the tests do", () => {
  assert(isWasmSupported());
});

for (const precision of ["f64", "f32"] as const) {
  for (const shared of [true, false]) {
    Deno.test(`compileKernels imports a ${shared ? "" : "non-"}shared memory (${precision})`, () => {
      const module = compileKernels(precision, shared);
      const kernels = instantiateKernels(module, kernelMemory(shared));
      assertEquals(kernels.heapBase() > 0, true);
      assertThrows(
        () => instantiateKernels(module, kernelMemory(!shared)),
        WebAssembly.LinkError,
      );
    });
  }
}

Deno.test("instantiateKernels refuses another module", () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  assertThrows(() => instantiateKernels(empty, kernelMemory(true)), TypeError, "module of kernels");
});
