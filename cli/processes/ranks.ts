import { alone, type Communicator } from "../../lib/training/communicator.ts";

/** The processes that share the work of a subcommand, as one of them sees them. */
export interface Ranks {
  /** Connects them. The first one alone prints and writes. */
  readonly communicator: Communicator;
  /** Threads that this one may have; one per processor when left out. */
  readonly threads?: number;
  /** Waits until all others wait too, and leaves the processor to others meanwhile. */
  meet(): Promise<void>;
}

/** A process without others. */
export const lone: Ranks = { communicator: alone, meet: () => Promise.resolve() };
