/// <reference lib="dom" />
import { extentsOf } from "../../lib/data/pixel.ts";
import { type Colour, divergingColour, sequentialColour } from "../../lib/plots/colours.ts";
import { largestMagnitude } from "../../lib/plots/picture.ts";
import { sizeOf } from "../../lib/shape.ts";
import type { LayerView } from "../dialogue.ts";

/** More channels are too many to be looked at. */
const MOST_CHANNELS = 64;
/** Values of a list in a row. */
const MOST_COLUMNS = 50;
/** More values of a list are too many to be looked at. */
const MOST_VALUES = 1000;

/** Where the outputs of a layer are on its picture: each is one pixel. */
interface Plan {
  readonly width: number;
  readonly height: number;
  /** The output at a place; undefined between the channels. */
  outputAt(column: number, row: number): number | undefined;
  placeOf(output: number): readonly [column: number, row: number];
  /** Outputs that are shown. */
  readonly shown: number;
}

/** The outputs of a layer on a canvas, to be pointed at. */
export class LayerMap {
  readonly canvas: HTMLCanvasElement;
  readonly #pointed: (output: number) => void;
  #plan: Plan | undefined;
  #output = 0;

  /** @param pointed Is called with the output that is pointed at, by a pointer or with the arrow keys. */
  constructor(canvas: HTMLCanvasElement, pointed: (output: number) => void) {
    this.canvas = canvas;
    this.#pointed = pointed;
    canvas.addEventListener("pointermove", (event) => this.#pointAt(event));
    canvas.addEventListener("pointerdown", (event) => this.#pointAt(event));
    canvas.addEventListener("keydown", (event) => this.#step(event));
    canvas.addEventListener("focus", () => this.#pointed(this.#output));
  }

  /** Shows what the layer has put out. */
  show({ notation, shape, outputs }: LayerView): void {
    const plan = shape.length === 3 ? planOfMaps(shape) : planOfList(shape[0]);
    this.#paint(plan, outputs);
    this.canvas.style.width = `${plan.width * pixelsPerValue(plan, shape.length === 3)}px`;
    this.#plan = plan;
    this.#output = Math.min(this.#output, plan.shown - 1);
    const count = sizeOf(shape);
    const part = plan.shown === count ? "" : `, of which ${plan.shown} are shown`;
    this.canvas.setAttribute(
      "aria-label",
      `Outputs of ${notation}: ${count} values, ${shape.join(" x ")}${part}. ` +
        "Arrow keys choose one, which is explained beside the layers.",
    );
  }

  /** As `paintPicture` does, but many times a second: colours are looked up. */
  #paint(plan: Plan, outputs: Float32Array): void {
    const { canvas } = this;
    canvas.width = plan.width;
    canvas.height = plan.height;
    const context = canvas.getContext("2d");
    if (context === null) throw new Error("Expected a canvas to paint on but found none");
    const image = context.createImageData(plan.width, plan.height);
    const pixels = new Uint32Array(image.data.buffer).fill(BETWEEN);
    const limit = largestMagnitude(outputs) || 1;
    const isSigned = outputs.some((value) => value < 0);
    const shades = isSigned ? signedShades : unsignedShades;
    for (let output = 0; output < plan.shown; output++) {
      const share = isSigned ? (outputs[output] / limit + 1) / 2 : outputs[output] / limit;
      const [column, row] = plan.placeOf(output);
      pixels[row * plan.width + column] = shades[Math.round(share * (SHADES - 1))];
    }
    context.putImageData(image, 0, 0);
  }

  #pointAt({ clientX, clientY }: PointerEvent): void {
    if (this.#plan === undefined) return;
    const box = this.canvas.getBoundingClientRect();
    const column = Math.floor((clientX - box.left) * this.#plan.width / box.width);
    const row = Math.floor((clientY - box.top) * this.#plan.height / box.height);
    const output = this.#plan.outputAt(column, row);
    if (output === undefined) return;
    this.#output = output;
    this.#pointed(output);
  }

  #step(event: KeyboardEvent): void {
    const step = steps.get(event.key);
    if (this.#plan === undefined || step === undefined) return;
    event.preventDefault();
    const [column, row] = this.#plan.placeOf(this.#output);
    // A line of pixels between two channels is stepped over.
    for (const length of [1, 2]) {
      const output = this.#plan.outputAt(column + length * step[0], row + length * step[1]);
      if (output === undefined) continue;
      this.#output = output;
      return this.#pointed(output);
    }
  }
}

/** Shades of a colour that are told apart. */
const SHADES = 256;

/** From the smallest number of a scale to the largest, as pixels of a canvas. */
const signedShades = shadesOf((share) => divergingColour(2 * share - 1));
const unsignedShades = shadesOf(sequentialColour);

/** The grey between channels; it can be seen on light and on dark pages. */
const BETWEEN = pixelOf([128, 140, 152]);

function shadesOf(colourAt: (share: number) => Colour): Uint32Array {
  return Uint32Array.from({ length: SHADES }, (_, i) => pixelOf(colourAt(i / (SHADES - 1))));
}

/** Red, green, blue and opacity in the order that they have in memory. */
function pixelOf([red, green, blue]: Colour): number {
  return new Uint32Array(Uint8Array.of(red, green, blue, 255).buffer)[0];
}

const steps: ReadonlyMap<string, readonly [number, number]> = new Map([
  ["ArrowLeft", [-1, 0]],
  ["ArrowRight", [1, 0]],
  ["ArrowUp", [0, -1]],
  ["ArrowDown", [0, 1]],
]);

/** Channels side by side, with a line of pixels between them. */
function planOfMaps(shape: readonly [number, number, number]): Plan {
  const { channels, width, height } = extentsOf(shape);
  const shown = Math.min(channels, MOST_CHANNELS);
  const columns = evenColumns(shown, Math.ceil(Math.sqrt(2 * shown)));
  const [pitchX, pitchY] = [width + 1, height + 1];
  return {
    width: columns * pitchX - 1,
    height: Math.ceil(shown / columns) * pitchY - 1,
    shown: shown * width * height,
    outputAt(column, row) {
      const channel = Math.floor(row / pitchY) * columns + Math.floor(column / pitchX);
      const [x, y] = [column % pitchX, row % pitchY];
      const isInside = column >= 0 && row >= 0 && column < columns * pitchX && channel < shown;
      return isInside && x < width && y < height ? (channel * height + y) * width + x : undefined;
    },
    placeOf(output) {
      const channel = Math.floor(output / (width * height));
      const [x, y] = [output % width, Math.floor(output / width) % height];
      return [channel % columns * pitchX + x, Math.floor(channel / columns) * pitchY + y];
    },
  };
}

/** Values in rows. */
function planOfList(count: number): Plan {
  const shown = Math.min(count, MOST_VALUES);
  const columns = evenColumns(shown, MOST_COLUMNS);
  return {
    width: columns,
    height: Math.ceil(shown / columns),
    shown,
    outputAt(column, row) {
      const output = row * columns + column;
      return column >= 0 && column < columns && row >= 0 && output < shown ? output : undefined;
    },
    placeOf: (output) => [output % columns, Math.floor(output / columns)],
  };
}

/** Columns for so many things: rather fewer or more than wanted, up to half or twice, than with gaps. */
function evenColumns(count: number, wanted: number): number {
  const distance = (columns: number) => Math.abs(Math.log(columns / wanted));
  const even = Array.from({ length: count }, (_, i) => i + 1)
    .filter((columns) => count % columns === 0 && columns <= MOST_COLUMNS)
    .sort((a, b) => distance(a) - distance(b))[0] ?? 1;
  return distance(even) <= Math.log(2) ? even : Math.min(count, wanted);
}

/** How large a value is shown where there is room. */
function pixelsPerValue({ width }: Plan, isImage: boolean): number {
  return Math.max(1, Math.min(isImage ? 6 : 14, Math.floor(640 / width)));
}
