/**
 * What gradients are multiplied with whose squares sum up to `squares`; see {@linkcode Updates.clipNorm}.
 *
 * @returns 1 where their norm is not above the limit.
 */
export function clippingFactor(limit: number, squares: number): number {
  const norm = Math.sqrt(squares);
  return norm > limit ? limit / (norm + 1e-6) : 1;
}
