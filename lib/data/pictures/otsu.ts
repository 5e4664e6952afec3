/** How a set of values falls into two classes. */
export interface Split {
  /** Values above it are of the upper class. */
  readonly threshold: number;
  /** Share of the variance that the split explains, from 0 to 1: 1 if there are two values only. */
  readonly separability: number;
}

const BINS = 256;

/**
 * The threshold that parts values into two classes so that the variance between them is largest:
 * `σ_B² = ω₀ ω₁ (μ₁ - μ₀)²`, with the shares `ω` and the means `μ` of the classes. The separability is
 * `η = σ_B² / σ_T²`.
 *
 * Source: N. Otsu, "A Threshold Selection Method from Gray-Level Histograms", IEEE Transactions on
 * Systems, Man, and Cybernetics 9 (1979).
 *
 * @param values Lower ones than 0 count as 0, higher ones than 255 as 255.
 * @param counts Only values whose entry here is not 0 count.
 */
export function otsu(values: Float32Array, counts: Uint8Array): Split {
  const histogram = new Float64Array(BINS);
  let total = 0;
  for (let i = 0; i < values.length; i++) {
    if (counts[i] === 0) continue;
    histogram[Math.round(Math.min(BINS - 1, Math.max(0, values[i])))]++;
    total++;
  }
  let [sum, squares] = [0, 0];
  for (let bin = 0; bin < BINS; bin++) {
    sum += histogram[bin] * bin;
    squares += histogram[bin] * bin * bin;
  }
  const variance = squares / total - (sum / total) ** 2;
  let [below, sumBelow, best, threshold] = [0, 0, 0, BINS - 1];
  for (let bin = 0; bin < BINS; bin++) {
    below += histogram[bin];
    sumBelow += histogram[bin] * bin;
    const above = total - below;
    if (below === 0 || above === 0) continue;
    const between = below * above / total ** 2 *
      (sumBelow / below - (sum - sumBelow) / above) ** 2;
    if (between > best) [best, threshold] = [between, bin];
  }
  return {
    threshold: threshold + 0.5,
    separability: variance > 0 ? best / variance : 0,
  };
}
