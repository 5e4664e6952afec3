/**
 * Compiles the AssemblyScript kernels of the WebAssembly device into generated files, in the folder
 * named as the argument or else the library's: `deno task build:kernels`. The result is committed, so
 * that the library needs neither a compiler nor files besides its modules.
 *
 * @module
 */
import { join } from "@std/path";
import asc from "assemblyscript/asc";

const SOURCES = new URL("../lib/devices/wasm/kernels/", import.meta.url);
const RESULT = "lib/devices/wasm/kernel_modules";

/** Characters of base64 on a line of a generated file. */
const LINE = 96;

/** Flags of an imported memory in the binary format: with a maximum, and shared. */
const SHARED_MEMORY = [0x02, 0x03];

/** What the modules differ in: the kernels are compiled for each precision in each of these ways. */
const VARIANTS: ReadonlyMap<string, string> = new Map([
  ["relaxed", "threads,simd,relaxed-simd"],
  ["plain", "threads,simd"],
]);

/** Names and texts of the generated files: one for each precision, with and without relaxed SIMD. */
export async function kernelModules(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const precision of ["f64", "f32"]) {
    for (const [variant, features] of VARIANTS) {
      const binary = await compile(precision, features);
      files.set(`${precision}_${variant}.ts`, moduleText(binary));
    }
  }
  return files;
}

async function compile(precision: string, features: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    ...["index.ts", "--outFile", "kernels.wasm", "-O3", "--runtime", "stub"],
    ...["--importMemory", "--sharedMemory", "--initialMemory", "16", "--maximumMemory", "65536"],
    ...["--memoryBase", "8192", "--enable", features, "--use", `Real=${precision}`],
    // Warns of vectors as arguments, which no function has that JavaScript calls.
    ...["--disableWarning", "112"],
  ], {
    readFile: readSource,
    writeFile: (_name, contents) => {
      if (typeof contents !== "string") binary = contents;
    },
    listFiles: () => [],
  });
  const warnings = stderr.toString();
  if (warnings !== "") console.warn(warnings);
  if (error !== null) throw new Error("Expected kernels that compile but found errors in them");
  if (binary === undefined) {
    throw new Error("Expected the compiler to write a module but found none");
  }
  return binary;
}

async function readSource(name: string): Promise<string | null> {
  try {
    return await Deno.readTextFile(new URL(name, SOURCES));
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return null;
    throw error;
  }
}

function moduleText(binary: Uint8Array): string {
  const base64 = btoa(Array.from(binary, (byte) => String.fromCharCode(byte)).join(""));
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return `// Generated from kernels/ by \`deno task build:kernels\`; do not edit.
import type { KernelModule } from "../kernel_module.ts";

export const kernels: KernelModule = {
  memoryFlags: ${memoryFlagsOf(binary)},
  base64: \`\\
${lines.join("\\\n")}\`,
};
`;
}

/** The place of the byte after `(import "env" "memory" (memory ...` that says "shared". */
function memoryFlagsOf(binary: Uint8Array): number {
  const name = new TextEncoder().encode("memory");
  const end = binary.findIndex((_, at) =>
    [...name, ...SHARED_MEMORY].every((byte, i) => binary[at + i] === byte)
  );
  if (end < 0) throw new Error("Expected a module that imports a shared memory but found none");
  return end + name.length + 1;
}

if (import.meta.main) {
  const folder = Deno.args[0] ?? RESULT;
  await Deno.mkdir(folder, { recursive: true });
  for (const [name, text] of await kernelModules()) {
    await Deno.writeTextFile(join(folder, name), text);
  }
}
