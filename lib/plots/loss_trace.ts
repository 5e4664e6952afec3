/** Pairs of epoch and loss, in the order of the epochs. */
export type LossPoints = readonly (readonly [number, number])[];

/**
 * How a loss went, in few points however long it goes on: each stands for equally many losses, with
 * their mean. When there are too many points, neighbours become one.
 */
export class LossTrace {
  readonly #most: number;
  #points: (readonly [number, number])[] = [];
  /** Losses in a point. */
  #stride = 1;
  /** What the next point is made of. */
  #count = 0;
  #epochs = 0;
  #losses = 0;
  #latest: number | undefined;

  /** @param most More points than it ever has; an even number. */
  constructor(most = 256) {
    this.#most = most;
  }

  /** The points so far. */
  get points(): LossPoints {
    return this.#points;
  }

  /** The loss that was added last. */
  get latest(): number | undefined {
    return this.#latest;
  }

  /**
   * Adds a loss.
   *
   * @param epoch When it was: the epochs that are done, and the share of the current one.
   */
  add(epoch: number, loss: number): void {
    this.#latest = loss;
    this.#epochs += epoch;
    this.#losses += loss;
    if (++this.#count < this.#stride) return;
    this.#points.push([this.#epochs / this.#count, this.#losses / this.#count]);
    this.#count = this.#epochs = this.#losses = 0;
    if (this.#points.length < this.#most) return;
    this.#points = mergeNeighbours(this.#points);
    this.#stride *= 2;
  }
}

/** Merges neighbours, for as often as there are more than so many points. */
export function mergePoints(points: LossPoints, most: number): LossPoints {
  return points.length <= most ? points : mergePoints(mergeNeighbours(points), most);
}

/** Makes one point of each two, their mean; a last one that has no neighbour stays. */
function mergeNeighbours(points: LossPoints): (readonly [number, number])[] {
  return Array.from({ length: Math.ceil(points.length / 2) }, (_, i) => {
    const [epoch0, loss0] = points[2 * i];
    const [epoch1, loss1] = points[2 * i + 1] ?? points[2 * i];
    return [(epoch0 + epoch1) / 2, (loss0 + loss1) / 2];
  });
}
