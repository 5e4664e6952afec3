import { formatCount, formatShare } from "../../lib/plots/format_figure.ts";
import { NONE } from "../terminal/figures.ts";

export { formatCount };

/** A share as `98.21 %`, or a dash where there is none: 0 of 0. */
export function formatShareIfAny(share: number): string {
  return Number.isNaN(share) ? NONE : formatShare(share);
}

/** A count, or a dash where there is none. */
export function formatCountIfAny(count: number | undefined): string {
  return count === undefined ? NONE : formatCount(count);
}

/** A count with its noun: `1 image`, `10,000 images`. */
export function countOf(count: number, singular: string, plural = `${singular}s`): string {
  return `${formatCount(count)} ${count === 1 ? singular : plural}`;
}
