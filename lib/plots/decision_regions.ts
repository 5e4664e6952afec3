import type { Normalization } from "../data/normalization.ts";
import type { ClassSamples } from "../data/samples.ts";
import { indexOfLargest } from "../largest.ts";
import type { Network } from "../network.ts";
import { sizeOf } from "../shape.ts";
import { layerOutputsOf, outputsOf, scoresOf } from "../training/predict.ts";
import type { Caption, Line, Lines, Panels, Picture } from "./chart.ts";
import { paletteOf } from "./class_palette.ts";
import { type Colour, roleColours } from "./colours.ts";
import { contourLines } from "./contours.ts";
import { cellMiddles, type Field, gridPlaces, groundOf, type Plane } from "./plane.ts";
import { scatteredPlane, scatterPlot } from "./scatter.ts";
import { marginsOf, type PlaceScores } from "./score_margins.ts";

/** More lines cannot be told apart. */
const MOST_UNITS = 8;
/** Cells of the grid along each axis that lines are found on. */
const LINE_CELLS = 240;
/** Cells of the regions to one of these. */
const REGION_SHARE = 2 / 3;

/** What a chart of decisions needs besides the network and the samples. */
export interface DecisionOptions extends Partial<Pick<Caption, "id" | "title" | "subtitle">> {
  /** What the network was trained with; features stay as they are when left out. */
  readonly normalization?: Normalization;
  /** Cells of the grid along each axis that lines are found on, 3 or more; 240 when left out. */
  readonly cells?: number;
}

/**
 * The regions of the plane in which a network decides for each class, the boundary between them, and
 * samples. Of more than ten classes, the nine with the most samples have colours, and the others share one
 * grey: there, the boundary still parts their regions, but a point may be of another class than its region.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 4.3.1.
 *
 * @param network Takes two features.
 * @param samples With as many classes as the network tells apart. Of more than 1000, every n-th is shown.
 * @throws {RangeError} If the samples have not two features, or the network takes other ones.
 *
 * @example
 * ```ts
 * import { ClassSamples, createTypeScriptDevice, dense, Network, sigmoid } from "@handwriting/mnist";
 * import { decisionRegions } from "@handwriting/mnist/plots";
 * import { assertAlmostEquals } from "@std/assert";
 *
 * const device = createTypeScriptDevice();
 * const layers = [dense(1), sigmoid()];
 * const network = new Network({ device, inputShape: [2], layers, batchSize: 100 });
 * network.parameters[0].value.data.set([1, -2]);
 * const samples = ClassSamples.of([[0, 1], [1, 0]], ["below", "above"]);
 * const boundary = decisionRegions(network, samples).lines[2];
 * for (const [x, y] of boundary.points) assertAlmostEquals(x - 2 * y, 0, 1e-3);
 * ```
 */
export function decisionRegions(
  network: Network,
  samples: ClassSamples,
  options: DecisionOptions = {},
): Lines {
  const plane = scatteredPlane(samples);
  const { id = "decision-regions", title = "Decision regions", subtitle } = options;
  return {
    ...scatterPlot(samples, { id, title, subtitle }, [
      {
        name: "decision boundary",
        points: boundaryOf(network, plane, options),
        role: "model",
      },
    ]),
    ground: regionsOf(network, plane, paletteOf(samples), options),
  };
}

/**
 * Where the units of each hidden layer turn: the lines on which their weighted sums are 0. Each panel is
 * a layer, on the decision regions of the whole network: one hidden layer can cut out a convex region by
 * straight lines, a second one puts such regions together.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 4.3.1, figures 98 and 99.
 *
 * Of more than 8 units of a layer the first 8 are shown. Otherwise as {@linkcode decisionRegions}.
 *
 * @returns A chart without panels where there is no hidden layer.
 */
export function unitBoundaries(
  network: Network,
  samples: ClassSamples,
  options: DecisionOptions = {},
): Panels {
  const plane = scatteredPlane(samples);
  const { id = "unit-boundaries", title = "What hidden units tell apart", subtitle } = options;
  const ground = regionsOf(network, plane, paletteOf(samples), options);
  const panels = hiddenLayers(network).map((layer): Lines => {
    const { notation, outputShape } = network.layers[layer - 1];
    const units = fieldsOf(network, layer, plane, options).map((field, unit): Line => ({
      name: `unit ${unit + 1}`,
      points: contourLines(field, 0),
      role: "class",
    }));
    const all = sizeOf(outputShape);
    const caption = {
      id: `${id}-${layer}`,
      title: `${layer} ${notation}`,
      subtitle: all > MOST_UNITS ? `The first ${MOST_UNITS} of ${all} units` : undefined,
    };
    return { ...scatterPlot(samples, caption, units), ground };
  });
  return {
    kind: "panels",
    id,
    title,
    subtitle,
    description:
      `Where the units of ${panels.length} hidden layer${
        panels.length === 1 ? "" : "s"
      } turn, over ` +
      `${samples.featureNames.join(" and ")}.`,
    panels,
  };
}

/**
 * The numbers of the layers whose outputs are weighted sums that go into other units, counted from 1.
 *
 * @returns Empty if the network has no hidden layer.
 */
function hiddenLayers({ layers }: Network): number[] {
  const weighted = layers.flatMap(({ parameters }, i) =>
    parameters.some(({ pictures }) => pictures?.of === "units") ? [i + 1] : []
  );
  return weighted.slice(0, -1);
}

/** The regions of classes, in the colours of these. */
function regionsOf(
  network: Network,
  plane: Plane,
  palette: readonly Colour[],
  { normalization, cells }: DecisionOptions,
): Picture {
  const count = Math.round(REGION_SHARE * (cells ?? LINE_CELLS));
  const places = Float64Array.from(cellMiddles(plane, count).data);
  const { classes, values } = scoresAt(network, places, normalization);
  const colourAt = (cell: number) =>
    palette[indexOfLargest(values, cell * classes, (cell + 1) * classes)] ?? roleColours.rest;
  return groundOf(colourAt, count);
}

/** Where the two largest scores are the same: for every class but one, its own boundary. */
function boundaryOf(
  network: Network,
  plane: Plane,
  { normalization, cells = LINE_CELLS }: DecisionOptions,
): Line["points"] {
  const places = Float64Array.from(gridPlaces(plane, cells).data);
  const scores = scoresAt(network, places, normalization);
  const marginsAt = marginsOf(scores);
  const lines = Array.from({ length: scores.classes - 1 }, (_, c) => {
    const margins = marginsAt(c);
    return margins === undefined ? [] : contourLines(fieldOn(plane, cells, margins), 0);
  });
  return lines.flatMap((line, i) => i === 0 ? line : [[NaN, NaN] as const, ...line]);
}

function scoresAt(
  network: Network,
  places: Float64Array,
  normalization?: Normalization,
): PlaceScores {
  const outputs = outputsOf(network, places, normalization);
  const classes = sizeOf(network.outputShape);
  if (classes > 1) return { classes, values: outputs };
  const scores = Array.from(outputs, (output) => scoresOf([output]));
  return { classes: 2, values: Float64Array.from(scores.flat()) };
}

/** What each of the first units of a layer puts out, as a field. */
function fieldsOf(
  network: Network,
  layer: number,
  plane: Plane,
  { normalization, cells = LINE_CELLS }: DecisionOptions,
): Field[] {
  const places = Float64Array.from(gridPlaces(plane, cells).data);
  const outputs = layerOutputsOf(network, layer, places, normalization);
  const units = sizeOf(network.layers[layer - 1].outputShape);
  return Array.from({ length: Math.min(units, MOST_UNITS) }, (_, unit) => {
    const length = outputs.length / units;
    return fieldOn(
      plane,
      cells,
      Float64Array.from({ length }, (_, i) => outputs[i * units + unit]),
    );
  });
}

function fieldOn(plane: Plane, cells: number, values: ArrayLike<number>): Field {
  return { plane, columns: cells + 1, rows: cells + 1, values };
}
