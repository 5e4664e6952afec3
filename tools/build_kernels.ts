/**
 * Compiles the AssemblyScript kernels of the WebAssembly device into one generated file, the one
 * named as the argument or else the library's: `deno task build:kernels`. The result is committed,
 * so that the library needs neither a compiler nor a file beside its modules.
 *
 * @module
 */
import asc from "assemblyscript/asc";

const SOURCES = new URL("../lib/devices/wasm/kernels/", import.meta.url);
const RESULT = "lib/devices/wasm/kernel_modules.ts";

/** Characters of base64 on a line of the generated file. */
const LINE = 96;

/** Flags of an imported memory in the binary format: with a maximum, and shared. */
const SHARED_MEMORY = [0x02, 0x03];

/** Text of the generated file: a module for each precision, with and without relaxed SIMD. */
export async function kernelModules(): Promise<string> {
  const entries: string[] = [];
  for (const precision of ["f64", "f32"]) {
    const relaxed = await compile(precision, "threads,simd,relaxed-simd");
    const plain = await compile(precision, "threads,simd");
    const variants = `    relaxed: ${moduleText(relaxed)},\n    plain: ${moduleText(plain)},\n`;
    entries.push(`  ${precision}: {\n${variants}  },\n`);
  }
  return `// Generated from kernels/ by \`deno task build:kernels\`; do not edit.

/** A WebAssembly module, and where in it the flags of its imported memory are. */
export interface KernelModule {
  readonly memoryFlags: number;
  readonly base64: string;
}

/** The kernels for each precision, with and without the instructions of relaxed SIMD. */
export const KERNEL_MODULES: Readonly<
  Record<"f64" | "f32", { readonly relaxed: KernelModule; readonly plain: KernelModule }>
> = {
${entries.join("")}};
`;
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
  const text = lines.join("\\\n");
  return `{\n      memoryFlags: ${memoryFlagsOf(binary)},\n      base64: \`\\\n${text}\`,\n    }`;
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

if (import.meta.main) await Deno.writeTextFile(Deno.args[0] ?? RESULT, await kernelModules());
