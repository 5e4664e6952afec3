/** A line of the table. */
export interface Measured {
  /** What was measured. */
  readonly what: string;
  /** The figure with its unit. */
  readonly figure: string;
  /** What it is made of, or compared with; empty if there is nothing to say. */
  readonly note: string;
}

/** A time that all measurements together may take. */
export class Budget {
  readonly #end: number;

  /** @param seconds From now on. */
  constructor(seconds: number) {
    this.#end = performance.now() + 1000 * seconds;
  }

  /** Seconds that are left. */
  get left(): number {
    return Math.max(0, (this.#end - performance.now()) / 1000);
  }

  /** Part of what is left. */
  share(seconds: number): Budget {
    return new Budget(Math.min(seconds, this.left));
  }

  get isSpent(): boolean {
    return this.left === 0;
  }
}

/** The head of a table of {@linkcode formatMeasured}. */
export const tableHead = "| what | figure | |\n| --- | --: | --- |";

/** A line of a table in Markdown. */
export function formatMeasured({ what, figure, note }: Measured): string {
  return `| ${what} | ${figure} | ${note} |`;
}

/** Seconds, in the unit that suits them. */
export function formatSeconds(seconds: number): string {
  if (seconds >= 1000) return `${Math.round(seconds)} s`;
  const [factor, unit] = seconds < 1e-3 ? [1e6, "µs"] : seconds < 1 ? [1e3, "ms"] : [1, "s"];
  return `${(factor * seconds).toPrecision(3)} ${unit}`;
}

/** Operations a second, in the unit that suits them. */
export function formatSpeed(flops: number): string {
  return flops < 1e12
    ? `${(flops / 1e9).toPrecision(3)} GFLOP/s`
    : `${(flops / 1e12).toPrecision(3)} TFLOP/s`;
}
