/** A share from 0 to 1 as `84.30 %`. */
export function formatShare(share: number): string {
  return `${(100 * share).toFixed(2)} %`;
}

/** A loss as `0.8239`, or as `2.41e+29` where training has lost its way. */
export function formatLoss(loss: number): string {
  return loss < 1000 ? loss.toFixed(4) : loss.toExponential(2);
}
