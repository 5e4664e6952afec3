/**
 * Pictures of any size and on any paper, made like the images that a network was trained on.
 *
 * @module
 */

export type { Box } from "./field.ts";
export { prepareDigit } from "./prepare_digit.ts";
export { type PreparedImage, type PreparedPicture, preparePicture } from "./prepare_picture.ts";

// What they are made from, and for.
export type { Framing, ImageDescription } from "../image_description.ts";
export type { GreyImage, Raster } from "../raster.ts";
export type { Shape } from "../../shape.ts";
