import { assert, assertEquals, assertThrows } from "@std/assert";
import { activationFunctions } from "../../../../lib/devices/typescript/activation_functions.ts";
import { kernelsFor } from "../../../../lib/devices/wasm/all_kernels.ts";
import {
  compileKernels,
  instantiateKernels,
  type KernelModules,
} from "../../../../lib/devices/wasm/kernel_module.ts";
import { kernelMemory } from "../../../../lib/devices/wasm/memory.ts";
import { wideTiles } from "../../../../lib/devices/wasm/wide/wide_module.ts";
import type { Precision } from "../../../../lib/matrix.ts";

function compile(precision: Precision, shared: boolean): KernelModules {
  const { module: tiles } = wideTiles(precision, shared);
  return { kernels: compileKernels(kernelsFor(precision), shared), tiles };
}

for (const precision of ["f64", "f32"] as const) {
  for (const shared of [true, false]) {
    Deno.test(`compileKernels imports a ${shared ? "" : "non-"}shared memory (${precision})`, () => {
      const modules = compile(precision, shared);
      const kernels = instantiateKernels(modules, kernelMemory(shared));
      assertEquals(kernels.heapBase() > 0, true);
      assertThrows(
        () => instantiateKernels(modules, kernelMemory(!shared)),
        WebAssembly.LinkError,
      );
    });
  }
}

Deno.test("every activation function has its kernels", () => {
  const kernels = instantiateKernels(compile("f64", true), kernelMemory(true));
  for (const name of Object.keys(activationFunctions)) {
    assert(name in kernels, name);
    assert(`${name}Backward` in kernels, name);
  }
});

Deno.test("instantiateKernels refuses another module", () => {
  const empty = new WebAssembly.Module(Uint8Array.of(0x00, 0x61, 0x73, 0x6d, 1, 0, 0, 0));
  const modules = { ...compile("f64", true), kernels: empty };
  assertThrows(
    () => instantiateKernels(modules, kernelMemory(true)),
    TypeError,
    "module of kernels",
  );
});
