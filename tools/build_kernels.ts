/**
 * Compiles the AssemblyScript kernels of the WebAssembly device into generated files, in the folder
 * named as the argument or else the library's: `deno task build:kernels`. The result is committed, so
 * that the library needs neither a compiler nor files besides its modules.
 *
 * @module
 */
import { join } from "@std/path";
import asc from "assemblyscript/asc";
import { changesBetween } from "./changes.ts";

const SOURCES = new URL("../lib/devices/wasm/kernels/", import.meta.url);
const RESULT = "lib/devices/wasm/kernel_modules";

/** Characters of base64 on a line of a generated file; importers fetch every line break. */
const LINE = 2048;

/** Flags of an imported memory in the binary format: with a maximum, and shared. */
const SHARED_MEMORY = [0x02, 0x03];

/** The instructions that all platforms of the kernels know; those of relaxed SIMD come to them. */
const FEATURES = "threads,simd";

/** Names and texts of the generated files: one for each precision, with and without relaxed SIMD. */
export async function kernelModules(): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  for (const precision of ["f64", "f32"]) {
    const relaxed = await compile(precision, `${FEATURES},relaxed-simd`);
    const plain = await compile(precision, FEATURES);
    files.set(`${precision}_relaxed.ts`, moduleText(relaxed));
    files.set(`${precision}_plain.ts`, changesText(plain, relaxed, `./${precision}_relaxed.ts`));
  }
  return files;
}

async function compile(precision: string, features: string): Promise<Uint8Array> {
  let binary: Uint8Array | undefined;
  const { error, stderr } = await asc.main([
    ...["index.ts", "--outFile", "kernels.wasm", "--runtime", "stub"],
    // Without the second, modules are a twelfth larger, and no faster.
    ...["-O3", "--shrinkLevel", "1"],
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
  return `// Generated from kernels/ by \`deno task build:kernels\`; do not edit.
import type { KernelModule } from "../kernel_module.ts";

export const kernels: KernelModule = {
  memoryFlags: ${memoryFlagsOf(binary)},
  base64: ${base64Text(binary)},
};
`;
}

/** Modules that are alike for the most part take less as one, and how the other one differs from it. */
function changesText(binary: Uint8Array, original: Uint8Array, file: string): string {
  return `// Generated from kernels/ by \`deno task build:kernels\`; do not edit.
import type { KernelModule } from "../kernel_module.ts";
import { kernels as original } from "${file}";

export const kernels: KernelModule = {
  memoryFlags: ${memoryFlagsOf(binary)},
  base64: ${base64Text(changesBetween(original, binary))},
  original,
};
`;
}

/** A literal of bytes, in lines. */
function base64Text(bytes: Uint8Array): string {
  const base64 = btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""));
  const lines = base64.match(new RegExp(`.{1,${LINE}}`, "g")) ?? [];
  return `\`\\\n${lines.join("\\\n")}\``;
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
