import { assert, assertEquals, assertThrows } from "@std/assert";
import { activationFunctions } from "../../../../lib/devices/typescript/activation_functions.ts";
import { kernelsFor } from "../../../../lib/devices/wasm/all_kernels.ts";
import { compileKernels, instantiateKernels } from "../../../../lib/devices/wasm/kernel_module.ts";
import { kernelMemory } from "../../../../lib/devices/wasm/memory.ts";

for (const precision of ["f64", "f32"] as const) {
  for (const shared of [true, false]) {
    Deno.test(`compileKernels imports a ${shared ? "" : "non-"}shared memory (${precision})`, () => {
      const module = compileKernels(kernelsFor(precision), shared);
      const kernels = instantiateKernels(module, kernelMemory(shared));
      assertEquals(kernels.heapBase() > 0, true);
      assertThrows(
        () => instantiateKernels(module, kernelMemory(!shared)),
        WebAssembly.LinkError,
      );
    });
  }
}

Deno.test("every activation function has its kernels", () => {
  const kernels = instantiateKernels(compileKernels(kernelsFor("f64"), true), kernelMemory(true));
  for (const name of Object.keys(activationFunctions)) {
    assert(name in kernels, name);
    assert(`${name}Backward` in kernels, name);
  }
});

Deno.test("instantiateKernels refuses another module", () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  assertThrows(() => instantiateKernels(empty, kernelMemory(true)), TypeError, "module of kernels");
});
