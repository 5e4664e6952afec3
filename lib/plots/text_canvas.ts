/** Gives a piece of text its colour, as with an escape sequence. */
export type Paint = (text: string) => string;

/** The bit of each dot of a braille character, `dotBits[row][column]` (Unicode 16, chapter 21.1). */
const dotBits = [[0x01, 0x08], [0x02, 0x10], [0x04, 0x20], [0x40, 0x80]];

/** The braille character without dots. */
const NO_DOTS = 0x2800;

/**
 * A drawing of characters: dots, two by four in each character, and single characters over them.
 *
 * Places are counted in dots, from the left and from the top; whatever lies outside is left out. The
 * latest to be drawn into a character decides its colour.
 *
 * @example
 * ```ts
 * import { TextCanvas } from "./text_canvas.ts";
 * import { assertEquals } from "@std/assert";
 *
 * const canvas = new TextCanvas(2, 1);
 * canvas.drawLine([0, 0], [3, 3]);
 * assertEquals(canvas.toLines(), ["⠑⢄"]);
 * ```
 */
export class TextCanvas {
  readonly columns: number;
  readonly rows: number;
  readonly #dots: Uint8Array;
  readonly #marks: (string | undefined)[];
  readonly #paints: (Paint | undefined)[];

  /**
   * @param columns Width in characters.
   * @param rows Height in characters.
   */
  constructor(columns: number, rows: number) {
    this.columns = columns;
    this.rows = rows;
    this.#dots = new Uint8Array(columns * rows);
    this.#marks = new Array(columns * rows);
    this.#paints = new Array(columns * rows);
  }

  /** Sets a dot. */
  drawDot([x, y]: readonly [number, number], paint?: Paint): void {
    const cell = this.#cellAt(x, y);
    if (cell === undefined) return;
    this.#dots[cell] |= dotBits[y % 4][x % 2];
    this.#paints[cell] = paint;
  }

  /** Sets the dots of the straight line from one place to another, both included. */
  drawLine(
    [x0, y0]: readonly [number, number],
    [x1, y1]: readonly [number, number],
    paint?: Paint,
  ): void {
    const steps = Math.max(Math.abs(x1 - x0), Math.abs(y1 - y0), 1);
    for (let step = 0; step <= steps; step++) {
      const share = step / steps;
      const x = Math.round(x0 + share * (x1 - x0));
      const y = Math.round(y0 + share * (y1 - y0));
      this.drawDot([x, y], paint);
    }
  }

  /** Writes a character into the one that has the dot at a place, instead of its dots. */
  drawMark([x, y]: readonly [number, number], mark: string, paint?: Paint): void {
    const cell = this.#cellAt(x, y);
    if (cell === undefined) return;
    this.#marks[cell] = mark;
    this.#paints[cell] = paint;
  }

  /** The drawing, a string for each row, without blanks at its end. */
  toLines(): string[] {
    return Array.from({ length: this.rows }, (_, row) => this.#rowText(row));
  }

  #cellAt(x: number, y: number): number | undefined {
    const [column, row] = [Math.floor(x / 2), Math.floor(y / 4)];
    const isInside = column >= 0 && column < this.columns && row >= 0 && row < this.rows;
    return isInside ? row * this.columns + column : undefined;
  }

  /** Neighbours of one colour are painted together, which keeps the text short. */
  #rowText(row: number): string {
    const from = row * this.columns;
    let to = from + this.columns;
    while (to > from && this.#character(to - 1) === " ") to--;
    let text = "";
    for (let start = from, end = from; start < to; start = end) {
      let piece = "";
      const paint = this.#paints[start];
      for (; end < to && this.#paints[end] === paint; end++) piece += this.#character(end);
      text += paint === undefined ? piece : paint(piece);
    }
    return text;
  }

  #character(cell: number): string {
    const dots = this.#dots[cell];
    return this.#marks[cell] ?? (dots === 0 ? " " : String.fromCharCode(NO_DOTS + dots));
  }
}
