import { type Box, type Field, resample, wholeOf } from "./field.ts";

/** Amount of ink, of 255, from which on a pixel belongs to the box around what is drawn. */
export const VISIBLE_INK = 64;

/** The smallest box around what is drawn; undefined if there is nothing. */
export function boxOf({ width, height, values }: Field, visible = VISIBLE_INK): Box | undefined {
  let [left, right, top, bottom] = [width, -1, height, -1];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      if (values[y * width + x] < visible) continue;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = y;
    }
  }
  if (right < 0) return undefined;
  return { left, top, width: right - left + 1, height: bottom - top + 1 };
}

/** Column and row of the centre of mass of all that is drawn; NaN if there is nothing. */
export function centreOfMass({ width, values }: Field): [x: number, y: number] {
  let [mass, sumX, sumY] = [0, 0, 0];
  values.forEach((amount, i) => {
    mass += amount;
    sumX += amount * (i % width);
    sumY += amount * Math.floor(i / width);
  });
  return [sumX / mass, sumY / mass];
}

/** Scales a part of a picture so that its longer side gets an extent; the shorter one has at least 1. */
export function scaleTo(drawn: Field, part: Box, extent: number): Field {
  const scale = extent / Math.max(part.width, part.height);
  return resample(drawn.values, drawn.width, part, {
    width: Math.max(1, Math.round(part.width * scale)),
    height: Math.max(1, Math.round(part.height * scale)),
  });
}

/**
 * Puts what is drawn into an otherwise empty image, by whole pixels, with one point of it as near to
 * another one of the image as it fits in.
 */
export function place(
  drawn: Field,
  [x, y]: readonly [number, number],
  [toX, toY]: readonly [number, number],
  size: { readonly width: number; readonly height: number },
): Field {
  const left = within(Math.round(toX - x), size.width - drawn.width);
  const top = within(Math.round(toY - y), size.height - drawn.height);
  const values = new Float32Array(size.width * size.height);
  drawn.values.forEach((amount, i) => {
    const column = left + i % drawn.width;
    const row = top + Math.floor(i / drawn.width);
    if (column < 0 || row < 0 || column >= size.width || row >= size.height) return;
    values[row * size.width + column] = amount;
  });
  return { ...size, values };
}

/** Scales all of a picture into an image, which keeps room at two sides if its proportions differ. */
export function fitInto(
  drawn: Field,
  size: { readonly width: number; readonly height: number },
): Field {
  const scale = Math.min(size.width / drawn.width, size.height / drawn.height);
  const fitted = resample(drawn.values, drawn.width, wholeOf(drawn), {
    width: Math.max(1, Math.round(drawn.width * scale)),
    height: Math.max(1, Math.round(drawn.height * scale)),
  });
  return place(fitted, middleOf(wholeOf(fitted)), middleOf(wholeOf(size)), size);
}

/** The largest part in the middle of a picture that has the proportions of an image. */
export function middlePart(
  picture: { readonly width: number; readonly height: number },
  size: { readonly width: number; readonly height: number },
): Box {
  const scale = Math.min(picture.width / size.width, picture.height / size.height);
  const width = Math.min(picture.width, scale * size.width);
  const height = Math.min(picture.height, scale * size.height);
  return { left: (picture.width - width) / 2, top: (picture.height - height) / 2, width, height };
}

/** Column and row of the middle of a part of a picture. */
export function middleOf({ left, top, width, height }: Box): [x: number, y: number] {
  return [left + (width - 1) / 2, top + (height - 1) / 2];
}

function within(start: number, most: number): number {
  return most < 0 ? Math.round(most / 2) : Math.max(0, Math.min(start, most));
}
