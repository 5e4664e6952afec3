import { FormatError } from "./format_error.ts";

/** What the header of a JPEG file says. */
export interface JpegHeader {
  /** Extents as stored: a camera that was turned may have meant them the other way round. */
  readonly width: number;
  readonly height: number;
  /** 1: grey; 3: colour; 4: the four inks of a printing press. */
  readonly components: number;
}

/** Every JPEG file begins with these bytes. */
export const JPEG_SIGNATURE = [0xff, 0xd8, 0xff] as const;

const START_OF_SCAN = 0xda;

/** Of the markers from 0xc0 to 0xcf, those that begin no frame: tables, an extension, arithmetic coding. */
const noFrames: readonly number[] = [0xc4, 0xc8, 0xcc];

/**
 * Reads the header of a JPEG file.
 *
 * Source: ITU-T T.81, B.1.1 and B.2.2.
 *
 * @param bytes The whole file: what is before the header may be long.
 * @throws {FormatError} If this is no JPEG file, has no header, or one without pixels.
 */
export function parseJpegHeader(bytes: Uint8Array): JpegHeader {
  if (JPEG_SIGNATURE.some((byte, i) => bytes[i] !== byte)) {
    throw new FormatError("Expected the signature of a JPEG file but found other bytes at byte 0");
  }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  let start = 2;
  // A segment is its marker of two bytes, and behind it its length, which counts itself.
  while (start + 10 <= bytes.length && bytes[start] === 0xff) {
    const marker = bytes[start + 1];
    if (marker === START_OF_SCAN) break;
    if ((marker & 0xf0) === 0xc0 && !noFrames.includes(marker)) return headerAt(view, start);
    // Any marker may have fill bytes in front of it.
    start += marker === 0xff ? 1 : 2 + view.getUint16(start + 2);
  }
  throw new FormatError(`Expected the header of a JPEG image but found none up to byte ${start}`);
}

function headerAt(view: DataView, start: number): JpegHeader {
  const [height, width] = [view.getUint16(start + 5), view.getUint16(start + 7)];
  if (width > 0 && height > 0) return { width, height, components: view.getUint8(start + 9) };
  throw new FormatError(
    `Expected the width and height of a JPEG image but found ${width} and ${height} ` +
      `at byte ${start + 5}`,
  );
}
