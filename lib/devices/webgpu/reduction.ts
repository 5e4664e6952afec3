import type { Scalar } from "../scalar.ts";
import { atElement } from "./elementwise.ts";
import type { Place } from "./gpu_array.ts";
import { type ArrayBinding, Kernel, type NumberType } from "./kernel.ts";
import type { Recorder } from "./recorder.ts";
import { combineLanes } from "./wgsl.ts";

/** Invocations of a workgroup. */
const WORKGROUP = 256;

/** Terms of an invocation, before another workgroup shares the work. */
const TERMS = 16;

/** Most workgroups; one adds their sums up. */
const MOST_WORKGROUPS = WORKGROUP;

/** What a {@linkcode reduction} is made of. */
export interface ReductionSource<Arrays extends string, Numbers extends string> {
  /** Said where it does not compile. */
  readonly name: string;
  /** The arrays, and `partial`, which receives the sum of each workgroup. */
  readonly arrays: Readonly<Record<Arrays | "partial", ArrayBinding>>;
  /** The numbers; `count`, the number of terms, and `factor`, which their sum is multiplied by, are two. */
  readonly numbers: Readonly<Record<Numbers | "count" | "factor", NumberType>>;
  /** Statements for term number `i` that add to `sum`; `x[i]` is element number `i` of an array `x`. */
  readonly code: string;
  /** Functions and constants that the statements use. */
  readonly declarations?: string;
}

/** A kernel that sums terms up, for {@linkcode sum}. */
export function reduction<Arrays extends string, Numbers extends string>(
  { name, arrays, numbers, code, declarations = "" }: ReductionSource<Arrays, Numbers>,
): Kernel<Arrays | "partial", Numbers | "count" | "factor"> {
  return new Kernel({
    name,
    arrays,
    numbers,
    code: `${declarations}
var<workgroup> sums: array<f32, ${WORKGROUP}>;

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(local_invocation_index) lane: u32,
  @builtin(workgroup_id) workgroup: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
) {
  var sum = 0.0;
  for (var i = invocation.x; i < p.count; i += ${WORKGROUP}u * workgroups.x) {
    ${atElement(code)}
  }
  sums[lane] = sum;
  ${combineLanes("sums", WORKGROUP)}
  if (lane == 0u) { partial[p.partialStart + workgroup.x] = p.factor * sums[0]; }
}`,
  });
}

const totalKernel = reduction({
  name: "total",
  arrays: { x: "read f32", partial: "write f32" },
  numbers: { count: "u32", factor: "f32" },
  code: "sum += x[i];",
});

/** How many workgroups share `terms` elements. */
export function workgroupsOfSum(terms: number): number {
  return Math.min(Math.max(1, Math.ceil(terms / (TERMS * WORKGROUP))), MOST_WORKGROUPS);
}

/** Adds up `count` numbers that other kernels have left in `x`. */
export function addUp(gpu: Recorder, x: Place, count: number, partial: Place): void {
  gpu.run(totalKernel, { x, partial }, { count, factor: 1 }, [1]);
}

/**
 * Records a sum.
 *
 * @param terms How many elements it goes over.
 * @param record Runs a {@linkcode reduction} in so many workgroups, with the place for their sums.
 */
export function sum(
  gpu: Recorder,
  terms: number,
  record: (partial: Place, workgroups: number) => void,
): Scalar {
  const { scalar, place } = gpu.newScalar();
  const workgroups = workgroupsOfSum(terms);
  if (workgroups === 1) record(place, 1);
  else {
    const partial = gpu.scratch(workgroups);
    record(partial, workgroups);
    addUp(gpu, partial, workgroups, place);
  }
  return scalar;
}
