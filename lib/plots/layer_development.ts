import { groupBy } from "../group_by.ts";
import type { Histogram } from "../metrics/histogram.ts";
import type { HistogramRecord } from "../training/histogram_lines.ts";
import type { LayerQuantity } from "../training/inspection.ts";
import { scaleForValues } from "./axis_scale.ts";
import type { Axis, Extent, Line, Lines } from "./chart.ts";
import { formatFigure } from "./format_figure.ts";
import { densityOutline, firstMiddleLast, quantityId, quantityTitle } from "./histogram_charts.ts";

/** A quantity that is followed from layer to layer and from epoch to epoch. */
export type FollowedQuantity = Extract<
  LayerQuantity,
  "activations" | "activation derivatives" | "activation gradients"
>;

const followedQuantities: readonly FollowedQuantity[] = [
  "activations",
  "activation derivatives",
  "activation gradients",
];

/** Lines of one layer, or of one epoch. */
interface Group {
  readonly name: string;
  readonly records: readonly HistogramRecord[];
}

/**
 * Mean and standard deviation of what the activation functions of a network put out, of their
 * derivatives, and of the gradients with respect to them, over the epochs: a chart for each of the
 * three, and in it a line for each layer in a band of one standard deviation to either side. Gradients
 * are around zero: of them, the deviation is shown alone.
 *
 * Source: Glorot, Bengio, "Understanding the difficulty of training deep feedforward neural
 * networks" (2010), figure 2; HSLU TSM-DeLearn, lecture notes, figure 125.
 *
 * @returns None of records of a single epoch, or without activation functions.
 *
 * @example
 * ```ts
 * import { histogram } from "@handwriting/mnist/metrics";
 * import { developmentOverEpochs } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const about = { layer: 2, name: "2 relu", quantity: "activation derivatives" } as const;
 * const records = [[0, 1], [0, 0]].map((values, epoch) => {
 *   return { epoch, ...about, histogram: histogram(values) };
 * });
 * const [{ lines }] = developmentOverEpochs(records);
 * assertEquals(lines[0].points, [[0, 0.5], [1, 0]]);
 * assertEquals(lines[0].band, [[0, 0, 1], [1, 0, 0]]);
 * ```
 */
export function developmentOverEpochs(records: readonly HistogramRecord[]): Lines[] {
  return followedQuantities.flatMap((quantity) => {
    const chosen = recordsOf(records, quantity);
    if (new Set(chosen.map(({ epoch }) => epoch)).size < 2) return [];
    const groups = Array.from(
      groupBy(chosen, ({ layer }) => layer).values(),
      (records): Group => ({ name: records[0].name, records }),
    );
    return developmentChart(quantity, groups, {
      id: "over-epochs",
      x: "epoch",
      title: "over the epochs",
      placeOf: ({ epoch }) => epoch,
    });
  });
}

/**
 * The same over the layers, with a line for the first, the middle and the last epoch.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 5.1.2.
 *
 * @returns None of a single activation function.
 */
export function developmentOverLayers(records: readonly HistogramRecord[]): Lines[] {
  return followedQuantities.flatMap((quantity) => {
    const chosen = recordsOf(records, quantity);
    if (new Set(chosen.map(({ layer }) => layer)).size < 2) return [];
    const epochs = Array.from(
      groupBy(chosen, ({ epoch }) => epoch),
      ([epoch, records]) => ({ epoch, name: `epoch ${epoch}`, records }),
    );
    return developmentChart(quantity, firstMiddleLast(epochs), {
      id: "over-layers",
      x: "layer",
      title: "over the layers",
      placeOf: ({ layer }) => layer,
    });
  });
}

/**
 * How the outputs of activation functions, their derivatives or the gradients with respect to them are
 * distributed in each layer of one epoch, laid over one another: a line for each layer, with the standard deviation in its name.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, figures 128 and 130.
 *
 * @param records All of one epoch.
 * @param title What the network is.
 */
export function layerDistributions(
  records: readonly HistogramRecord[],
  quantity: FollowedQuantity,
  title: Pick<Lines, "id" | "title" | "subtitle">,
): Lines {
  const lines = recordsOf(records, quantity).map(({ name, histogram }): Line => ({
    name: `${name} (σ ${formatFigure(histogram.standardDeviation)})`,
    points: densityOutline(histogram, 0),
    role: "class",
    shape: "step",
  }));
  return {
    kind: "lines",
    ...title,
    description: `Distribution of the ${quantity} of the layers ` +
      `${lines.map(({ name }) => name).join(", ")}.`,
    x: { label: quantity },
    y: { label: "density" },
    lines,
  };
}

/** The records of a quantity of the activation functions, which are those that have derivatives. */
function recordsOf(
  records: readonly HistogramRecord[],
  quantity: FollowedQuantity,
): HistogramRecord[] {
  const layers = new Set(
    records.flatMap(({ quantity, layer }) => quantity === "activation derivatives" ? [layer] : []),
  );
  return records.filter((record) => record.quantity === quantity && layers.has(record.layer));
}

/** What a chart is over. */
interface Direction {
  readonly id: string;
  readonly x: string;
  readonly title: string;
  placeOf(record: HistogramRecord): number;
}

function developmentChart(
  quantity: FollowedQuantity,
  groups: readonly Group[],
  { id, x, title, placeOf }: Direction,
): Lines {
  const isAroundZero = quantity === "activation gradients";
  const lines = groups.map(({ name, records }): Line => {
    const ordered = records.toSorted((a, b) => placeOf(a) - placeOf(b));
    return {
      name,
      points: ordered.map((record) => {
        const { mean, standardDeviation } = record.histogram;
        return [placeOf(record), isAroundZero ? standardDeviation : mean];
      }),
      band: isAroundZero ? [] : ordered.map((record) => bandAt(placeOf(record), record.histogram)),
      role: "class",
    };
  });
  const values = lines.flatMap(({ points }) => points.map(([_, value]) => value));
  const y: Axis = isAroundZero
    ? { label: "standard deviation", scale: scaleForValues(values) }
    : { label: quantity };
  return {
    kind: "lines",
    id: `${quantityId(quantity)}-${id}`,
    title: `${quantityTitle(quantity)} ${title}`,
    subtitle: isAroundZero ? "Standard deviation" : "Mean, in a band of one standard deviation",
    description: `${isAroundZero ? "Standard deviation" : "Mean and standard deviation"} of the ` +
      `${quantity} ${title}: ${lines.map(({ name }) => name).join(", ")}.`,
    x: { label: x },
    y,
    lines,
  };
}

function bandAt(place: number, { mean, standardDeviation }: Histogram): Extent {
  return [place, mean - standardDeviation, mean + standardDeviation];
}
