import pytorch from "./fixtures/pytorch.json" with { type: "json" };

/** What PyTorch computed for one layer, loss or optimizer; `fixtures/make_pytorch.py` made it. */
export class PytorchCase {
  readonly #case: Readonly<Record<string, unknown>>;

  constructor(name: string) {
    const found = cases[name];
    if (!isRecord(found)) throw new Error(`Expected a case named ${name} in pytorch.json`);
    this.#case = found;
  }

  /** A list of numbers, row-major. */
  numbers(key: string): number[] {
    return asNumbers(this.#case[key], key);
  }

  /** A list of lists of numbers. */
  lists(key: string): number[][] {
    const lists = this.#case[key];
    if (!Array.isArray(lists)) throw new Error(`Expected ${key} to be lists of numbers`);
    return lists.map((list) => asNumbers(list, key));
  }

  /** A single number. */
  number(key: string): number {
    return asNumbers([this.#case[key]], key)[0];
  }

  /** Extents of the tensor `key`, or of the case's only one. */
  shape(key?: string): number[] {
    if (key === undefined) return this.numbers("shape");
    return asNumbers(asRecord(this.#case.shapes, "shapes")[key], key);
  }

  /** A numeric option that the case was made with. */
  option(key: string): number {
    return asNumbers([asRecord(this.#case.options, "options")[key]], key)[0];
  }

  /** Another value, as JSON has it. */
  value(key: string): unknown {
    return this.#case[key];
  }
}

/** `count` rows of one-hot targets for the labels. */
export function oneHot(labels: readonly number[], classes: number): number[][] {
  return labels.map((label) => Array.from({ length: classes }, (_, c) => c === label ? 1 : 0));
}

/** Transposes a row-major `rows × columns` list, such as PyTorch's `outputs × inputs` weights. */
export function transpose(values: readonly number[], rows: number, columns: number): number[] {
  return values.map((_, i) => values[(i % rows) * columns + Math.floor(i / rows)]);
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

export function asRecord(value: unknown, key: string): Record<string, unknown> {
  if (!isRecord(value)) throw new Error(`Expected ${key} to be an object`);
  return value;
}

export function asNumbers(value: unknown, key: string): number[] {
  if (!Array.isArray(value) || !value.every((item) => typeof item === "number")) {
    throw new Error(`Expected ${key} to be numbers`);
  }
  return value;
}

const cases: Record<string, unknown> = pytorch.cases;
