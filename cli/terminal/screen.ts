import { isQuiet } from "./say.ts";

/** A terminal as what draws on it sees it. */
export interface Screen {
  /** Whether colours are welcome. */
  readonly isColoured: boolean;
  /** Its size in characters, of which `rows` may be drawn on; it may change at any time. */
  size(): { readonly columns: number; readonly rows: number };
  /** Prints a line of the results. */
  print(line: string): void;
  /** Writes what is only to be looked at, escape sequences included. */
  write(text: string): void;
}

/** Least time from one drawing of something that changes to the next, in milliseconds. */
export const DRAWING_INTERVAL = 100;

/** The terminal behind stderr, if there is one and something may be drawn on it; results go to stdout. */
export function openScreen(): Screen | undefined {
  if (isQuiet() || !Deno.stderr.isTerminal()) return undefined;
  // What comes through a pipe, such as that of tee, arrives at any time and may then be overwritten:
  // a single line of its own is all that it is safe to draw.
  const most = Deno.stdout.isTerminal() ? Infinity : 1;
  return {
    isColoured: !Deno.noColor,
    size() {
      const { columns, rows } = Deno.consoleSize();
      // A terminal that was not told its size says that it has none.
      return { columns: columns || 80, rows: Math.min(rows || 24, most) };
    },
    print: (line) => console.log(line),
    write: writeToStderr,
  };
}

function writeToStderr(text: string): void {
  let bytes = new TextEncoder().encode(text);
  while (bytes.length > 0) bytes = bytes.subarray(Deno.stderr.writeSync(bytes));
}

/**
 * The lowest lines of a terminal, drawn again and again in their place.
 *
 * The cursor rests behind the last of them and no mode of the terminal is ever changed, so that the
 * program may be ended at any time.
 */
export class LiveArea {
  readonly #screen: Screen;
  /** Lines on the screen. */
  #height = 0;

  constructor(screen: Screen) {
    this.#screen = screen;
  }

  /** Whether there is something on the screen. */
  get isShown(): boolean {
    return this.#height > 0;
  }

  /** Draws lines where the ones before were; each must be shorter than the terminal is wide. */
  draw(lines: readonly string[]): void {
    // Overwriting, and erasing only what is left, does not flicker.
    const text = lines.map((line) => `${line}\x1b[K`).join("\n");
    this.#screen.write(`${this.#toStart()}${text}\x1b[J`);
    this.#height = lines.length;
  }

  /** Takes the lines away. */
  erase(): void {
    if (this.isShown) this.#screen.write(`${this.#toStart()}\x1b[J`);
    this.#height = 0;
  }

  /**
   * Moves the cursor to the first character. Where a terminal that has become narrower has broken
   * lines, some stay: to move further would erase results where it has not.
   */
  #toStart(): string {
    return this.#height > 1 ? `\r\x1b[${this.#height - 1}A` : "\r";
  }
}
