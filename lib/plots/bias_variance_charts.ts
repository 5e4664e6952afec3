import type { CapacityStudy, DegreeResult } from "../units/capacity_study.ts";
import type { Line, Lines, Panels } from "./chart.ts";
import { formatCount, formatFigure } from "./format_figure.ts";
import { planeAround, type Range } from "./plane.ts";

/** Points of each curve. */
const POINTS = 401;
/** More curves are a grey area. */
const MOST_CURVES = 25;

/** What a study of capacity was of. */
export interface StudiedData {
  /** `f`. */
  readonly truth: (x: number) => number;
  /** `x`, the places of the samples. */
  readonly places: readonly number[];
}

/**
 * Polynomials of several degrees for one sample: with the degree, the bias falls.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figure 71.
 *
 * @param data What the study was of.
 */
export function capacityFits(study: CapacityStudy, data: StudiedData): Panels {
  const { places } = data;
  const [sample] = study.samples;
  const points = places.map((x, i) => [x, sample[i]] as const);
  return {
    kind: "panels",
    id: "capacity-fits",
    title: "The bias falls with the capacity",
    subtitle: "Polynomials for the same sample",
    description: `Polynomials of the degrees ${degreesOf(study)} beside the truth and a sample.`,
    panels: study.degrees.map(({ degree, fits }) =>
      fitPanel("fit", degree, study, data, [
        { name: "sample", points, role: "training", shape: "points" },
        { name: "polynomial", points: curveOf((x) => fits[0].at(x), places), role: "model" },
      ])
    ),
  };
}

/**
 * Polynomials of several degrees, for many samples each, and their mean: with the degree, the variance
 * rises.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figure 72.
 *
 * @param data What the study was of.
 */
export function resampledFits(study: CapacityStudy, data: StudiedData): Panels {
  const { places } = data;
  const shown = Math.min(study.samples.length, MOST_CURVES);
  return {
    kind: "panels",
    id: "resampled-fits",
    title: "The variance rises with the capacity",
    subtitle: `Polynomials for ${formatCount(shown)} samples each, and their mean over all samples`,
    description: `Polynomials of the degrees ${degreesOf(study)} for different samples.`,
    panels: study.degrees.map(({ degree, fits }) => {
      const curves = fits.slice(0, shown).map((fit) => curveOf((x) => fit.at(x), places));
      const mean = (x: number) => fits.reduce((sum, fit) => sum + fit.at(x) / fits.length, 0);
      return fitPanel("resampled-fit", degree, study, data, [
        {
          name: "polynomials",
          points: curves.flatMap((curve) => [...curve, [NaN, NaN] as const]),
          role: "rest",
        },
        { name: "mean", points: curveOf(mean, places), role: "model" },
      ]);
    }),
  };
}

/** Some lines and the truth, on the same axes whatever the lines are. */
function fitPanel(
  id: string,
  degree: number,
  { samples }: CapacityStudy,
  { truth, places }: StudiedData,
  lines: readonly Line[],
): Lines {
  const trueCurve = curveOf(truth, places);
  const scattered = places.map((x, i) => [x, samples[0][i]] as const);
  const plane = planeAround([...scattered, ...trueCurve]);
  return {
    kind: "lines",
    id: `${id}-${degree}`,
    title: `Degree ${degree}`,
    description: `Polynomials of degree ${degree} over x.`,
    x: { label: "x", range: plane.x },
    y: { label: "y", range: plane.y },
    lines: [...lines, { name: "truth", points: trueCurve, role: "reference" }],
  };
}

/**
 * Squared bias and variance over the degree, and their sum with the noise.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figures 73 and 74.
 */
export function biasVarianceCurve({ degrees, samples }: CapacityStudy): Lines {
  const over = (value: (result: DegreeResult) => number) => overDegrees(degrees, value);
  const best = bestOf(degrees, ({ parts }) => parts.error);
  return {
    kind: "lines",
    id: "bias-and-variance",
    title: "Bias and variance",
    subtitle: `Means over ${formatCount(samples.length)} samples`,
    description:
      "Squared bias and variance over the degree of the polynomial; their sum with the " +
      `noise is smallest at degree ${best.degree}: ${formatFigure(best.parts.error)}.`,
    x: { label: "degree of the polynomial" },
    y: { label: "squared error", scale: "log", range: rangeFor(degrees) },
    lines: [
      { name: "bias²", points: over(({ parts }) => parts.biasSquared), role: "class" },
      { name: "variance", points: over(({ parts }) => parts.variance), role: "class" },
      { name: "noise σ²", points: over(({ parts }) => parts.noise), role: "reference" },
      { name: "bias² + variance + σ²", points: over(({ parts }) => parts.error), role: "model" },
    ],
  };
}

/**
 * The mean squared error over the degree, on the samples that polynomials were fitted to and on others.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figure 75.
 */
export function capacityErrors({ degrees, samples }: CapacityStudy): Lines {
  const best = bestOf(degrees, ({ testError }) => testError);
  return {
    kind: "lines",
    id: "error-over-capacity",
    title: "Error over capacity",
    subtitle: `Means over ${formatCount(samples.length)} samples`,
    description: "Mean squared error over the degree of the polynomial; that on other samples is " +
      `smallest at degree ${best.degree}: ${formatFigure(best.testError)}.`,
    x: { label: "degree of the polynomial" },
    y: { label: "mean squared error", scale: "log" },
    lines: [
      {
        name: "training",
        points: overDegrees(degrees, ({ trainingError }) => trainingError),
        role: "training",
      },
      { name: "test", points: overDegrees(degrees, ({ testError }) => testError), role: "test" },
    ],
  };
}

function overDegrees(
  degrees: readonly DegreeResult[],
  value: (result: DegreeResult) => number,
): [number, number][] {
  return degrees.map((result) => [result.degree, value(result)]);
}

/** The axis ends at the smallest variance: of what is below it, nothing matters. */
function rangeFor(degrees: readonly DegreeResult[]): Range | undefined {
  const variances = degrees.map(({ parts }) => parts.variance).filter((variance) => variance > 0);
  const largest = Math.max(...degrees.map(({ parts }) => parts.error));
  if (variances.length === 0) return undefined;
  return [
    10 ** Math.floor(Math.log10(Math.min(...variances))),
    10 ** Math.ceil(Math.log10(largest)),
  ];
}

function bestOf(
  degrees: readonly DegreeResult[],
  errorOf: (result: DegreeResult) => number,
): DegreeResult {
  return degrees.reduce((best, result) => errorOf(result) < errorOf(best) ? result : best);
}

function degreesOf({ degrees }: CapacityStudy): string {
  return degrees.map(({ degree }) => degree).join(", ");
}

/** A function between the first and the last of some places. */
function curveOf(f: (x: number) => number, places: readonly number[]): [number, number][] {
  const [start, end] = [Math.min(...places), Math.max(...places)];
  return Array.from({ length: POINTS }, (_, i) => {
    const x = start + (end - start) * i / (POINTS - 1);
    return [x, f(x)];
  });
}
