import type { Activations } from "../activations.ts";
import { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";
import { combineLanes, exponentials } from "./wgsl.ts";

/** Invocations of a workgroup, which shares a row. */
const WORKGROUP = 32;

/** Most workgroups; where there are more rows, each treats several. */
const MOST_WORKGROUPS = 16384;

/** A loop over rows, from column `c` of each invocation on in steps of the workgroup. */
function forEachRow(code: string): string {
  return `${exponentials}
var<workgroup> found: array<f32, ${WORKGROUP}>;

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
) {
  for (var row = workgroup.x; row < p.rows; row += workgroups.x) {
    let first = row * p.columns + lane;
    let end = (row + 1u) * p.columns;
    ${code}
  }
}`;
}

/** What `found` of all invocations comes to, in `result`. */
function combine(pair: string, result: string): string {
  return `
    ${combineLanes("found", WORKGROUP, { pair })}
    workgroupBarrier();
    let ${result} = found[0];
    workgroupBarrier();`;
}

const LARGER = "max(a, b)";
const SUM = "a + b";
const LEAST = "-3.4028234e38";

const softmaxKernel = new Kernel({
  name: "softmax",
  arrays: { x: "read f32", y: "write f32" },
  numbers: { rows: "u32", columns: "u32" },
  code: forEachRow(`
    found[lane] = ${LEAST};
    for (var c = first; c < end; c += ${WORKGROUP}u) { found[lane] = max(found[lane], x[p.xStart + c]); }
    ${combine(LARGER, "maximum")}
    found[lane] = 0.0;
    for (var c = first; c < end; c += ${WORKGROUP}u) {
      let power = exponential(x[p.xStart + c] - maximum);
      y[p.yStart + c] = power;
      found[lane] += power;
    }
    ${combine(SUM, "sum")}
    for (var c = first; c < end; c += ${WORKGROUP}u) { y[p.yStart + c] /= sum; }`),
});

const softmaxBackwardKernel = new Kernel({
  name: "softmax backward",
  arrays: { y: "read f32", error: "read f32", inputError: "write f32" },
  numbers: { rows: "u32", columns: "u32" },
  code: forEachRow(`
    found[lane] = 0.0;
    for (var c = first; c < end; c += ${WORKGROUP}u) {
      found[lane] += error[p.errorStart + c] * y[p.yStart + c];
    }
    ${combine(SUM, "product")}
    for (var c = first; c < end; c += ${WORKGROUP}u) {
      inputError[p.inputErrorStart + c] = y[p.yStart + c] * (error[p.errorStart + c] - product);
    }`),
});

/** Softmax of rows, and its backward pass; a workgroup for each row. */
export function softmaxes(gpu: Recorder): Pick<Activations, "softmax" | "softmaxBackward"> {
  return {
    softmax(x, y) {
      const { rows, columns } = x;
      gpu.run(softmaxKernel, { x, y }, { rows, columns }, [Math.min(rows, MOST_WORKGROUPS)]);
    },
    softmaxBackward(y, error, inputError) {
      const { rows, columns } = y;
      const operands = { y, error, inputError };
      const workgroups = [Math.min(rows, MOST_WORKGROUPS)];
      gpu.run(softmaxBackwardKernel, operands, { rows, columns }, workgroups);
    },
  };
}
