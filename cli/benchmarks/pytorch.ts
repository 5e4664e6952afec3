import type { Benchmark } from "./benchmark.ts";
import { type Peer, readPeerProgram, type Variant } from "./peer.ts";

/** A Python that has PyTorch. */
export interface PyTorch {
  /** The program that runs Python. */
  readonly python: string;
  /** PyTorch's version, and what multiplies its matrices: `1.13.0a0 with OpenBLAS`. */
  readonly version: string;
  /**
   * Whether OpenBLAS obeys the variables `OPENBLAS_CORETYPE` and `OPENBLAS_L2_SIZE` that the user has
   * set. They may slow it down, so it does not, unless its products are wrong without them.
   */
  readonly keepsSettings: boolean;
  readonly productsAreRight: boolean;
}

/** How the version ends where matrices are multiplied by code that nobody made fast. */
export const REFERENCE_BLAS = "reference BLAS";

/** Debian's PyTorch belongs to its own Python, which need not be the first one on the `PATH`. */
const pythons = ["python3", "/usr/bin/python3"];

const KEEP_SETTINGS = "--keep-settings";

/** The first Python that has PyTorch, or undefined. */
export async function findPyTorch(
  candidates: readonly string[] = pythons,
): Promise<PyTorch | undefined> {
  const program = await readPeerProgram("pytorch_build.py");
  for (const python of candidates) {
    const cleared = await describeBuild(python, ["-c", program]);
    if (cleared === undefined) continue;
    if (cleared.productsAreRight) return { python, keepsSettings: false, ...cleared };
    const kept = await describeBuild(python, ["-c", program, KEEP_SETTINGS]);
    return { python, keepsSettings: true, ...kept ?? cleared };
  }
  return undefined;
}

/** Asks a Python for its PyTorch; undefined if it has none, or is not there. */
async function describeBuild(
  python: string,
  args: string[],
): Promise<Pick<PyTorch, "version" | "productsAreRight"> | undefined> {
  try {
    const { success, stdout } = await new Deno.Command(python, { args, stdin: "null" }).output();
    if (!success) return undefined;
    const [version, products] = new TextDecoder().decode(stdout).split("\n");
    return { version, productsAreRight: products === "right" };
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/**
 * PyTorch as a peer. It runs with one thread and with one per processor, and so does OpenBLAS, whose
 * threads are others: each of the four can be the fastest.
 */
export async function pyTorchPeer(
  { python, version, keepsSettings }: PyTorch,
  processors: number,
): Promise<Peer> {
  const program = await readPeerProgram("pytorch.py");
  const counts = [...new Set([1, processors])];
  const pairs = counts.flatMap((threads) => counts.map((blas) => ({ threads, blas })));
  return {
    name: "pytorch",
    title: `PyTorch ${version}`,
    variants({ batchSize, peerWork }: Benchmark, precision, datasets): Variant[] {
      if (peerWork === undefined) return [];
      const work = [
        datasets,
        `--network=${peerWork.network}`,
        `--batch=${batchSize}`,
        `--precision=${precision}`,
        ...peerWork.inference ? ["--inference"] : [],
        ...keepsSettings ? [KEEP_SETTINGS] : [],
      ];
      return pairs.map(({ threads, blas }) => ({
        settings: `threads=${threads},blas=${blas}`,
        command: [python, "-c", program, ...work, `--threads=${threads}`, `--blas-threads=${blas}`],
      }));
    },
  };
}
