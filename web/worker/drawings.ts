import { Dataset } from "../../lib/data/dataset.ts";
import { className } from "../../lib/data/class_names.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { type Shape, sizeOf } from "../../lib/shape.ts";

/** The name that a configuration has for what was drawn. */
export const DRAWINGS = "drawings";

/** Images of the user's hand, of one size, each with its class. */
export class Drawings {
  readonly #images: { readonly pixels: Uint8Array; readonly name: string }[] = [];
  #shape: Shape = [1, 28, 28];

  /**
   * Adds an image; those of another size are dropped.
   *
   * @returns How many there are now.
   * @throws {FormatError} If the class has no usable name.
   */
  add(pixels: Uint8Array, shape: Shape, name: string): number {
    if (shape.join() !== this.#shape.join()) this.#images.length = 0;
    this.#shape = shape;
    this.#images.push({ pixels, name: className(name) });
    return this.#images.length;
  }

  /**
   * All of them, with the classes that occur, in alphabetical order.
   *
   * @throws {FormatError} If there are none.
   */
  dataset(): Dataset {
    if (this.#images.length === 0) {
      throw new FormatError("Expected drawings that were kept but found none; keep some first");
    }
    const names = Array.from(new Set(this.#images.map(({ name }) => name))).sort();
    const size = sizeOf(this.#shape);
    const images = new Uint8Array(this.#images.length * size);
    this.#images.forEach(({ pixels }, i) => images.set(pixels, i * size));
    const labels = Uint8Array.from(this.#images, ({ name }) => names.indexOf(name));
    return new Dataset(images, labels, this.#shape, names.length, names);
  }
}
