import { FormatError } from "../formats/format_error.ts";
import { checkIdxLength, encodeIdx, type IdxHeader, parseIdxHeader } from "./idx_header.ts";

/** Images of one size. */
export interface IdxExtents {
  /** Number of images, 1 or more. */
  readonly count: number;
  /** 1: grey; 3: red, green and blue. */
  readonly channels: number;
  /** Height of an image in pixels, 1 or more. */
  readonly rows: number;
  /** Width of an image in pixels, 1 or more. */
  readonly columns: number;
}

/** What an IDX image file says about itself. */
export interface ImageHeader extends IdxExtents {
  /** How it says so. */
  readonly file: IdxHeader;
  /** Whether the channels of each pixel are together, instead of the pixels of each channel. */
  readonly channelsLast: boolean;
}

/** The images of an IDX file. */
export interface IdxImages extends IdxExtents {
  /** `count` x `channels` x `rows` x `columns` values of 0 (background) to 255 (ink). */
  readonly pixels: Uint8Array;
}

/** Channels of CIFAR-10's images, and pixels of each: the only lists that are no squares. */
const COLOUR_LIST = { channels: 3, side: 32 } as const;

/**
 * Reads the header of an image file, of the extents
 *
 * - `count x rows x columns`, as MNIST's;
 * - `count x channels x rows x columns` or `count x rows x columns x channels`, of 1 or 3 channels;
 * - `count x pixels`, for images that are square: 784 pixels are 28 x 28, and 3072 are 3 x 32 x 32.
 *
 * @param bytes The file's first bytes, as for {@linkcode parseIdxHeader}.
 * @param fileLength Length of the whole file in bytes, to be compared with what the header says; not
 * compared when left out.
 * @throws {FormatError} If this is no IDX image file, holds nothing, or has another length.
 */
export function parseImageHeader(bytes: Uint8Array, fileLength?: number): ImageHeader {
  const file = parseIdxHeader(bytes, "an IDX image file");
  const header = { file, ...layoutOf(file.extents) };
  checkImagesLength(header, fileLength);
  return header;
}

/** Holds the length of an image file against its header, as {@linkcode checkIdxLength}. */
export function checkImagesLength(header: ImageHeader, found: number | undefined): void {
  const { count, channels, rows, columns } = header;
  const colours = channels === 1 ? "" : `${channels} x `;
  checkIdxLength(header.file, `${count} images of ${colours}${rows} x ${columns} pixels`, found);
}

/** Values of one image: one for each pixel of each channel. */
export function imageLength({ channels, rows, columns }: IdxExtents): number {
  return channels * rows * columns;
}

/**
 * Reads an image file. Pixels of bytes are a view of `bytes`, not a copy; those of other types become
 * bytes as {@linkcode PixelReader} says.
 *
 * @throws {FormatError} If the bytes are not an IDX image file from the first to the last, or a value is
 * none of a pixel.
 */
export function parseImages(bytes: Uint8Array): IdxImages {
  const header = parseImageHeader(bytes, bytes.length);
  const { count, channels, rows, columns, file, channelsLast } = header;
  const content = bytes.subarray(file.length);
  const extents = { count, channels, rows, columns };
  if (file.element.kind === "unsigned" && !channelsLast) return { ...extents, pixels: content };
  const reader = new PixelReader(header);
  reader.add(content);
  return { ...extents, pixels: reader.finish() };
}

/**
 * An image file as bytes: of extents `count x rows x columns`, or `count x channels x rows x columns`
 * where there are several channels.
 *
 * @param images Grey, if they do not say how many channels they have.
 */
export function encodeImages(
  { count, channels = 1, rows, columns, pixels }:
    & Omit<IdxImages, "channels">
    & Partial<Pick<IdxImages, "channels">>,
): Uint8Array<ArrayBuffer> {
  const image = channels === 1 ? [rows, columns] : [channels, rows, columns];
  return encodeIdx([count, ...image], pixels);
}

/**
 * Turns the elements of an image file into bytes, block by block.
 *
 * Integers must be 0 to 255. Floats of 0 to 1 are multiplied by 255; where one is larger, all of them
 * count as 0 to 255. The results are rounded.
 */
export class PixelReader {
  readonly #header: ImageHeader;
  readonly #pixels: Uint8Array;
  #done = 0;
  /** What the values so far are multiplied by. */
  #scale: number;

  /** @param count Number of images to read; all of them when left out. */
  constructor(header: ImageHeader, count = header.count) {
    this.#header = header;
    this.#scale = header.file.element.kind === "float" ? 255 : 1;
    this.#pixels = new Uint8Array(count * imageLength(header));
  }

  /** Bytes of the elements that are still to be added. */
  get missingBytes(): number {
    return (this.#pixels.length - this.#done) * this.#header.file.element.size;
  }

  /**
   * Where the next elements belong, if they are pixels as they are and need not go through
   * {@linkcode add}; undefined otherwise. {@linkcode fill} says how many have been put there.
   */
  get missingPixels(): Uint8Array | undefined {
    if (this.#header.file.element.kind !== "unsigned") return undefined;
    return this.#pixels.subarray(this.#done);
  }

  /** @param count Elements that stand in {@linkcode missingPixels} now. */
  fill(count: number): void {
    this.#done += count;
  }

  /**
   * Adds the next elements.
   *
   * @param bytes No more than are missing; an element that is cut off is left out.
   * @throws {FormatError} If a value is none of a pixel.
   */
  add(bytes: Uint8Array): void {
    const { element } = this.#header.file;
    if (element.kind === "unsigned") {
      this.#pixels.set(bytes, this.#done);
      this.#done += bytes.length;
      return;
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    for (let at = 0; at + element.size <= bytes.length; at += element.size) {
      const value = element.read(view, at);
      this.#checkValue(value);
      if (value > 1 && this.#scale > 1) this.#unscale();
      this.#pixels[this.#done++] = Math.round(value * this.#scale);
    }
  }

  /** The pixels, channel after channel of each image. */
  finish(): Uint8Array {
    if (this.#header.channelsLast) separateChannels(this.#pixels, this.#header);
    return this.#pixels;
  }

  #checkValue(value: number): void {
    if (value >= 0 && value <= 255) return;
    const { element, length } = this.#header.file;
    const range = element.kind === "float" ? "0 to 1, or of 0 to 255," : "0 to 255";
    const at = length + this.#done * element.size;
    throw new FormatError(`Expected pixels of ${range} but found ${value} at byte ${at}`);
  }

  /** The floats are 0 to 255 after all. */
  #unscale(): void {
    for (let i = 0; i < this.#done; i++) {
      this.#pixels[i] = Math.round(this.#pixels[i] / this.#scale);
    }
    this.#scale = 1;
  }
}

function layoutOf(extents: readonly number[]): IdxExtents & { readonly channelsLast: boolean } {
  const [count, ...image] = extents;
  const isChannels = (extent: number) => extent === 1 || extent === 3;
  if (image.length === 2) {
    return { count, channels: 1, rows: image[0], columns: image[1], channelsLast: false };
  }
  if (image.length === 3 && isChannels(image[0])) {
    return { count, channels: image[0], rows: image[1], columns: image[2], channelsLast: false };
  }
  if (image.length === 3 && isChannels(image[2])) {
    const channelsLast = image[2] > 1;
    return { count, channels: image[2], rows: image[0], columns: image[1], channelsLast };
  }
  const list = image.length === 1 ? listExtents(image[0]) : undefined;
  if (list !== undefined) return { count, ...list, channelsLast: false };
  const found = image.length > 0 ? extents.join(" x ") : `a list of length ${count}, as of labels`;
  throw new FormatError(
    `Expected images, of count x rows x columns or count x pixels of a square, but found ${found}`,
  );
}

/**
 * The extents of an image that is a list of values: a grey square, or 3 x 32 x 32 as CIFAR-10's.
 *
 * @returns Undefined if it is neither.
 */
export function listExtents(values: number): Omit<IdxExtents, "count"> | undefined {
  const side = Math.sqrt(values);
  if (values > 0 && Number.isInteger(side)) return { channels: 1, rows: side, columns: side };
  const { channels, side: colourSide } = COLOUR_LIST;
  const isColour = values === channels * colourSide ** 2;
  return isColour ? { channels, rows: colourSide, columns: colourSide } : undefined;
}

/** Takes the channels of each pixel apart, in place. */
function separateChannels(pixels: Uint8Array, header: ImageHeader): void {
  const { channels } = header;
  const length = imageLength(header);
  const size = length / channels;
  for (let start = 0; start < pixels.length; start += length) {
    const image = pixels.slice(start, start + length);
    for (let i = 0; i < length; i++) {
      pixels[start + (i % channels) * size + Math.floor(i / channels)] = image[i];
    }
  }
}
