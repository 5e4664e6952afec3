import type { LinearAlgebra } from "../linear_algebra.ts";
import { elementwise } from "./elementwise.ts";
import { Kernel } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";
import { combineLanes } from "./wgsl.ts";

const addRowKernel = elementwise({
  name: "addRow",
  arrays: { row: "read f32", y: "write f32" },
  numbers: { count: "u32", columns: "u32" },
  code: "y[i] += row[p.rowStart + i % p.columns];",
});

/** Columns that a workgroup sums up, and how many invocations share one of them. */
const COLUMNS = 32;
const LANES = 8;

const sumRowsKernel = new Kernel({
  name: "sumRows",
  arrays: { x: "read f32", row: "write f32" },
  numbers: { rows: "u32", columns: "u32", scale: "f32", keep: "f32" },
  code: `
var<workgroup> sums: array<f32, ${COLUMNS * LANES}>;

@compute @workgroup_size(${COLUMNS}, ${LANES})
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_id) local: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let column = invocation.x;
  var sum = 0.0;
  if (column < p.columns) {
    for (var r = local.y; r < p.rows; r += ${LANES}u) {
      sum += x[p.xStart + r * p.columns + column];
    }
  }
  sums[lane] = sum;
  ${combineLanes("sums", COLUMNS * LANES, { totals: COLUMNS })}
  if (local.y > 0u || column >= p.columns) { return; }
  let scaled = p.scale * sums[lane];
  let place = p.rowStart + column;
  if (p.keep == 0.0) { row[place] = scaled; } else { row[place] = scaled + p.keep * row[place]; }
}`,
});

/** Rows added, and rows summed up. */
export function sums(gpu: Recorder): Pick<LinearAlgebra, "addRow" | "sumRows"> {
  return {
    addRow(row, y) {
      gpu.runElementwise(addRowKernel, { row, y }, { count: y.data.length, columns: y.columns });
    },
    sumRows(scale, x, keep, row) {
      const { rows, columns } = x;
      const workgroups = [Math.ceil(columns / COLUMNS)];
      gpu.run(sumRowsKernel, { x, row }, { rows, columns, scale, keep }, workgroups);
    },
  };
}
