import type { Chart } from "../../lib/plots/chart.ts";

/** Charts that show one thing. */
export interface Figure {
  /** The word that calls it. */
  readonly name: string;
  /** What it shows, in one line without a full stop. */
  readonly summary: string;
  /** Draws it anew, the same each time. */
  charts(): Chart[];
}
