// What MPI's implementations make different in C: the type of a handle, the predefined handles and a
// few constants. A handle is a pointer in Open MPI, an integer in MPICH and its relatives, and an
// integer of the size of a pointer in the binary interface that MPI 5.0 lays down (MPI 5.0, 20).

/** A type that handles have in calls through Deno's foreign function interface. */
export type HandleType = "pointer" | "i32" | "usize";

/** The functions that are called, by the type of a handle. */
export function functionsOf<const H extends HandleType>(handle: H) {
  return {
    MPI_Init_thread: { parameters: ["usize", "usize", "i32", "buffer"], result: "i32" },
    MPI_Comm_rank: { parameters: [handle, "buffer"], result: "i32" },
    MPI_Comm_size: { parameters: [handle, "buffer"], result: "i32" },
    MPI_Get_processor_name: { parameters: ["buffer", "buffer"], result: "i32" },
    MPI_Allreduce: {
      parameters: ["isize", "buffer", "i32", handle, handle, handle],
      result: "i32",
    },
    MPI_Alltoall: {
      parameters: ["buffer", "i32", handle, "buffer", "i32", handle, handle],
      result: "i32",
    },
    MPI_Allgather: {
      parameters: ["isize", "i32", handle, "buffer", "i32", handle, handle],
      result: "i32",
    },
    MPI_Ibarrier: { parameters: [handle, "buffer"], result: "i32" },
    MPI_Test: { parameters: ["buffer", "buffer", "buffer"], result: "i32" },
    MPI_Abort: { parameters: [handle, "i32"], result: "i32" },
    MPI_Finalize: { parameters: [], result: "i32" },
  } as const;
}

/** The constants of an implementation whose handles are of type `H`. */
export interface Constants<H> {
  /** `MPI_COMM_WORLD`. */
  readonly world: H;
  /** `MPI_DOUBLE`. */
  readonly double: H;
  /** `MPI_FLOAT`. */
  readonly float: H;
  /** `MPI_SUM`. */
  readonly sum: H;
  /** `MPI_IN_PLACE`. */
  readonly inPlace: bigint;
  /** `MPI_THREAD_FUNNELED`. */
  readonly funneled: number;
}

/** MPICH since 3.1, Intel MPI and MVAPICH share these. */
export const mpich: Constants<number> = {
  world: 0x44000000,
  double: 0x4c00080b,
  float: 0x4c00040a,
  sum: 0x58000003,
  inPlace: -1n,
  funneled: 1,
};

/** Those of MPI 5.0. */
export const standard: Constants<bigint> = {
  world: 0x101n,
  double: 0x214n,
  float: 0x210n,
  sum: 0x21n,
  inPlace: 1n,
  funneled: 1024,
};

/** Open MPI's predefined handles are the addresses of these. */
export const openMpiHandles = {
  ompi_mpi_comm_world: { type: "pointer", optional: true },
  ompi_mpi_double: { type: "pointer", optional: true },
  ompi_mpi_float: { type: "pointer", optional: true },
  ompi_mpi_op_sum: { type: "pointer", optional: true },
} as const;

/** The other constants of Open MPI. */
export const openMpi = { inPlace: 1n, funneled: 1 };
