import { assertEquals } from "@std/assert";
import { isRelaxedSupported, isWasmSupported } from "../../../../lib/devices/wasm/features.ts";
import { compileKernels, type KernelModule } from "../../../../lib/devices/wasm/kernel_module.ts";
import { kernels as plain } from "../../../../lib/devices/wasm/kernel_modules/f32_plain.ts";
import { kernels as relaxed } from "../../../../lib/devices/wasm/kernel_modules/f32_relaxed.ts";
import { canShareMemory } from "../../../../lib/devices/wasm/memory.ts";

Deno.test("the kernels run where the tests do", () => {
  assertEquals([isWasmSupported(), isRelaxedSupported()], [true, true]);
});

/** The kernels themselves, and the question whose answer a few bytes stand for. */
const pairs: [name: string, KernelModule, supported: () => boolean][] = [
  ["isWasmSupported", plain, isWasmSupported],
  ["isRelaxedSupported", relaxed, isRelaxedSupported],
];

for (const [name, kernels, supported] of pairs) {
  Deno.test(`${name} answers as for the kernels`, () => {
    assertEquals(supported(), compiles(kernels));
  });
}

function compiles(kernels: KernelModule): boolean {
  try {
    compileKernels(kernels, canShareMemory());
    return true;
  } catch (error) {
    if (error instanceof WebAssembly.CompileError) return false;
    throw error;
  }
}

Deno.test("isWasmSupported is false without WebAssembly", () => {
  const { WebAssembly: there } = globalThis;
  Reflect.deleteProperty(globalThis, "WebAssembly");
  try {
    assertEquals(isWasmSupported(), false);
  } finally {
    Object.assign(globalThis, { WebAssembly: there });
  }
});
