import type { Shape } from "../../shape.ts";
import type { Framing, ImageDescription } from "../image_description.ts";
import { extentsOf, type ImageExtents } from "../pixel.ts";
import { type GreyImage, type Raster, toColourPlanes, toGrey } from "../raster.ts";
import { type Box, type Field, outlineOf, quantile, reduce, resample, wholeOf } from "./field.ts";
import { boxOf, centreOfMass, fitInto, middleOf, middlePart, place, scaleTo } from "./framing.ts";
import { findWriting, inkOf, type Writing } from "./writing.ts";

/** A picture made like the images that a network was trained on. */
export interface PreparedPicture {
  /** One image of what is on it; of writing, one for each mark, in the order of reading. */
  readonly images: readonly PreparedImage[];
  /** Why the answer may be worth nothing. */
  readonly warning?: string;
}

/** An image as a network sees it. */
export interface PreparedImage {
  /** Bytes, channel after channel, each row by row. */
  readonly pixels: Uint8Array;
  /** Where it lies on the picture, in whole pixels. */
  readonly box: Box;
}

/** More marks are not read: the picture is probably something else. */
const MOST_MARKS = 40;
/** Larger pictures of objects are reduced to this extent, in pixels. */
const OBJECT_EXTENT = 280;
/** What is that near to the ground, of 255, belongs to it. */
const GROUND_NOISE = 8;
/** Share of the outermost pixels that belong to the ground at least. */
const GROUND_SHARE = 0.4;
/** Difference from the ground, of 255, from which on a pixel belongs to an object. */
const VISIBLE_OBJECT = 24;
/** How far, in shares of the image's extent, an image may be from the framing and still be as it is. */
const TOLERANCE = 0.04;

/**
 * Makes a picture like the images that a network was trained on.
 *
 * - Where these are framed writing, each mark on the picture is found, whatever the paper and whether it
 *   is dark on light or light on dark, and fitted into the frame.
 * - Where they are framed objects, what differs from the ground is fitted into the frame, in its shades.
 * - Where they have a plain ground but no frame, the whole picture is scaled, with the ground that they
 *   have.
 * - Else the middle of the picture is scaled, as it always is for images in colour.
 *
 * A picture that is framed like them already stays as it is, but for its ground.
 *
 * @param shape The shape of the network's images, of 1 or 3 channels.
 */
export function preparePicture(
  picture: Raster,
  description: ImageDescription,
  shape: Shape,
): PreparedPicture {
  const extents = extentsOf(shape);
  if (extents.channels === 3) {
    const { width, height, planes } = toColourPlanes(picture);
    return prepareScene({ width, height }, planes, extents);
  }
  const grey = toGrey(picture);
  const { content, ground, framing } = description;
  if (content === "scene") return prepareScene(grey, [grey.pixels], extents);
  const onDark = prepareOnDark(grey, content, framing, extents);
  if (ground === "dark") return onDark;
  const images = onDark.images.map(({ pixels, box }) => {
    return { pixels: pixels.map((pixel) => 255 - pixel), box };
  });
  return { ...onDark, images };
}

function prepareScene(
  size: { readonly width: number; readonly height: number },
  planes: readonly Uint8Array[],
  extents: ImageExtents,
): PreparedPicture {
  const part = middlePart(size, extents);
  const length = extents.width * extents.height;
  const pixels = new Uint8Array(planes.length * length);
  planes.forEach((plane, channel) => {
    const scaled = resample(plane, size.width, part, extents);
    pixels.set(bytesOf(scaled), channel * length);
  });
  return { images: [{ pixels, box: rounded(part) }] };
}

function prepareOnDark(
  grey: GreyImage,
  content: "writing" | "object",
  framing: Framing | undefined,
  extents: ImageExtents,
): PreparedPicture {
  const hasImageSize = grey.width === extents.width && grey.height === extents.height;
  if (content === "writing" && framing !== undefined && !hasImageSize) {
    return prepareWriting(grey, framing, extents);
  }
  const { picture, reduction } = reduce(grey, OBJECT_EXTENT);
  const object = onDarkGround(picture);
  if (framing === undefined) {
    return { images: [{ pixels: bytesOf(fitInto(object, extents)), box: wholeOf(grey) }] };
  }
  if (hasImageSize && isFramed(object, framing)) {
    return { images: [{ pixels: bytesOf(object), box: wholeOf(grey) }] };
  }
  if (content === "writing") return prepareWriting(grey, framing, extents);
  const box = boxOf(object, VISIBLE_OBJECT);
  if (box === undefined) return blank(grey, extents);
  const pixels = bytesOf(frame(object, box, framing, extents));
  return { images: [{ pixels, box: enlarge(box, reduction, grey) }] };
}

/** How far each pixel is from the ground, which is the median of the outermost ones. */
function onDarkGround(picture: Field): Field {
  const ground = quantile(outlineOf(picture), 0.5);
  const isLight = ground >= 128;
  const values = picture.values.map((pixel) => {
    // What is on the other side of the ground is a reflection, or noise.
    const difference = isLight ? ground - pixel : pixel - ground;
    return Math.max(0, difference * 255 / (isLight ? ground : 255 - ground));
  });
  return { ...picture, values };
}

function isFramed(object: Field, { extent, centring, centre }: Framing): boolean {
  const box = boxOf(object);
  if (box === undefined) return false;
  const outline = outlineOf(object);
  const ground = outline.filter((value) => value <= GROUND_NOISE);
  const tolerance = Math.max(1, TOLERANCE * Math.max(object.width, object.height));
  const [x, y] = centring === "mass" ? centreOfMass(object) : middleOf(box);
  return ground.length >= GROUND_SHARE * outline.length &&
    Math.abs(Math.max(box.width, box.height) - extent) <= 2 * tolerance &&
    Math.abs(x - centre[0]) <= tolerance && Math.abs(y - centre[1]) <= tolerance;
}

function prepareWriting(
  grey: GreyImage,
  framing: Framing,
  extents: ImageExtents,
): PreparedPicture {
  const writing = findWriting(grey);
  const { marks } = writing;
  const images = marks.slice(0, MOST_MARKS).map((mark) => {
    const ink = inkOf(writing, mark);
    const pixels = bytesOf(frame(ink, boxOf(ink) ?? wholeOf(ink), framing, extents));
    return { pixels, box: enlarge(mark.box, writing.reduction, grey) };
  });
  if (images.length === 0) return blank(grey, extents);
  return { images, warning: problemOf(writing) };
}

function problemOf({ marks, touchesAllSides }: Writing): string | undefined {
  if (marks.length > MOST_MARKS) {
    return `more marks than a picture of writing has, ${marks.length}; read only the first ${MOST_MARKS}`;
  }
  return touchesAllSides
    ? "the ink touches all sides, so that some of it may be missing"
    : undefined;
}

function blank(
  picture: { readonly width: number; readonly height: number },
  { width, height }: ImageExtents,
): PreparedPicture {
  return {
    images: [{ pixels: new Uint8Array(width * height), box: wholeOf(picture) }],
    warning: "blank: nothing stands out from the background",
  };
}

/** Fits the part of a picture that is drawn into the frame. */
function frame(
  drawn: Field,
  part: Box,
  { extent, centring, centre }: Framing,
  { width, height }: ImageExtents,
): Field {
  const fitted = scaleTo(drawn, part, extent);
  const point = centring === "mass" ? centreOfMass(fitted) : middleOf(wholeOf(fitted));
  return place(fitted, point, centre, { width, height });
}

/** The whole pixels that a box is nearest to. */
function rounded(box: Box): Box {
  const [left, top] = [Math.round(box.left), Math.round(box.top)];
  const [right, bottom] = [Math.round(box.left + box.width), Math.round(box.top + box.height)];
  return { left, top, width: right - left, height: bottom - top };
}

/** A box on a reduced picture in the pixels of the picture itself. */
function enlarge(box: Box, reduction: number, { width, height }: GreyImage): Box {
  const left = Math.floor(box.left * reduction);
  const top = Math.floor(box.top * reduction);
  const right = Math.min(width, Math.ceil((box.left + box.width) * reduction));
  const bottom = Math.min(height, Math.ceil((box.top + box.height) * reduction));
  return { left, top, width: right - left, height: bottom - top };
}

function bytesOf({ values }: Field): Uint8Array {
  const bytes = new Uint8Array(values.length);
  for (let i = 0; i < values.length; i++) bytes[i] = Math.round(values[i]);
  return bytes;
}
