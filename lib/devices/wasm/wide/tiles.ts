import { range } from "./instructions.ts";
import type { Tile } from "./tile.ts";

/** Of real matrices: two rows of ten vectors, as the kernels' panels have them. */
export const productTile: Tile = {
  ...{ rows: 2, vectors: 10, depth: 64, free: 4 },
  write(code) {
    const [v, w, b0, b1] = range(4);
    code.splatA(0, 0, v);
    code.splatA(1, 0, w);
    code.advance(0);
    code.advance(1);
    for (let j = 0; j < 10; j += 2) {
      code.loadB(j, b0);
      code.loadB(j + 1, b1);
      code.add(v, b0, j);
      code.add(v, b1, j + 1);
      code.add(w, b0, 10 + j);
      code.add(w, b1, 10 + j + 1);
    }
  },
};

/**
 * Of complex matrices: four rows of two complex vectors, their real parts, then their imaginary parts.
 * A's numbers are `re im` pairs.
 *
 * @param size Bytes of an element.
 */
export function spectralTile(size: number): Tile {
  const rows = 4;
  return {
    ...{ rows, vectors: 4, depth: 32, free: 5 },
    write(code) {
      const [a, re0, re1, im0, im1] = range(5);
      [re0, re1, im0, im1].forEach((b, j) => code.loadB(j, b));
      for (let row = 0; row < rows; row++) {
        const c = 4 * row;
        code.splatA(row, 0, a);
        code.add(a, re0, c);
        code.add(a, re1, c + 1);
        code.add(a, im0, c + 2);
        code.add(a, im1, c + 3);
        code.splatA(row, size, a);
        code.advance(row);
        code.subtract(a, im0, c);
        code.subtract(a, im1, c + 1);
        code.add(a, re0, c + 2);
        code.add(a, re1, c + 3);
      }
    },
  };
}
