import type { Field } from "./field.ts";

/** The mean over squares of `2 radius + 1` pixels; at the edges, over as much of them as there is. */
export function boxMean(field: Field, radius: number): Field {
  return acrossAndDown(field, (input, output, start, step, count) => {
    let [sum, first, last] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      while (last < count && last <= i + radius) sum += input[start + step * last++];
      while (first < i - radius) sum -= input[start + step * first++];
      output[start + step * i] = sum / (last - first);
    }
  });
}

/** The largest value in squares of `2 radius + 1` pixels: a dilation. */
export function boxMaximum(field: Field, radius: number): Field {
  // The candidates for the maximum, each larger than all behind it (Lemire 2006).
  const queue = new Int32Array(Math.max(field.width, field.height));
  return acrossAndDown(field, (input, output, start, step, count) => {
    let [head, tail, next] = [0, 0, 0];
    for (let i = 0; i < count; i++) {
      for (; next < count && next <= i + radius; next++) {
        const value = input[start + step * next];
        while (tail > head && input[start + step * queue[tail - 1]] <= value) tail--;
        queue[tail++] = next;
      }
      while (queue[head] < i - radius) head++;
      output[start + step * i] = input[start + step * queue[head]];
    }
  });
}

/** The smallest value in squares of `2 radius + 1` pixels: an erosion. */
export function boxMinimum(field: Field, radius: number): Field {
  return negative(boxMaximum(negative(field), radius));
}

function negative({ width, height, values }: Field): Field {
  return { width, height, values: values.map((value) => -value) };
}

type Pass = (
  input: Float32Array,
  output: Float32Array,
  start: number,
  step: number,
  count: number,
) => void;

/** What becomes of a field when a pass goes along each row, and then along each column of that. */
function acrossAndDown({ width, height, values }: Field, pass: Pass): Field {
  const across = new Float32Array(values.length);
  for (let y = 0; y < height; y++) pass(values, across, y * width, 1, width);
  const down = new Float32Array(values.length);
  for (let x = 0; x < width; x++) pass(across, down, x, width, height);
  return { width, height, values: down };
}
