import type { Line } from "../../lib/plots/chart.ts";
import { classColours, roleColours } from "../../lib/plots/colours.ts";
import { cssColour } from "./inks.ts";

/** How a line looks. */
export interface LineStyle {
  readonly colour: string;
  readonly width: number;
  /** Lengths of dashes and gaps; without gaps when left out. */
  readonly dashes?: readonly number[];
}

/** Of lines of the same role, the first is solid, and the next ones have these dashes in turn. */
const dashPatterns: readonly (readonly number[] | undefined)[] = [
  undefined,
  [7, 4],
  [2, 3],
  [9, 3, 2, 3],
];

/** A look for each line: the colour by its role, or by its place among the classes. */
export function styleLines(lines: readonly Line[]): LineStyle[] {
  const counts = new Map<string, number>();
  return lines.map(({ role }) => {
    const index = counts.get(role) ?? 0;
    counts.set(role, index + 1);
    if (role === "class") {
      const colour = cssColour(classColours[index % classColours.length]);
      return { colour, width: 2, dashes: dashes(Math.floor(index / classColours.length)) };
    }
    const colour = cssColour(roleColours[role]);
    if (role === "reference") return { colour, width: 1.5, dashes: dashes(index + 1) };
    return { colour, width: 2, dashes: dashes(index) };
  });
}

function dashes(index: number): readonly number[] | undefined {
  return dashPatterns[index % dashPatterns.length];
}
