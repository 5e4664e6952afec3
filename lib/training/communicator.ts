import type { Elements } from "../matrix.ts";

/**
 * Connects the processes that share one training, the ranks. All of them make the same calls in the
 * same order; each call returns once the data are there. MPI is one transport for it.
 */
export interface Communicator {
  /** The number of this process among them, from 0 to `size - 1`. */
  readonly rank: number;
  /** How many they are. */
  readonly size: number;

  /**
   * Makes each element the sum of what the ranks have there. At most one of them has something else
   * than 0, unless rounding does not matter, so the order of the additions is free.
   */
  sum(data: Elements): void;

  /**
   * Gives each rank a part of what the others have: part `i` of `receive` becomes part `rank` of what
   * rank `i` sends, where each array has `size` equal parts.
   *
   * @param receive As long as `send`, and other memory.
   */
  exchange(send: Elements, receive: Elements): void;

  /** Makes part `i` of `data`, which has `size` equal parts, what rank `i` has there. */
  gather(data: Elements): void;
}

/** A process without others. */
export const alone: Communicator = {
  rank: 0,
  size: 1,
  sum: () => {},
  exchange: (send, receive) => receive.set(send),
  gather: () => {},
};
