import { quote } from "../../lib/formats/quote.ts";
import type { Precision } from "../../lib/matrix.ts";
import type { Peer } from "./benchmark.ts";

/** What a peer is to measure. */
export interface PeerOptions {
  readonly precision: Precision;
  readonly threads: number;
  /** Folder with the MNIST files. */
  readonly datasets: string;
}

/** A Python that has PyTorch. */
export interface PyTorch {
  /** The program that runs Python. */
  readonly python: string;
  /** PyTorch's version, and what multiplies its matrices: `1.13.0a0 with OpenBLAS`. */
  readonly version: string;
}

/** How the version ends where matrices are multiplied by code that nobody made fast. */
export const REFERENCE_BLAS = "reference BLAS";

/** Debian's PyTorch belongs to its own Python, which need not be the first one on the `PATH`. */
const pythons = ["python3", "/usr/bin/python3"];

/** The first Python that has PyTorch, or undefined. */
export async function findPyTorch(
  candidates: readonly string[] = pythons,
): Promise<PyTorch | undefined> {
  for (const python of candidates) {
    const output = await runPython(python, await readScript("torch_build.py"), []);
    if (output?.success) return { python, version: text(output.stdout) };
  }
  return undefined;
}

/**
 * Runs a peer.
 *
 * @returns The seconds that 60,000 images take.
 * @throws {Error} If it fails or prints something else; the message says why.
 */
export async function measurePeer(
  { python }: PyTorch,
  { script, args, images }: Peer,
  { precision, threads, datasets }: PeerOptions,
): Promise<number> {
  const source = await readScript(script);
  const common = [`--precision=${precision}`, `--threads=${threads}`, `--images=${images}`];
  const output = await runPython(python, source, [datasets, ...args, ...common]);
  if (output === undefined) {
    throw new Error(`Expected the program ${python} but found it no more`);
  }
  if (!output.success) {
    const reason = text(output.stderr).split("\n").at(-1);
    throw new Error(`Expected ${script} to succeed but found ${reason}`);
  }
  const seconds = Number(text(output.stdout));
  if (seconds > 0) return seconds;
  throw new Error(`Expected ${script} to print seconds but found ${quote(text(output.stdout))}`);
}

/** The text of a script: it may be embedded in an executable, where Python cannot read it. */
async function readScript(name: string): Promise<string> {
  return await Deno.readTextFile(new URL(`../../bench/peers/${name}`, import.meta.url));
}

async function runPython(
  python: string,
  program: string,
  args: readonly string[],
): Promise<Deno.CommandOutput | undefined> {
  try {
    return await new Deno.Command(python, { args: ["-c", program, ...args], stdin: "null" })
      .output();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

function text(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).trim();
}
