/** Something whose speed is measured. */
export interface Contestant {
  /** Does the work once, and returns the seconds that it takes. */
  measure(): Promise<number>;
}

/**
 * The best time of each contestant. They are measured in turns, one after the other in each round, so
 * that whatever else the machine does slows all of them; the best time counts, as it only adds.
 */
export async function measureInTurns(
  contestants: readonly Contestant[],
  rounds: number,
): Promise<number[]> {
  const best = contestants.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    for (const [i, contestant] of contestants.entries()) {
      best[i] = Math.min(best[i], await contestant.measure());
    }
  }
  return best;
}

/** The fastest of those with the same name, in the order in which the names come. */
export function fastest<T extends { readonly name: string; readonly seconds: number }>(
  variants: readonly T[],
): T[] {
  const best = new Map<string, T>();
  for (const variant of variants) {
    const known = best.get(variant.name);
    if (known === undefined || variant.seconds < known.seconds) best.set(variant.name, variant);
  }
  return [...best.values()];
}
