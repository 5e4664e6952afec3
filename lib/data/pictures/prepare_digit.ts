import { MNIST_IMAGES } from "../image_description.ts";
import type { GreyImage } from "../raster.ts";
import { preparePicture } from "./prepare_picture.ts";

/** Height and width of an MNIST image, in pixels. */
const DIGIT_SIZE = 28;

/**
 * Makes of a picture of a digit what MNIST's authors made of theirs: 28 x 28 bytes, 0 for the background
 * and 255 for ink. The digit fits into 20 x 20 pixels, and its centre of mass lies in the pixel (14, 14),
 * counted from 0. Of several digits, the largest is taken.
 *
 * Source: LeCun, Cortes, Burges, "The MNIST database of handwritten digits".
 *
 * @throws {RangeError} If nothing stands out from the background.
 */
export function prepareDigit({ width, height, pixels }: GreyImage): Uint8Array {
  const raster = { width, height, channels: 1, depth: 8, data: pixels };
  const { images } = preparePicture(raster, MNIST_IMAGES, [1, DIGIT_SIZE, DIGIT_SIZE]);
  const [{ pixels: digit }] = images.toSorted((a, b) =>
    b.box.width * b.box.height - a.box.width * a.box.height
  );
  if (digit.some((ink) => ink > 0)) return digit;
  throw new RangeError("Expected a digit but found nothing that stands out from the background");
}
