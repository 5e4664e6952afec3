/** A count as `60,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A share as `98.21 %`, or a dash where there is none: 0 of 0. */
export function formatShareIfAny(share: number): string {
  return Number.isNaN(share) ? "–" : `${(100 * share).toFixed(2)} %`;
}

/** A count with its noun: `1 image`, `10,000 images`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
