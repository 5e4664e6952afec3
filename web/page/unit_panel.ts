/// <reference lib="dom" />
import { formatFigure } from "../../lib/plots/format_figure.ts";
import type { LayerView, UnitPictures, UnitView } from "../dialogue.ts";
import { element } from "./elements.ts";
import { paint, signedPicture } from "./paint.ts";

/** Terms that are written out. */
const MOST_TERMS = 5;

/** Explains one output of a layer: its weights, and how it comes about. */
export class UnitPanel {
  readonly #panel: HTMLElement;

  constructor(panel: HTMLElement) {
    this.#panel = panel;
  }

  /** Shows an output, counted from 0. */
  show(layer: LayerView, output: number, unit: UnitView): void {
    const title = element("h3", {}, `${placeOf(layer, output)} of ${layer.notation}`);
    const parts: Node[] = [title];
    if (unit.pictures !== undefined) parts.push(picturesOf(unit.pictures));
    parts.push(...equation(layer, unit));
    this.#panel.replaceChildren(...parts);
    this.#panel.classList.remove("empty");
  }

  /** Explains nothing. */
  clear(): void {
    this.#panel.classList.add("empty");
    this.#panel.replaceChildren(
      element("h3", {}, "How a value comes about"),
      element(
        "p",
        { class: "quiet" },
        "Point at a value of a layer, or tab to a layer and use the arrow keys.",
      ),
    );
  }
}

/** What an output is called: that of a filter at a place, or a unit. */
function placeOf({ shape }: LayerView, output: number): string {
  if (shape.length === 1) return `Unit ${output + 1}`;
  const [_, height, width] = shape;
  const channel = Math.floor(output / (height * width)) + 1;
  const [row, column] = [Math.floor(output / width) % height + 1, output % width + 1];
  return `Channel ${channel}, row ${row}, column ${column}`;
}

function picturesOf({ shape, weights, inputs }: UnitPictures): HTMLElement {
  const products = inputs.map((value, i) => value * weights[i]);
  const figures = ([["weights", weights], ["inputs", inputs], ["products", products]] as const)
    .map(([name, numbers]) => {
      const canvas = element("canvas", { class: "pixels", role: "img", "aria-label": name });
      paint(canvas, signedPicture(numbers, listAsImage(shape)));
      return element("figure", {}, canvas, element("figcaption", {}, name));
    });
  return element("div", { class: "behind" }, ...figures);
}

/** Long lists are shown in rows. */
function listAsImage(shape: UnitPictures["shape"]): UnitPictures["shape"] {
  const [channels, height = 1, width = channels] = shape;
  const isList = shape.length === 3 && height === 1 && width > 16;
  if (!isList) return shape;
  const rows = Array.from({ length: 12 }, (_, i) => 12 - i).find((rows) => width % rows === 0) ?? 1;
  return [channels, rows, width / rows];
}

function equation({ notation }: LayerView, { value, bias, pictures, input }: UnitView): Node[] {
  const result = formatFigure(value);
  if (pictures === undefined || bias === undefined) {
    const from = input === undefined ? "" : `${notation}: ${formatFigure(input)} → `;
    return [element("p", { class: "equation" }, `${from}${result}`)];
  }
  const terms = Array.from(pictures.weights, (weight, i) => {
    return { weight, input: pictures.inputs[i], product: weight * pictures.inputs[i] };
  }).filter(({ product }) => product !== 0)
    .sort((a, b) => Math.abs(b.product) - Math.abs(a.product));
  const shown = terms.slice(0, MOST_TERMS);
  const rest = terms.slice(MOST_TERMS);
  const restSum = rest.reduce((sum, { product }) => sum + product, 0);
  const rows = [
    ...shown.map(({ weight, input, product }) =>
      row(`${formatFigure(weight)} × ${formatFigure(input)}`, product)
    ),
    ...(rest.length > 0 ? [row(`${rest.length} smaller products`, restSum)] : []),
    row("bias", bias),
    row("output", value),
  ];
  return [element("table", { class: "sum" }, element("tbody", {}, ...rows))];
}

function row(name: string, value: number): HTMLTableRowElement {
  return element(
    "tr",
    {},
    element("th", { scope: "row" }, name),
    element("td", {}, formatFigure(value)),
  );
}
