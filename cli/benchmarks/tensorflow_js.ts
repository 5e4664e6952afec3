import { dirname, join } from "@std/path";
import { makeFolder } from "../files/write_file.ts";
import { interruptible } from "../processes/interruption.ts";
import type { Benchmark } from "./benchmark.ts";
import { type Peer, readPeerProgram, type Variant } from "./peer.ts";

const VERSION = "4.22.0";

/** The layers, and the backend in WebAssembly, which brings the one in JavaScript. */
const packages = ["tfjs-core", "tfjs-layers", "tfjs-backend-wasm"]
  .map((name) => `@tensorflow/${name}@${VERSION}`);

/** Where it is kept once it was fetched. */
export const TENSORFLOW_JS_FOLDER = join("build", "peers", `tfjs-${VERSION}`);

/** The programs that fetch it and run it. */
export interface NodePrograms {
  readonly npm: string;
  readonly node: string;
}

/**
 * Brings TensorFlow.js from npm into a folder of its own, which must not exist yet.
 *
 * @throws {Error} If there is no npm, or it cannot bring it; nothing of the folder is left then.
 */
export async function fetchTensorFlowJs(
  folder: string,
  programs: Pick<NodePrograms, "npm">,
): Promise<void> {
  const parent = dirname(folder);
  await makeFolder(parent);
  const partial = await Deno.makeTempDir({ dir: await Deno.realPath(parent), prefix: ".partial-" });
  await interruptible(async (signal) => {
    try {
      await install(partial, programs.npm, signal);
      await Deno.rename(partial, folder);
    } catch (error) {
      await Deno.remove(partial, { recursive: true });
      throw error;
    }
  });
}

async function install(folder: string, npm: string, signal: AbortSignal): Promise<void> {
  const options = ["--no-save", "--ignore-scripts", "--no-audit", "--no-fund", "--loglevel=error"];
  const args = ["install", ...packages, `--prefix=${folder}`, "--no-update-notifier", ...options];
  const { success, stderr } = await output(npm, args, signal);
  if (!success) throw new Error(`Expected npm to bring it but found ${lastLine(stderr)}`);
}

/**
 * TensorFlow.js as a peer, once its products were compared with sums. Its backend in WebAssembly uses
 * vectors but, in Node, no threads, and cannot train convolutions; the one in JavaScript can, but the largest network takes it too long.
 *
 * @param folder What {@linkcode fetchTensorFlowJs} has filled.
 * @throws {Error} If there is no Node, it does not run there, or its products are wrong.
 */
export async function tensorFlowJsPeer(
  folder: string,
  { node }: Pick<NodePrograms, "node">,
): Promise<Peer> {
  const program = await readPeerProgram("tensorflow.mjs");
  const command = [node, "--input-type=module", "--eval", program, "--", folder] as const;
  for (const backend of ["wasm", "cpu"]) {
    const { success, stderr } = await output(node, [...command.slice(1), `--backend=${backend}`]);
    if (!success) throw new Error(lastLine(stderr));
  }
  return {
    name: "tensorflow.js",
    title: `TensorFlow.js ${VERSION}`,
    variants({ batchSize, peerWork }: Benchmark, precision, datasets): Variant[] {
      if (peerWork === undefined || precision === "f64") return [];
      const { network, inference } = peerWork;
      const trainsConvolutions = network !== "course" && !inference;
      // In JavaScript, a single batch would take minutes.
      if (trainsConvolutions && network === "twelfth") return [];
      const work = [
        datasets,
        `--network=${network}`,
        `--batch=${batchSize}`,
        ...inference ? ["--inference"] : [],
      ];
      return (trainsConvolutions ? ["cpu"] : ["wasm", "cpu"]).map((backend) => ({
        settings: `backend=${backend}`,
        command: [...command, ...work, `--backend=${backend}`],
      }));
    },
  };
}

/** Runs a program to its end. */
async function output(
  program: string,
  args: string[],
  signal?: AbortSignal,
): Promise<Deno.CommandOutput> {
  try {
    return await new Deno.Command(program, { args, signal, stdin: "null" }).output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Expected ${program} on the PATH but found none: install Node.js`, {
      cause: error,
    });
  }
}

function lastLine(bytes: Uint8Array): string {
  return new TextDecoder().decode(bytes).trim().split("\n").at(-1) ?? "";
}
