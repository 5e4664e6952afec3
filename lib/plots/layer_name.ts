/** Which layer of a network a chart is about. */
export interface LayerName {
  /** Its number, from 1. */
  readonly layer: number;
  /** What it is called, with its number: `3 dense 500`. */
  readonly name: string;
}
