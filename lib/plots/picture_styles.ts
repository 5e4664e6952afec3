import { classColours, cssColour, roleColours } from "./colours.ts";
import { inks } from "./svg/drawing.ts";

/** What each ink is on a dark page. */
const darkInks: ReadonlyMap<string, string> = new Map([
  [inks.text, "#e6edf3"],
  [inks.quiet, "#a0aab5"],
  [inks.axis, "#6e7681"],
  [inks.grid, "#30363d"],
]);

/** What the colours of lines are that would be too dark, or too bright, on a dark page. */
const lineColours: ReadonlyMap<string, string> = new Map([
  [cssColour(roleColours.training), "#4ba6e3"],
  [cssColour(roleColours.validation), "#f0803c"],
  [cssColour(roleColours.test), "#2fc59b"],
  [cssColour(roleColours.reference), "#949494"],
  [cssColour(roleColours.rest), "#4a525b"],
  [cssColour(classColours[2]), "#e0604f"],
  [cssColour(classColours[4]), "#b480db"],
  [cssColour(classColours[8]), "#8b8f9b"],
]);

/**
 * The style sheet of a page that has pictures of {@linkcode drawSvg} inside: they shrink to the width
 * of the page, lie on its background, and follow the reader's choice of dark or light.
 *
 * @example
 * ```ts
 * import { pictureStyles } from "@handwriting/mnist/plots";
 * import { assertStringIncludes } from "@std/assert";
 *
 * const page = `<style>${pictureStyles()}</style>`;
 * assertStringIncludes(page, "@media (prefers-color-scheme: dark)");
 * ```
 */
export function pictureStyles(): string {
  const dark = [...darkInks, ...lineColours].flatMap(([light, dark]) => [
    `  svg.chart [fill="${light}"] { fill: ${dark}; }`,
    `  svg.chart [stroke="${light}"] { stroke: ${dark}; }`,
  ]);
  return [
    "svg.chart { max-width: 100%; height: auto; }",
    "svg.chart > .paper { fill: none; }",
    "@media (prefers-color-scheme: dark) {",
    ...dark,
    "}",
    "",
  ].join("\n");
}
