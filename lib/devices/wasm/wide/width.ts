import type { Kernels } from "../kernel_signatures.ts";

/** What chooses between the tiles of products, and runs them. */
type TileKernels = Pick<Kernels, "setWide" | "runTiles">;

/** Operations from one look at the clock to the next. */
const OPERATIONS = 16;

/** Milliseconds to the first timing, and at most from one to the next; each pause is twice the last. */
const FIRST_PAUSE = 20;
const LONGEST_PAUSE = 1000;

/** Products of one timing, and how often it is done: some 10 microseconds each time. */
const PRODUCTS = 10;
const TIMINGS = 5;

/** The wide tiles are used where they take less than this share of the time. */
const SHARE = 0.8;

/**
 * Lets kernels use the wide tiles while these are faster, which they are where V8 pairs their
 * operations: it cannot be asked. As V8 optimizes code only after a while, and in its own time, they are
 * timed again and again. Both kinds give the same bits.
 */
export class Width {
  readonly #kernels: TileKernels;
  #operations = 0;
  #pause = FIRST_PAUSE;
  #next: number;
  #isWide = false;

  constructor(kernels: TileKernels) {
    this.#kernels = kernels;
    this.#next = performance.now() + this.#pause;
  }

  /** Whether the wide tiles are used at present. */
  get isWide(): boolean {
    return this.#isWide;
  }

  /** Times the tiles if it is time to; before an operation that may use them. */
  consider(): void {
    if (++this.#operations % OPERATIONS !== 0) return;
    const now = performance.now();
    if (now < this.#next) return;
    this.#isWide = this.#timeOf(1) < SHARE * this.#timeOf(0);
    this.#kernels.setWide(Number(this.#isWide));
    this.#pause = Math.min(2 * this.#pause, LONGEST_PAUSE);
    this.#next = now + this.#pause;
  }

  #timeOf(wide: number): number {
    let best = Infinity;
    for (let i = 0; i < TIMINGS; i++) {
      const start = performance.now();
      this.#kernels.runTiles(wide, PRODUCTS);
      best = Math.min(best, performance.now() - start);
    }
    return best;
  }
}
