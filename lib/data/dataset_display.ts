import { type Display, displayTable, type TableCell } from "../formats/display.ts";
import { encodeColourPng, pngAddress } from "../formats/encode_png.ts";
import { formatShape, type Shape, sizeOf } from "../shape.ts";
import { colourAt, extentsOf } from "./pixel.ts";

/** Images of a class, side by side, and classes: as many are shown at most. */
const MOST_IMAGES = 12;
const MOST_CLASSES = 100;

/** Pixels between two images. */
const GAP = 2;

/** Smaller images are shown that many pixels high. */
const LEAST_HEIGHT = 28;

/** What there is of a dataset to show. */
interface LabelledImages {
  readonly images: Uint8Array;
  readonly labels: ArrayLike<number>;
  readonly shape: Shape;
  readonly classNames: readonly string[];
}

/** A dataset for a notebook: the size of each class, and its first images. */
export function displayDataset({ images, labels, shape, classNames }: LabelledImages): Display {
  const counts = new Array<number>(classNames.length).fill(0);
  const first = classNames.map((): Uint8Array[] => []);
  const size = sizeOf(shape);
  for (let i = 0; i < labels.length; i++) {
    const label = labels[i];
    counts[label]++;
    if (first[label].length < MOST_IMAGES) {
      first[label].push(images.subarray(i * size, (i + 1) * size));
    }
  }
  const rows = classNames.slice(0, MOST_CLASSES).map((name, label) => [
    name,
    `${counts[label]}`,
    first[label].length === 0 ? "" : pictureOf(first[label], shape),
  ]);
  const columns = [
    { heading: "class", align: "left" },
    { heading: "images", align: "right" },
    { heading: "the first of them", align: "left" },
  ] as const;
  const classes = `${classNames.length} classes`;
  return displayTable(
    `${labels.length} images of ${formatShape(shape)}, ${classes}`,
    columns,
    rows,
  );
}

/** Images in a row. */
function pictureOf(images: readonly Uint8Array[], shape: Shape): TableCell {
  const extents = extentsOf(shape);
  const { width: step, height } = { ...extents, width: extents.width + GAP };
  const width = images.length * step - GAP;
  const pixels = new Uint8Array(3 * width * height).fill(255);
  images.forEach((image, i) => {
    for (let row = 0; row < height; row++) {
      for (let column = 0; column < extents.width; column++) {
        pixels.set(colourAt(image, extents, column, row), 3 * (row * width + i * step + column));
      }
    }
  });
  const address = pngAddress(encodeColourPng({ width, height, pixels }));
  const style = `image-rendering: pixelated; height: ${Math.max(height, LEAST_HEIGHT)}px`;
  return {
    html: `<img src="${address}" alt="" style="${style}">`,
    text: `${images.length} to look at`,
  };
}
