import { basename } from "@std/path";
import type { Elements } from "../../lib/matrix.ts";
import type { Communicator } from "../../lib/training/communicator.ts";
import {
  type Constants,
  functionsOf,
  mpich,
  openMpi,
  openMpiHandles,
  standard,
} from "./implementations.ts";

/** `MPI_MAX_PROCESSOR_NAME` of the implementation that has the longest. */
const LONGEST_NAME = 1024;

/** Bytes of an `MPI_Status`, at most. */
const STATUS_BYTES = 64;

/** Time from one look whether the others are there to the next, in milliseconds. */
const LOOKING_INTERVAL = 100;

/** A process that MPI connects with others. */
export interface MpiProcess extends Communicator {
  /** What the machine is called that it runs on. */
  readonly machine: string;
  /** Waits until all others wait too, and leaves the processor to others meanwhile. */
  meet(): Promise<void>;
  /** Ends all processes. */
  abort(code: number): void;
  /** Waits until all have come to their end; the process may only exit afterwards. */
  finalize(): void;
}

/**
 * Loads an MPI library and takes up the connection to the other processes.
 *
 * @param path Its absolute path, which also tells the binary interface of MPI 5.0 by its name,
 * `libmpi_abi`; Open MPI is told by its symbols, and anything else is MPICH or a relative of it.
 * @throws {Error} If it cannot be loaded or lacks a function.
 */
export function openMpiLibrary(path: string): MpiProcess {
  try {
    return load(path);
  } catch (error) {
    if (!(error instanceof Error)) throw error;
    throw new Error(`Expected an MPI library but found another file: ${error.message}`, {
      cause: error,
    });
  }
}

function load(path: string): MpiProcess {
  if (basename(path).startsWith("libmpi_abi.")) {
    return start(Deno.dlopen(path, functionsOf("usize")).symbols, standard);
  }
  const {
    ompi_mpi_comm_world: world,
    ompi_mpi_double: double,
    ompi_mpi_float: float,
    ompi_mpi_op_sum: sum,
  } = Deno.dlopen(path, openMpiHandles).symbols;
  if (world === null) return start(Deno.dlopen(path, functionsOf("i32")).symbols, mpich);
  const handles = { world, double, float, sum, ...openMpi };
  return start(Deno.dlopen(path, functionsOf("pointer")).symbols, handles);
}

/** The functions of a library, for handles that are values of type `H`. All of them return 0. */
interface Functions<H> {
  MPI_Init_thread(argc: bigint, argv: bigint, required: number, provided: Int32Array): number;
  MPI_Comm_rank(communicator: H, rank: Int32Array): number;
  MPI_Comm_size(communicator: H, size: Int32Array): number;
  MPI_Get_processor_name(name: Uint8Array, length: Int32Array): number;
  MPI_Allreduce(
    send: bigint,
    receive: Elements,
    count: number,
    type: H,
    operation: H,
    communicator: H,
  ): number;
  MPI_Alltoall(
    send: Elements,
    sendCount: number,
    sendType: H,
    receive: Elements,
    receiveCount: number,
    receiveType: H,
    communicator: H,
  ): number;
  MPI_Allgather(
    send: bigint,
    sendCount: number,
    sendType: H,
    receive: Elements,
    receiveCount: number,
    receiveType: H,
    communicator: H,
  ): number;
  MPI_Ibarrier(communicator: H, request: Uint8Array): number;
  MPI_Test(request: Uint8Array, flag: Int32Array, status: Uint8Array): number;
  MPI_Abort(communicator: H, code: number): number;
  MPI_Finalize(): number;
}

/** Starts MPI, which by itself ends all processes where something fails from then on. */
function start<H>(functions: Functions<H>, constants: Constants<H>): MpiProcess {
  const { world, inPlace, funneled } = constants;
  const typeOf = (data: Elements) => {
    return data instanceof Float64Array ? constants.double : constants.float;
  };
  functions.MPI_Init_thread(0n, 0n, funneled, new Int32Array(1));
  const [rank, size] = [new Int32Array(1), new Int32Array(1)];
  functions.MPI_Comm_rank(world, rank);
  functions.MPI_Comm_size(world, size);
  return {
    rank: rank[0],
    size: size[0],
    machine: machineName(functions),

    sum(data) {
      functions.MPI_Allreduce(inPlace, data, data.length, typeOf(data), constants.sum, world);
    },

    exchange(send, receive) {
      const type = typeOf(send);
      const count = send.length / size[0];
      functions.MPI_Alltoall(send, count, type, receive, count, type, world);
    },

    gather(data) {
      const type = typeOf(data);
      const count = data.length / size[0];
      functions.MPI_Allgather(inPlace, count, type, data, count, type, world);
    },

    async meet() {
      const request = new Uint8Array(8);
      const isDone = new Int32Array(1);
      functions.MPI_Ibarrier(world, request);
      for (;;) {
        functions.MPI_Test(request, isDone, new Uint8Array(STATUS_BYTES));
        if (isDone[0] !== 0) return;
        await new Promise((resolve) => setTimeout(resolve, LOOKING_INTERVAL));
      }
    },

    abort(code) {
      functions.MPI_Abort(world, code);
    },

    finalize() {
      functions.MPI_Finalize();
    },
  };
}

function machineName<H>({ MPI_Get_processor_name: getName }: Functions<H>): string {
  const name = new Uint8Array(LONGEST_NAME);
  const length = new Int32Array(1);
  getName(name, length);
  return new TextDecoder().decode(name.subarray(0, length[0]));
}
