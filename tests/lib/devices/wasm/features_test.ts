import { assertEquals } from "@std/assert";
import { isRelaxedSupported, isWasmSupported } from "../../../../lib/devices/wasm/features.ts";
import type { KernelModule } from "../../../../lib/devices/wasm/kernel_module.ts";
import { kernels as plain } from "../../../../lib/devices/wasm/kernel_modules/f32_plain.ts";
import { kernels as relaxed } from "../../../../lib/devices/wasm/kernel_modules/f32_relaxed.ts";

Deno.test("the kernels run where the tests do", () => {
  assertEquals([isWasmSupported(), isRelaxedSupported()], [true, true]);
});

/** What the platform says of the kernels themselves, and the answer to the few bytes that stand for them. */
const pairs: [name: string, KernelModule, supported: () => boolean][] = [
  ["isWasmSupported", plain, isWasmSupported],
  ["isRelaxedSupported", relaxed, isRelaxedSupported],
];

for (const [name, kernels, supported] of pairs) {
  Deno.test(`${name} answers as for the kernels`, () => {
    const binary = Uint8Array.fromBase64(kernels.base64);
    assertEquals(supported(), WebAssembly.validate(binary));
  });
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
