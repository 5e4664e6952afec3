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

/** The terminal behind stderr, if there is one; results go to stdout. */
export function openScreen(): Screen | undefined {
  if (!Deno.stderr.isTerminal()) return undefined;
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
