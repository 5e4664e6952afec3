import type { Dataset } from "../data/dataset.ts";
import { colourAt, extentsOf } from "../data/pixel.ts";
import { paintPicture } from "./paint_picture.ts";
import type { Picture } from "./picture.ts";

/**
 * A picture of an image of a dataset: in colour if it has three channels, else its first one in grey.
 * Plain features are one row of pixels.
 *
 * @param index The number of the image, from 0.
 * @throws {RangeError} If the dataset has no such image.
 */
export function datasetPicture(dataset: Dataset, index: number): Picture {
  const image = dataset.slice(index, index + 1).images;
  const extents = extentsOf(dataset.shape);
  return paintPicture(extents, (column, row) => colourAt(image, extents, column, row));
}
