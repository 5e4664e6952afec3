import type { Measures } from "../measures.ts";
import type { Recorder } from "./recorder.ts";
import { reduction, sum } from "./reduction.ts";
import { isNan } from "./wgsl.ts";

/** Its terms are samples. */
const classifyKernel = reduction({
  name: "classify",
  arrays: {
    scores: "read f32",
    labels: "read i32",
    rows: "read i32",
    classes: "write i32",
    partial: "write f32",
  },
  numbers: { count: "u32", factor: "f32", columns: "u32", threshold: "f32" },
  code: `let first = p.scoresStart + i * p.columns;
  var best = scores[first];
  var winner = 0u;
  if (p.columns == 1u) { winner = u32(best > p.threshold && !isNan(best)); }
  for (var c = 1u; c < p.columns; c++) {
    let score = scores[first + c];
    if (score > best && !isNan(score) && !isNan(best)) { best = score; winner = c; }
  }
  classes[i] = i32(winner);
  if (i32(winner) != labels[p.labelsStart + u32(rows[i])]) { sum += 1.0; }`,
  declarations: isNan,
});

const squaredErrorKernel = reduction({
  name: "squaredError",
  arrays: { outputs: "read f32", targets: "read f32", partial: "write f32" },
  numbers: { count: "u32", factor: "f32" },
  code: `let difference = outputs[i] - targets[i];
  sum += difference * difference;`,
});

/** What is measured of a batch besides its loss. */
export function measures(gpu: Recorder): Measures {
  return {
    classify: (scores, threshold, labels, rows, classes) =>
      sum(gpu, scores.data.length, (partial, workgroups) => {
        const numbers = { count: scores.rows, factor: 1, columns: scores.columns, threshold };
        const operands = { scores, labels, rows, classes, partial };
        gpu.run(classifyKernel, operands, numbers, [workgroups]);
      }),
    squaredError: (outputs, targets) =>
      sum(gpu, outputs.data.length, (partial, workgroups) => {
        const numbers = { count: outputs.data.length, factor: 1 };
        gpu.run(squaredErrorKernel, { outputs, targets, partial }, numbers, [workgroups]);
      }),
  };
}
