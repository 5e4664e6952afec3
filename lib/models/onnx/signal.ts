import { FormatError } from "../../formats/format_error.ts";
import { type Shape, sizeOf } from "../../shape.ts";

/** In which order the values of an image follow one another. */
export type Layout = "channels first" | "channels last";

/** Images of other numbers of channels are not told by their extents alone. */
const USUAL_CHANNELS = [1, 3];

/**
 * What flows through an ONNX graph at some place, for each image: the extents that it has there, and
 * what it is in a network of this program, where an image always has its channels first.
 */
export interface Signal {
  /** In the graph, without the extent that counts images. */
  readonly extents: readonly number[];
  /** In the network. */
  readonly shape: Shape;
  readonly layout: Layout;
  /** The image of which it is the list, where the layout makes a difference. */
  readonly image?: readonly [number, number, number];
}

/**
 * What goes into a graph.
 *
 * @param extents A list of values, rows and columns, or an image in either layout.
 * @param layout That of an image; told by its extents when left out.
 * @throws {FormatError} If it is neither.
 */
export function inputSignal(extents: readonly number[], layout = layoutOf(extents)): Signal {
  const [first, second, third] = extents;
  switch (extents.length) {
    case 1:
      return { extents, shape: [first], layout: "channels first" };
    case 2:
      return { extents, shape: [1, first, second], layout: "channels first" };
    case 3:
      return {
        extents,
        shape: layout === "channels first" ? [first, second, third] : [third, first, second],
        layout,
      };
  }
  throw new FormatError(
    `Expected an input of 2 to 4 extents, images and those of one, but found ${extents.length + 1}`,
  );
}

function layoutOf(extents: readonly number[]): Layout {
  const [isFirst, isLast] = [extents[0], extents[extents.length - 1]].map((extent) =>
    USUAL_CHANNELS.includes(extent)
  );
  return isLast && !isFirst ? "channels last" : "channels first";
}

/**
 * A signal with other extents, of which the order of its values stays as it is.
 *
 * @returns Undefined if the network has nothing that this is.
 */
export function reshaped(signal: Signal, extents: readonly number[]): Signal | undefined {
  const { shape, layout } = signal;
  if (extents.length === 1) {
    if (shape.length === 1) return { ...signal, extents };
    const image = layout === "channels last" && shape[0] > 1 ? shape : undefined;
    return { extents, shape: [sizeOf(shape)], layout, image };
  }
  const longer = extents.filter((extent) => extent > 1);
  if (shape.length === 1) return longer.length <= 1 ? { ...signal, extents } : undefined;
  const [channels, height, width] = shape;
  if (channels !== 1 || extents.length > 3) return undefined;
  const own = [height, width].filter((extent) => extent > 1);
  if (own.join() !== longer.join()) return undefined;
  const isFirst = extents.length === 2 || extents[0] === 1;
  return { ...signal, extents, layout: isFirst ? "channels first" : "channels last" };
}

/**
 * An image whose extents are permuted.
 *
 * @param permutation The place, among all extents, that each comes from.
 * @returns Undefined if it is no image, or not from one layout to the other.
 */
export function transposed(signal: Signal, permutation: readonly number[]): Signal | undefined {
  const [from, to]: readonly [Layout, Layout] = permutation.join() === "0,3,1,2"
    ? ["channels last", "channels first"]
    : ["channels first", "channels last"];
  const isKnown = ["0,3,1,2", "0,2,3,1"].includes(permutation.join());
  // With a single channel, both layouts may have the same extents.
  const fits = signal.layout === from || signal.shape[0] === 1;
  if (!isKnown || !fits || signal.shape.length !== 3 || signal.extents.length !== 3) {
    return undefined;
  }
  const extents = permutation.slice(1).map((place) => signal.extents[place - 1]);
  return { ...signal, extents, layout: to };
}

/** For each value of a list, in the order of the graph, its place in the network's list. */
export function placesIn({ shape, image }: Signal): Int32Array {
  if (image === undefined) return Int32Array.from({ length: sizeOf(shape) }, (_, i) => i);
  const [channels, height, width] = image;
  return Int32Array.from({ length: sizeOf(shape) }, (_, i) => {
    return (i % channels) * height * width + Math.floor(i / channels);
  });
}
