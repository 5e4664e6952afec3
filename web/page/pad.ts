/// <reference lib="dom" />
import type { Raster } from "../../lib/data/raster.ts";

/** Extent of the drawing in pixels, however large it is shown. */
const PAD_EXTENT = 280;

/** What it is reduced to, so that the answer follows the stroke at once; still more than MNIST's 28. */
const SEEN_EXTENT = 64;

/** Width of a stroke: a twelfth of the drawing, as of MNIST's digits. */
const STROKE = 23;

/** A canvas to draw on with a mouse, a finger or a pen. */
export class Pad {
  readonly #canvas: HTMLCanvasElement;
  readonly #context: CanvasRenderingContext2D;
  readonly #reduced: CanvasRenderingContext2D;
  readonly #changed: () => void;
  #isEmpty = true;
  /** Whether there is a picture on it that was not drawn here. */
  #isForeign = false;

  /** @param changed Is called after each change. */
  constructor(canvas: HTMLCanvasElement, changed: () => void) {
    this.#canvas = canvas;
    this.#context = contextOf(canvas, PAD_EXTENT);
    this.#reduced = contextOf(document.createElement("canvas"), SEEN_EXTENT);
    this.#changed = changed;
    this.#wipe();
    canvas.addEventListener("pointerdown", (event) => this.#begin(event));
    canvas.addEventListener("pointermove", (event) => this.#goOn(event));
  }

  /** Whether there is nothing on it. */
  get isEmpty(): boolean {
    return this.#isEmpty;
  }

  /** What is on it, reduced. */
  get raster(): Raster {
    const extents = { width: SEEN_EXTENT, height: SEEN_EXTENT };
    this.#reduced.drawImage(this.#canvas, 0, 0, SEEN_EXTENT, SEEN_EXTENT);
    const { data } = this.#reduced.getImageData(0, 0, SEEN_EXTENT, SEEN_EXTENT);
    return { ...extents, channels: 4, depth: 8, data };
  }

  /** Removes everything. */
  clear(): void {
    this.#wipe();
    this.#changed();
  }

  /** Shows a picture in place of the drawing, as large as it fits; it gives way to the next stroke. */
  show(picture: ImageBitmap | HTMLCanvasElement): void {
    this.#wipe();
    const scale = PAD_EXTENT / Math.max(picture.width, picture.height);
    const [width, height] = [scale * picture.width, scale * picture.height];
    const [x, y] = [(PAD_EXTENT - width) / 2, (PAD_EXTENT - height) / 2];
    this.#context.imageSmoothingEnabled = scale < 1;
    this.#context.drawImage(picture, x, y, width, height);
    this.#isEmpty = false;
    this.#isForeign = true;
  }

  #wipe(): void {
    this.#context.fillStyle = "#fff";
    this.#context.fillRect(0, 0, PAD_EXTENT, PAD_EXTENT);
    this.#isEmpty = true;
    this.#isForeign = false;
  }

  #begin(event: PointerEvent): void {
    if (event.button !== 0) return;
    if (this.#isForeign) this.#wipe();
    // A pointer made by a script cannot be captured.
    if (event.isTrusted) this.#canvas.setPointerCapture(event.pointerId);
    const context = this.#context;
    context.lineWidth = STROKE;
    context.lineCap = context.lineJoin = "round";
    context.strokeStyle = "#000";
    context.beginPath();
    context.moveTo(...this.#placeOf(event));
    this.#strokeTo(event);
    this.#changed();
  }

  #goOn(event: PointerEvent): void {
    if ((event.buttons & 1) === 0) return;
    // A frame may bring several points, of which only the last leads to an answer.
    const events = event.getCoalescedEvents?.() ?? [];
    for (const each of events.length > 0 ? events : [event]) this.#strokeTo(each);
    this.#changed();
  }

  /** Goes on from the last point. */
  #strokeTo(event: PointerEvent): void {
    const [x, y] = this.#placeOf(event);
    const context = this.#context;
    context.lineTo(x, y);
    context.stroke();
    context.beginPath();
    context.moveTo(x, y);
    this.#isEmpty = false;
  }

  #placeOf({ clientX, clientY }: PointerEvent): [x: number, y: number] {
    const box = this.#canvas.getBoundingClientRect();
    const x = (clientX - box.left) * PAD_EXTENT / box.width;
    const y = (clientY - box.top) * PAD_EXTENT / box.height;
    return [x, y];
  }
}

function contextOf(canvas: HTMLCanvasElement, extent: number): CanvasRenderingContext2D {
  canvas.width = canvas.height = extent;
  const context = canvas.getContext("2d", { willReadFrequently: true });
  if (context === null) throw new Error("Expected a canvas to draw on but found none");
  context.imageSmoothingQuality = "high";
  return context;
}
