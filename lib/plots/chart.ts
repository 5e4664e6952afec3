/** What a picture of data shows. How it looks is left to the one who draws it. */
export type Chart = Lines | HeatMap | Tiles | Panels;

/** What every chart has. */
export interface Caption {
  /** Name of its file, without ending: `confusion-matrix`. */
  readonly id: string;
  /** Written above it. */
  readonly title: string;
  /** Written small below the title. */
  readonly subtitle?: string;
  /** What there is to see, in a sentence, for who cannot see it. */
  readonly description: string;
}

/** An axis with numbers. */
export interface Axis {
  /** What it measures, with the unit if it has one. */
  readonly label: string;
  /** `linear` when left out. */
  readonly scale?: "linear" | "log";
  /**
   * The smallest and the largest number shown, positive on a logarithmic axis; round ones around those
   * of the data when left out.
   */
  readonly range?: readonly [number, number];
  /**
   * The smallest and the largest value that there can be, such as 0 and 100 of a share in percent: an
   * axis without a range goes no further, unless its data does. There are none when left out.
   */
  readonly limits?: readonly [number, number];
}

/**
 * Colours have meanings, the same in all charts: data that is trained on, and so on. A `class` is one of
 * several things that are compared, and `rest` are those of them that are not told apart. A `model` is
 * what was learned of the data: a fitted function, or the boundary between decisions.
 */
export type Role = "training" | "validation" | "test" | "reference" | "class" | "rest" | "model";

/** An x, with the lower and the upper end of a range there. */
export type Extent = readonly [x: number, low: number, high: number];

/** One line of a chart. */
export interface Line {
  /** What the legend calls it. */
  readonly name: string;
  /**
   * Pairs of x and y, in the order in which they are joined. The line is broken where one of them is
   * not finite, or not positive on a logarithmic axis.
   */
  readonly points: readonly (readonly [number, number])[];
  /** What it stands for, which decides its colour. */
  readonly role: Role;
  /**
   * How it goes from point to point: `straight`; in a `step` that keeps its height up to the next
   * point, as bars of a histogram do; or not at all, as `points` that are only marked, each for
   * itself. `straight` when left out.
   */
  readonly shape?: "straight" | "step" | "points";
  /**
   * An area in the colour of the line, such as that of a deviation around a mean: the ends that it has
   * at each x, in the order in which they are joined. It is broken where one of these numbers is not
   * finite; what a logarithmic axis cannot show of it is cut off. There is none when left out.
   */
  readonly band?: readonly Extent[];
}

/** Lines over a common pair of axes: learning curves, PR and ROC curves, histograms, scattered points. */
export interface Lines extends Caption {
  /** Tells it from other charts. */
  readonly kind: "lines";
  /** The horizontal axis. */
  readonly x: Axis;
  /** The vertical axis. */
  readonly y: Axis;
  /** What the legend names, in its order; later ones cover earlier ones, and all cover the rest. */
  readonly lines: readonly Line[];
  /**
   * Colours of all that is between the axes, which need ranges for that: the regions of classes, say.
   * The page shines through, light or dark. There are none when left out.
   */
  readonly ground?: Picture;
}

/** A matrix of numbers as colours. */
export interface HeatMap extends Caption {
  /** Tells it from other charts. */
  readonly kind: "heat map";
  /** What rows stand for. */
  readonly rowLabel: string;
  /** What columns stand for. */
  readonly columnLabel: string;
  /** Names of the rows, from the top. */
  readonly rows: readonly string[];
  /** Names of the columns, from the left. */
  readonly columns: readonly string[];
  /** A number for each cell: `values[row][column]`; it decides the colour. NaN has none. */
  readonly values: readonly (readonly number[])[];
  /** What is written into each cell; nothing when left out. */
  readonly texts?: readonly (readonly string[])[];
  /** Whether colours go from zero to the largest, or both ways from zero. */
  readonly scale: "sequential" | "diverging";
  /** What the colours measure. */
  readonly valueLabel: string;
}

/** What colours of numbers mean. */
export interface ColourScale {
  /** Whether colours go from zero to the limit, or both ways from zero. */
  readonly scale: "sequential" | "diverging";
  /** What the numbers measure. */
  readonly label: string;
  /** The magnitude of the strongest colour. */
  readonly limit: number;
  /** Whether some numbers are beyond the limit, and look like it; none are when left out. */
  readonly isClipped?: boolean;
}

/** A picture in colour. */
export interface Picture {
  /** In pixels. */
  readonly width: number;
  /** In pixels. */
  readonly height: number;
  /** Red, green and blue of each pixel, row by row. */
  readonly pixels: Uint8Array;
}

/** One of many small pictures. */
export interface Tile {
  /** Enlarged by a whole number if it is small. */
  readonly picture: Picture;
  /** Lines of text below it; very long ones are cut short. */
  readonly captions: readonly string[];
}

/** Small pictures side by side: images, weights, filters, activation maps. */
export interface Tiles extends Caption {
  /** Tells it from other charts. */
  readonly kind: "tiles";
  /** Row by row. */
  readonly tiles: readonly Tile[];
  /** Tiles in a row; as the one who draws them likes when left out. */
  readonly columns?: number;
  /** What the colours mean, if the pictures are of numbers. */
  readonly colours?: ColourScale;
}

/** Several small charts as one. */
export interface Panels extends Caption {
  /** Tells it from other charts. */
  readonly kind: "panels";
  /** Row by row. */
  readonly panels: readonly (Lines | HeatMap)[];
}
