/** From this ratio of the largest value to the smallest on, a linear axis would hide the small ones. */
const LOG_RATIO = 50;

/** The same where trainings are compared: the best, which matter most, are close to each other. */
export const COMPARISON_RATIO = 5;

/**
 * The scale of an axis on which values are read, such as losses: logarithmic if all are positive, and
 * they differ so much that small ones could not be told apart. What is not finite does not count.
 *
 * @param ratio Of the largest value to the smallest, up to which a linear axis will do; 50 when left
 * out.
 *
 * @example
 * ```ts
 * import { scaleForValues } from "./axis_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scaleForValues([2, 0.5, 0.1]), "linear");
 * assertEquals(scaleForValues([2, 0.5, 0.01]), "log");
 * ```
 */
export function scaleForValues(
  values: readonly number[],
  ratio = LOG_RATIO,
): "linear" | "log" {
  const finite = values.filter(Number.isFinite);
  const smallest = finite.reduce((least, value) => Math.min(least, value), Infinity);
  const largest = finite.reduce((most, value) => Math.max(most, value), 0);
  return smallest > 0 && largest > ratio * smallest ? "log" : "linear";
}

/**
 * The scale of an axis along which someone chose some values to try: logarithmic if their logarithms
 * are more evenly spread than they are themselves. A zero among them does not count: it is often tried
 * beside values that grow by factors, such as penalties.
 *
 * @example
 * ```ts
 * import { scaleForSteps } from "./axis_scale.ts";
 * import { assertEquals } from "@std/assert";
 *
 * assertEquals(scaleForSteps([16, 32, 64, 100]), "log");
 * assertEquals(scaleForSteps([0.3, 0.4, 0.5]), "linear");
 * ```
 */
export function scaleForSteps(values: readonly number[]): "linear" | "log" {
  const tried = [...new Set(values)].filter((value) => value !== 0).sort((a, b) => a - b);
  if (tried.length < 3 || tried[0] < 0) return "linear";
  return unevenness(tried.map(Math.log)) < unevenness(tried) ? "log" : "linear";
}

/** The largest step of ascending values as a multiple of the smallest. */
function unevenness(ascending: readonly number[]): number {
  const steps = ascending.slice(1).map((value, i) => value - ascending[i]);
  return Math.max(...steps) / Math.min(...steps);
}
