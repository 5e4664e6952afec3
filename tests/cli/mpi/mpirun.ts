import { fromFileUrl } from "@std/path";
import type { Outcome, Surroundings } from "../run_mnist.ts";

const program = fromFileUrl(import.meta.resolve("../../../cli/mpi/mnist-mpi.sh"));

/**
 * Runs before the program on each rank, in the shell: leaves the process's number in a file that is
 * called after the rank, then does what the test wants.
 */
const prelude = 'rank=${OMPI_COMM_WORLD_RANK-$PMI_RANK}; echo $$ >"pid.$rank"; ';

/** How the processes of a run are started. */
export interface Launch extends Surroundings {
  /** Where the ranks leave their numbers, and run. */
  readonly cwd: string;
  /** What each does in the shell before it runs the program, where `$rank` is its rank. */
  readonly before?: string;
}

/** The program with some ranks, started by the launcher of either implementation. */
export function mpiCommand(
  launcher: string,
  ranks: number,
  args: readonly string[],
  { cwd, env, before = ":" }: Launch,
): Deno.Command {
  const options = launcher.endsWith("openmpi") ? ["--oversubscribe", "--bind-to", "none"] : [];
  // Ranks that wait keep their processors busy, which other tests need too.
  const script = `${prelude}${before}; exec nice "$0" "$@"`;
  return new Deno.Command(launcher, {
    args: ["-n", `${ranks}`, ...options, "sh", "-c", script, program, ...args],
    cwd,
    env: {
      NO_COLOR: "1",
      OMPI_ALLOW_RUN_AS_ROOT: "1",
      OMPI_ALLOW_RUN_AS_ROOT_CONFIRM: "1",
      // Ranks that wait let others run, of which there may be more than processors.
      OMPI_MCA_mpi_yield_when_idle: "1",
      ...env,
    },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
  });
}

/** Runs the program with some ranks to its end. */
export async function runMpi(
  launcher: string,
  ranks: number,
  args: readonly string[],
  launch: Launch,
): Promise<Outcome> {
  const { code, stdout, stderr } = await mpiCommand(launcher, ranks, args, launch).output();
  const decoder = new TextDecoder();
  return { code, stdout: decoder.decode(stdout), stderr: decoder.decode(stderr) };
}
