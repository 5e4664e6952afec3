import type { SampleStatistics } from "../../../lib/metrics/sample_statistics.ts";
import { formatShareIfAny } from "../../pages/figures.ts";

/** A mean error rate as `2.31 %`; over several runs with the standard deviation, as `2.31 ± 0.12 %`. */
export function formatError({ mean, variance }: SampleStatistics): string {
  if (Number.isNaN(mean) || Number.isNaN(variance)) return formatShareIfAny(mean);
  return `${(100 * mean).toFixed(2)} ± ${(100 * Math.sqrt(variance)).toFixed(2)} %`;
}
