import type { Network } from "../../lib/network.ts";

/** How the runs of a sweep share the processors. */
export interface Crew {
  /** Runs that are carried out side by side. */
  readonly jobs: number;
  /** Threads of each whose configuration does not say how many. */
  readonly threads: number;
}

/**
 * Multiplications of a training step at which the second of two threads is worth half of the first: less
 * work than that is over before it is shared.
 */
const HALF_SHARED_WORK = 1e7;

/** How much longer a sweep may take if it then needs less memory. */
const TOLERANCE = 1.1;

/**
 * Chooses how many runs are carried out side by side so that all are done soonest: a small network
 * keeps one thread busy, a large one all of them. Of choices that are about as fast, it is the one with
 * the fewest runs at a time.
 *
 * @param pending Runs that are to be carried out; 1 or more.
 * @param processors Threads that run at the same time; 1 or more.
 * @param work Multiplications of one training step.
 * @param jobs The choice of the user, if there is one.
 */
export function chooseCrew(
  pending: number,
  processors: number,
  work: number,
  jobs: number | undefined,
): Crew {
  const crewOf = (jobs: number) => ({ jobs, threads: Math.max(1, Math.floor(processors / jobs)) });
  if (jobs !== undefined) return crewOf(Math.min(jobs, pending));
  const crews = Array.from({ length: Math.min(processors, pending) }, (_, i) => crewOf(i + 1));
  const durations = crews.map(({ jobs, threads }) => {
    return Math.ceil(pending / jobs) / speedUp(threads, work);
  });
  const limit = TOLERANCE * Math.min(...durations);
  return crews[durations.findIndex((duration) => duration <= limit)];
}

/** How many times faster some threads are than one. */
function speedUp(threads: number, work: number): number {
  return 1 + (threads - 1) * work / (work + HALF_SHARED_WORK);
}

/**
 * Multiplications of the forward pass of one training step: for each sample, every weight counts once
 * for each place of the layer's output that it takes part in.
 */
export function stepWork({ layers }: Network, batchSize: number): number {
  return layers.reduce((sum, { parameters, outputShape }) => {
    const weights = parameters.reduce((sum, { value }) => sum + value.data.length, 0);
    const places = outputShape.length === 3 ? outputShape[1] * outputShape[2] : 1;
    return sum + batchSize * weights * places;
  }, 0);
}
