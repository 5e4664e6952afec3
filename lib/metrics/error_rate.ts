/**
 * The shares of samples that are misclassified, and of the others.
 *
 * @param wrong How many of them are.
 * @param count How many there are; of none, both are NaN.
 */
export function ratesOf(
  wrong: number,
  count: number,
): { readonly errorRate: number; readonly accuracy: number } {
  // 1 - errorRate would be 0.8231999999999999 where it is 0.8232.
  return { errorRate: wrong / count, accuracy: (count - wrong) / count };
}
