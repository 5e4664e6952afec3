import type { Screen } from "../../../cli/terminal/screen.ts";

/** A terminal that shows what a user would see; it knows only the sequences that are to be used. */
export class FakeScreen implements Screen {
  isColoured = false;
  columns: number;
  rows: number;
  /** All that was drawn, a text for each call of `write`. */
  readonly written: string[] = [];
  /** All that was printed. */
  readonly printed: string[] = [];
  #lines: string[] = [""];
  #row = 0;
  #column = 0;

  constructor(columns = 80, rows = 24) {
    this.columns = columns;
    this.rows = rows;
  }

  /** What there is to see, without blanks at the ends of lines. */
  get lines(): string[] {
    return this.#lines.map((line) => line.trimEnd());
  }

  size(): { columns: number; rows: number } {
    return { columns: this.columns, rows: this.rows };
  }

  print(line: string): void {
    this.printed.push(line);
    this.show(`${line}\n`);
  }

  write(text: string): void {
    this.written.push(text);
    this.show(text);
  }

  /** Does what a terminal does with a text. */
  show(text: string): void {
    const sequence = /\[([\d;]*)([A-Za-z])/y;
    for (let i = 0; i < text.length; i++) {
      if (text[i] !== "\x1b") {
        this.#put(text[i]);
        continue;
      }
      sequence.lastIndex = i + 1;
      const [whole, parameters, name] = sequence.exec(text) ?? [];
      if (whole === undefined) throw new Error(`Expected a sequence in ${JSON.stringify(text)}`);
      this.#control(name, parameters);
      i += whole.length;
    }
  }

  #put(character: string): void {
    if (character === "\r") this.#column = 0;
    else if (character === "\n") this.#feedLine();
    else {
      if (this.#column === this.columns) this.#feedLine();
      const line = this.#lines[this.#row].padEnd(this.#column);
      this.#lines[this.#row] = line.slice(0, this.#column) + character +
        line.slice(this.#column + 1);
      this.#column++;
    }
  }

  #feedLine(): void {
    this.#row++;
    this.#column = 0;
    if (this.#row === this.#lines.length) this.#lines.push("");
  }

  #control(name: string, parameters: string): void {
    const line = this.#lines[this.#row].slice(0, this.#column);
    if (name === "A") this.#row = Math.max(0, this.#row - Number(parameters));
    else if (name === "K") this.#lines[this.#row] = line;
    else if (name === "J") this.#lines.splice(this.#row, Infinity, line);
    else if (name !== "m") throw new Error(`Expected no sequence ${parameters}${name}`);
  }
}
