/**
 * The smallest step of 1, 2 or 5 times a power of ten that divides a range into at most so many parts.
 *
 * @param range Its start and its end, which is larger.
 */
export function tickStep([start, end]: readonly [number, number], mostParts: number): number {
  const least = (end - start) / mostParts;
  const power = 10 ** Math.floor(Math.log10(least));
  // Rounding must not make a step that just fits too small.
  const factor = [1, 2, 5].find((factor) => factor * power > least * (1 - 1e-9)) ?? 10;
  return factor * power;
}
