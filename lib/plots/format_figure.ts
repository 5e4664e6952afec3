/** A share from 0 to 1 as `97.93 %`. */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** A count as `10,000`. */
export function formatCount(count: number): string {
  return count.toLocaleString("en");
}

/** A number in four digits, as `0.08123`, or as `2.41e+29` where that is too long. */
export function formatFigure(value: number): string {
  const magnitude = Math.abs(value);
  if (magnitude >= 1e6 || (magnitude < 1e-4 && magnitude > 0)) return value.toExponential(2);
  return `${Number(value.toPrecision(4))}`;
}
