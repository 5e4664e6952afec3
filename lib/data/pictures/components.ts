import type { Box } from "./field.ts";

/** Pixels of a mask that hang together, with their corners too. */
export interface Component {
  /** Places of the pixels. */
  readonly pixels: Int32Array;
  readonly box: Box;
}

/**
 * The connected components of a mask, eight neighbours to a pixel, in the order of their first pixels.
 *
 * @param mask Not 0 where a pixel belongs to it, row by row.
 */
export function components(mask: Uint8Array, width: number): Component[] {
  const height = mask.length / width;
  const rest = mask.slice();
  const queue = new Int32Array(mask.length);
  const found: Component[] = [];
  for (let start = 0; start < rest.length; start++) {
    if (rest[start] === 0) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    let length = 0;
    queue[length++] = start;
    rest[start] = 0;
    for (let next = 0; next < length; next++) {
      const x = queue[next] % width;
      const y = (queue[next] - x) / width;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
      for (let v = Math.max(0, y - 1); v <= y + 1 && v < height; v++) {
        for (let u = Math.max(0, x - 1); u <= x + 1 && u < width; u++) {
          const i = v * width + u;
          if (rest[i] === 0) continue;
          rest[i] = 0;
          queue[length++] = i;
        }
      }
    }
    const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
    found.push({ pixels: queue.slice(0, length), box });
  }
  return found;
}
