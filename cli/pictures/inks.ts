import type { Colour } from "../../lib/plots/colours.ts";

/** What is not data is drawn in these few colours, which a dark page exchanges for others. */
export const inks = {
  text: "#1f2328",
  quiet: "#59636e",
  axis: "#8c959f",
  grid: "#dfe3e8",
  paper: "#ffffff",
};

/** A colour as CSS and SVG write it: `#0072b2`. */
export function cssColour(colour: Colour): string {
  return `#${colour.map((channel) => channel.toString(16).padStart(2, "0")).join("")}`;
}
