/** The elements of an array in a {@linkcode Kernel}; bytes are read as words of four, `u32`. */
export type ElementType = "f32" | "i32" | "u32" | "vec4<f32>";

/** An array that a {@linkcode Kernel} only reads, or writes and may read. */
export type ArrayBinding = `${"read" | "write"} ${ElementType}`;

/** Type of a number that a {@linkcode Kernel} is given. */
export type NumberType = "f32" | "i32" | "u32";

/** What a {@linkcode Kernel} is made of. */
export interface KernelSource<Arrays extends string, Numbers extends string> {
  /** Said where it does not compile. */
  readonly name: string;
  /** The arrays, by the names that they have in the code. */
  readonly arrays: Readonly<Record<Arrays, ArrayBinding>>;
  /** The numbers, each a field of `p` in the code. */
  readonly numbers: Readonly<Record<Numbers, NumberType>>;
  /**
   * WGSL with an entry point `main`. Element `i` of an array `x` is `x[p.xStart + i]`, as it may be a
   * view of some rows, and never reached in another way. `p.xStart` counts what the array on the host
   * holds: numbers, those of a `vec4<f32>` too, or bytes.
   */
  readonly code: string;
}

/**
 * A program for the GPU, in WGSL, with the arrays and numbers that it takes. It becomes a pipeline on
 * the device that runs it first.
 *
 * An array that is read and written in one call, such as the matrix that an activation overwrites, may
 * not be bound twice; for such calls the program is compiled again, with one binding for both.
 */
export class Kernel<Arrays extends string = string, Numbers extends string = string> {
  /** Said where it does not compile. */
  readonly name: string;
  /** Names of the arrays, in the order of their bindings. */
  readonly arrays: readonly Arrays[];
  /** Of each array, whether it is written. */
  readonly isWritten: readonly boolean[];
  /** Names of the numbers, in the order of their fields. */
  readonly numbers: readonly Numbers[];
  /** Of each number. */
  readonly numberTypes: readonly NumberType[];
  readonly #elementTypes: readonly string[];
  readonly #code: string;

  /** A kernel of any source. */
  constructor({ name, arrays, numbers, code }: KernelSource<Arrays, Numbers>) {
    this.name = name;
    this.arrays = keysOf(arrays);
    const bindings = this.arrays.map((array) => arrays[array].split(" "));
    this.isWritten = bindings.map(([access]) => access === "write");
    this.#elementTypes = bindings.map(([_, type]) => type);
    this.numbers = keysOf(numbers);
    this.numberTypes = this.numbers.map((number) => numbers[number]);
    this.#code = code;
  }

  /**
   * The whole program.
   *
   * @param owners For each array the one whose binding it uses: itself or, where both lie in one buffer,
   * another one, by their numbers.
   * @param isWritten Of each array, whether its binding is for writing.
   */
  wgsl(owners: readonly number[], isWritten: readonly boolean[]): string {
    const fields = [
      ...this.arrays.map((array) => `${array}Start: u32`),
      ...this.numbers.map((number, i) => `${number}: ${this.numberTypes[i]}`),
    ];
    let code = this.#code;
    const bindings: string[] = [];
    this.arrays.forEach((array, i) => {
      if (owners[i] === i) {
        const access = isWritten[i] ? "read_write" : "read";
        const type = this.#elementTypes[i];
        bindings.push(
          `@group(0) @binding(${i + 1}) var<storage, ${access}> ${array}: array<${type}>;`,
        );
      } else {
        const elements = new RegExp(`(?<![.\\w])${array}\\[`, "g");
        code = code.replace(elements, `${this.arrays[owners[i]]}[`);
      }
    });
    return [
      `struct Parameters { ${fields.join(", ")} }`,
      "@group(0) @binding(0) var<uniform> p: Parameters;",
      ...bindings,
      code,
    ].join("\n");
  }
}

function keysOf<Key extends string>(record: Readonly<Record<Key, unknown>>): Key[] {
  const keys: Key[] = [];
  for (const key in record) keys.push(key);
  return keys;
}
