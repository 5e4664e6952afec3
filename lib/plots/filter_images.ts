import type { Matrix } from "../matrix.ts";
import type { Shape } from "../shape.ts";
import type { Tiles } from "./chart.ts";
import { checkedImageShape, type LayerName, partOf, subtitleOf } from "./layer_images.ts";
import { type ImageWeights, weightTiles } from "./weight_tiles.ts";

type Extents = readonly [channels: number, height: number, width: number];

/** Filters side by side. */
const USUAL_COLUMNS = 8;
/** More are too many to be looked at. */
const MOST_FILTERS = 64;
/** The same where each filter is a row of one picture per channel. */
const MOST_ROWS = 8;
const MOST_COLUMNS = 12;

/**
 * The filters of a convolution as small images.
 *
 * Those of the first layer are one image each: in diverging colours for one channel, white at zero; as
 * red, green and blue for three. Filters of a deeper layer, on any other number of channels, are a row
 * each with one image for every channel that they take in. Of many, the first ones are shown.
 *
 * @param weights `filters × (channels·height·width)`, as in the layer.
 * @param kernel Channels, height and width of a filter.
 * @throws {RangeError} If the kernel has not as many weights as a filter.
 *
 * @example
 * ```ts
 * import { Matrix } from "@handwriting/mnist";
 * import { filterImages } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const weights = Matrix.of([[1, 0, 0, -1], [0, 2, 0, 0]]);
 * const chart = filterImages(weights, [1, 2, 2], { layer: 1, name: "1 conv 2 2x2 same" });
 * assertEquals(chart.tiles.length, 2);
 * assertEquals(chart.colours?.limit, 2);
 * ```
 */
export function filterImages(weights: Matrix, kernel: Shape, { layer, name }: LayerName): Tiles {
  const extents = checkedImageShape(kernel, weights.columns);
  const [channels] = extents;
  return {
    kind: "tiles",
    id: `filters-${layer}`,
    title: `Filters of layer ${name}`,
    description: `The weights of ${weights.rows} filters of layer ${name} as small images.`,
    ...(channels === 1 || channels === 3 ? wholeTiles : channelTiles)(weights, extents),
  };
}

/** What of the chart depends on how filters are shown. */
type FilterTiles = Pick<Tiles, "subtitle" | "tiles" | "columns" | "colours">;

/** An image for each filter. */
function wholeTiles(weights: Matrix, extents: Extents): FilterTiles {
  const filters = wholeFilters(weights);
  const { tiles, colours, remark } = weightTiles(filters, extents);
  const subtitle = subtitleOf(partOf(filters.length, weights.rows, "filters"), remark);
  return { subtitle, tiles, columns: USUAL_COLUMNS, colours };
}

/** A row of images for each filter, one for every channel. */
function channelTiles(weights: Matrix, extents: Extents): FilterTiles {
  const [channels, height, width] = extents;
  const rows = Math.min(weights.rows, MOST_ROWS);
  const columns = Math.min(channels, MOST_COLUMNS);
  const images = filterChannels(weights, extents, rows, columns);
  const { tiles, colours } = weightTiles(images, [1, height, width]);
  const subtitle = subtitleOf(
    "Each row is a filter f, each column a channel c of its input",
    partOf(rows, weights.rows, "filters"),
    partOf(columns, channels, "channels"),
  );
  return { subtitle, tiles, columns, colours };
}

function wholeFilters(weights: Matrix): ImageWeights[] {
  return Array.from({ length: Math.min(weights.rows, MOST_FILTERS) }, (_, filter) => ({
    weights: weights.rowRange(filter, filter + 1).data,
    captions: [`${filter + 1}`],
  }));
}

function filterChannels(
  weights: Matrix,
  [channels, height, width]: Extents,
  rows: number,
  columns: number,
): ImageWeights[] {
  const area = height * width;
  return Array.from({ length: rows * columns }, (_, i) => {
    const filter = Math.floor(i / columns);
    const channel = i % columns;
    const start = (filter * channels + channel) * area;
    return {
      weights: weights.data.subarray(start, start + area),
      captions: [`f${filter + 1} c${channel + 1}`],
    };
  });
}
