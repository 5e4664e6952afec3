import type { Dataset } from "../data/dataset.ts";
import { filterImage, type Kernel3x3, laplace, sobelX, sobelY } from "../data/edge_filters.ts";
import { extentsOf } from "../data/pixel.ts";
import type { Tile, Tiles } from "./chart.ts";
import { datasetPicture, largestMagnitude, numberPicture } from "./picture.ts";

const filters: readonly { readonly name: string; readonly kernel: Kernel3x3 }[] = [
  { name: "Sobel x", kernel: sobelX },
  { name: "Sobel y", kernel: sobelY },
  { name: "Laplace", kernel: laplace },
];

/**
 * What edge filters make of images: a row for each image, itself first, then what Sobel's filter makes
 * of it in x- and in y-direction, and the Laplace filter. Pixels count from 0 to 1, and are 0 around the
 * image. White is zero.
 *
 * Source: HSLU TSM-DeLearn, lecture notes, 7.2.
 *
 * @param dataset All of its images are shown.
 *
 * @example
 * ```ts
 * import { Dataset } from "@handwriting/mnist";
 * import { edgeFilterTiles } from "@handwriting/mnist/plots";
 * import { assertEquals } from "@std/assert";
 *
 * const dataset = new Dataset(Uint8Array.of(0, 255, 0, 255), Uint8Array.of(3), [1, 2, 2]);
 * const { tiles, colours } = edgeFilterTiles(dataset);
 * assertEquals(tiles.map(({ captions }) => captions[0]), ["3", "Sobel x", "Sobel y", "Laplace"]);
 * assertEquals(colours?.limit, 3);
 * ```
 */
export function edgeFilterTiles(dataset: Dataset): Tiles {
  const extents = extentsOf(dataset.shape);
  const filtered = Array.from({ length: dataset.count }, (_, i) => {
    const image = Float64Array.from(dataset.slice(i, i + 1).images, (pixel) => pixel / 255);
    return filters.map(({ kernel }) => filterImage(image, extents, kernel));
  });
  const limit = largestMagnitude(filtered.flat().map(largestMagnitude));
  const colours = { scale: "diverging", label: "filter output", limit } as const;
  const tiles = filtered.flatMap((numbers, i): Tile[] => [
    { picture: datasetPicture(dataset, i), captions: [dataset.classNames[dataset.labels[i]]] },
    ...filters.map(({ name }, f) => {
      return { picture: numberPicture(numbers[f], extents, colours), captions: [name] };
    }),
  ]);
  return {
    kind: "tiles",
    id: "edge-filters",
    title: "Edge filters",
    subtitle: "3 x 3 filters on pixels from 0 to 1, with zeros around the image",
    description: `${dataset.count} images, and what the filters of Sobel and Laplace make of them.`,
    tiles,
    columns: 1 + filters.length,
    colours,
  };
}
