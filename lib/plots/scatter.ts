import type { ClassSamples } from "../data/samples.ts";
import type { Caption, Line, Lines } from "./chart.ts";
import { colouredClasses } from "./class_palette.ts";
import { formatCount } from "./format_figure.ts";
import { type Plane, planeAround } from "./plane.ts";

/** More points cover each other. */
const MOST_POINTS = 1000;

/**
 * Samples of two features as points, in the colours of their classes. Of more than ten classes, the nine
 * with the most samples have colours, and the points of the others are grey, under one name.
 *
 * @param lines What else there is, above the points.
 * @throws {RangeError} If the samples have not two features.
 */
export function scatterPlot(
  samples: ClassSamples,
  caption: Pick<Caption, "id" | "title" | "subtitle">,
  lines: readonly Line[],
): Lines {
  const { featureNames: [x, y], count } = samples;
  const plane = scatteredPlane(samples);
  return {
    kind: "lines",
    ...caption,
    description: `${formatCount(count)} sample${count === 1 ? "" : "s"} over ${x} and ${y}, with ` +
      `${lines.map(({ name }) => name).join(", ")}.`,
    x: { label: x, range: plane.x },
    y: { label: y, range: plane.y },
    lines: [...pointsOfClasses(samples), ...lines],
  };
}

/**
 * The part of the plane that samples are shown in.
 *
 * @throws {RangeError} If the samples have not two features.
 */
export function scatteredPlane(samples: ClassSamples): Plane {
  const { length } = samples.featureNames;
  if (length !== 2) throw new RangeError(`Expected samples of 2 features but found ${length}`);
  return planeAround(pointsOf(samples));
}

function pointsOfClasses(samples: ClassSamples): Line[] {
  const points = pointsOf(samples);
  const stride = Math.max(1, Math.ceil(samples.count / MOST_POINTS));
  const pointsIn = (isShown: (label: number) => boolean) =>
    points.filter((_, i) => i % stride === 0 && isShown(samples.labels[i]));
  const coloured = colouredClasses(samples);
  const lines = coloured.map((c): Line => ({
    name: samples.classNames[c],
    points: pointsIn((label) => label === c),
    role: "class",
    shape: "points",
  }));
  const others = samples.classes - coloured.length;
  if (others === 0) return lines;
  return [...lines, {
    name: `${formatCount(others)} other classes`,
    points: pointsIn((label) => !coloured.includes(label)),
    role: "rest",
    shape: "points",
  }];
}

function pointsOf({ features, count }: ClassSamples): [number, number][] {
  return Array.from({ length: count }, (_, i) => [features[2 * i], features[2 * i + 1]]);
}
