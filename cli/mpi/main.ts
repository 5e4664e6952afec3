// The program as one of several processes that MPI connects; `mnist-mpi.sh` starts it. Arguments are
// the path of MPI's library, how many processes the launcher says that it has started, the number of
// this one among them, which processors it may use, and what `mnist` takes. Where something is not known
// it is empty.

import { sha256 } from "../../lib/formats/bytes.ts";
import { dispatch, report } from "../main.ts";
import { type MpiProcess, openMpiLibrary } from "./mpi.ts";

/** Time that the first rank has to report an error that all have, in milliseconds. */
const REPORTING_TIME = 2000;

/** Time that a launcher has to read what a process wrote last: it may drop the rest when one aborts. */
const READING_TIME = 200;

async function main(
  [library, startedCount, startedNumber, processors, ...args]: readonly string[],
): Promise<void> {
  const mpi = connect(library, startedCount, startedNumber);
  const end = () => mpi.abort(Deno.exitCode);
  // Where the program is interrupted it exits from within.
  globalThis.addEventListener("unload", end);
  try {
    const threads = await threadsFor(mpi, processors);
    await dispatch(args, { communicator: mpi, threads, meet: () => mpi.meet() });
  } catch (error) {
    if (mpi.rank > 0) await pause(REPORTING_TIME);
    const code = report(error, mpi.rank === 0 ? "mnist" : `mnist: rank ${mpi.rank}`);
    await pause(READING_TIME);
    mpi.abort(code);
  }
  globalThis.removeEventListener("unload", end);
  mpi.finalize();
  // Without it, the library would be unloaded under what it still has to do.
  Deno.exit(0);
}

function pause(milliseconds: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, milliseconds));
}

/** Ends the process if it cannot be connected with those that the launcher has started. */
function connect(library: string, startedCount: string, startedNumber: string): MpiProcess {
  try {
    const mpi = openMpiLibrary(library);
    if (startedCount === "" || mpi.size === Number(startedCount)) return mpi;
    throw new Error(
      `Expected MPI's library to belong to the launcher, which has started ${startedCount} ` +
        `processes, but found one that knows of ${mpi.size}: ${library}`,
    );
  } catch (error) {
    // Each of them takes itself for the first.
    if (Number(startedNumber) === 0) report(error, "mnist");
    Deno.exit(1);
  }
}

/** The share of the processors that a rank has: those that may use the same ones share them evenly. */
async function threadsFor(mpi: MpiProcess, processors: string): Promise<number> {
  const place = new TextEncoder().encode(`${mpi.machine} ${processors}`);
  const places = new Float64Array(mpi.size);
  // 48 bits, which a double holds exactly.
  places[mpi.rank] = parseInt((await sha256(place)).slice(0, 12), 16);
  mpi.gather(places);
  const sharing = places.filter((other) => other === places[mpi.rank]).length;
  return Math.max(1, Math.floor(navigator.hardwareConcurrency / sharing));
}

await main(Deno.args);
