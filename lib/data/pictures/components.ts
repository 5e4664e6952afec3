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
  // With a margin of zeros, no neighbour is outside.
  const pitch = width + 2;
  const rest = new Uint8Array(pitch * (height + 2));
  for (let y = 0; y < height; y++) {
    rest.set(mask.subarray(y * width, (y + 1) * width), (y + 1) * pitch + 1);
  }
  const steps = Int32Array.from([-pitch, 0, pitch].flatMap((down) => [down - 1, down, down + 1]));
  const queue = new Int32Array(mask.length);
  const found: Component[] = [];
  for (let start = 0; start < rest.length; start++) {
    if (rest[start] === 0) continue;
    let [left, right, top, bottom] = [width, 0, height, 0];
    let length = 0;
    queue[length++] = start;
    rest[start] = 0;
    for (let next = 0; next < length; next++) {
      const place = queue[next];
      for (let step = 0; step < steps.length; step++) {
        const i = place + steps[step];
        if (rest[i] === 0) continue;
        rest[i] = 0;
        queue[length++] = i;
      }
      const x = place % pitch - 1;
      const y = (place - x - 1) / pitch - 1;
      queue[next] = y * width + x;
      left = Math.min(left, x);
      right = Math.max(right, x);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y);
    }
    const box = { left, top, width: right - left + 1, height: bottom - top + 1 };
    found.push({ pixels: queue.slice(0, length), box });
  }
  return found;
}
