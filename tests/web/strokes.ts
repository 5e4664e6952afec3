import { Random } from "../../lib/random.ts";

/** A place on the canvas, in shares of its extents from the upper left corner. */
export type Point = readonly [x: number, y: number];

/** The points of an arc of an ellipse; angles in degrees, clockwise from the right. */
function arc([x, y]: Point, [a, b]: Point, from: number, to: number): Point[] {
  return Array.from({ length: 13 }, (_, i) => {
    const angle = (from + (to - from) * i / 12) * Math.PI / 180;
    return [x + a * Math.cos(angle), y + b * Math.sin(angle)];
  });
}

/** How each digit is written: its strokes, each a line from point to point. */
const digits: readonly (readonly (readonly Point[])[])[] = [
  [arc([0.5, 0.5], [0.2, 0.3], -90, 270)],
  [[[0.52, 0.2], [0.5, 0.5], [0.48, 0.8]]],
  [[...arc([0.5, 0.35], [0.17, 0.15], 190, 380), [0.58, 0.52], [0.33, 0.78], [0.7, 0.78]]],
  [[...arc([0.48, 0.34], [0.16, 0.14], 210, 440), ...arc([0.48, 0.64], [0.19, 0.16], -80, 150)]],
  [[[0.38, 0.2], [0.32, 0.52], [0.68, 0.52]], [[0.62, 0.2], [0.6, 0.5], [0.57, 0.82]]],
  [[[0.64, 0.2], [0.4, 0.2], [0.37, 0.46], ...arc([0.48, 0.62], [0.19, 0.17], -110, 140)]],
  [[[0.6, 0.18], [0.45, 0.33], [0.36, 0.55], ...arc([0.5, 0.65], [0.15, 0.15], 180, 540)]],
  [[[0.32, 0.24], [0.66, 0.22], [0.56, 0.5], [0.46, 0.8]]],
  [[...arc([0.5, 0.34], [0.14, 0.14], 90, 450), ...arc([0.5, 0.64], [0.17, 0.16], -90, 270)]],
  [[...arc([0.48, 0.36], [0.15, 0.15], 0, 360), [0.63, 0.36], [0.6, 0.6], [0.54, 0.82]]],
];

/**
 * The strokes of a digit, written a little differently each time: turned, slanted, of another size, at
 * another place, and with a hand that trembles.
 */
export function strokesOf(digit: number, random: Random): Point[][] {
  const angle = random.normal(0, 5) * Math.PI / 180;
  const slant = random.normal(-0.08, 0.08);
  const [width, height] = [random.uniform(0.8, 1.2), random.uniform(0.8, 1.1)];
  const [dx, dy] = [random.uniform(-0.08, 0.08), random.uniform(-0.05, 0.05)];
  return digits[digit].map((stroke) =>
    stroke.map(([x, y]) => {
      const u = width * (x - 0.5) + slant * (y - 0.5) + random.normal(0, 0.006);
      const v = height * (y - 0.5) + random.normal(0, 0.006);
      return [
        0.5 + dx + u * Math.cos(angle) - v * Math.sin(angle),
        0.5 + dy + u * Math.sin(angle) + v * Math.cos(angle),
      ];
    })
  );
}
