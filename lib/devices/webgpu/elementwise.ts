import { type ArrayBinding, Kernel, type NumberType } from "./kernel.ts";

/** Invocations of a workgroup of an {@linkcode elementwise} kernel. */
export const WORKGROUP = 256;

/** Most workgroups; where there are more elements, each invocation treats several. */
const MOST_WORKGROUPS = 16384;

/** What an {@linkcode elementwise} kernel is made of. */
export interface ElementwiseSource<Arrays extends string, Numbers extends string> {
  /** Said where it does not compile. */
  readonly name: string;
  /** The arrays. */
  readonly arrays: Readonly<Record<Arrays, ArrayBinding>>;
  /** The numbers, each a field of `p` in the code; `count`, the number of elements, is one. */
  readonly numbers: Readonly<Record<Numbers, NumberType>>;
  /** Statements for element number `i`, which is `x[i]` of an array `x`. */
  readonly code: string;
  /** Functions and constants that the statements use. */
  readonly declarations?: string;
}

/** A kernel that treats one element after another, each by itself, in {@linkcode workgroupsFor} them. */
export function elementwise<Arrays extends string, Numbers extends string>(
  { name, arrays, numbers, code, declarations = "" }: ElementwiseSource<Arrays, Numbers>,
): Kernel<Arrays, Numbers> {
  return new Kernel({
    name,
    arrays,
    numbers,
    code: `${declarations}
@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(global_invocation_id) invocation: vec3u,
  @builtin(num_workgroups) workgroups: vec3u,
) {
  for (var i = invocation.x; i < p.count; i += ${WORKGROUP}u * workgroups.x) {
    ${atElement(code)}
  }
}`,
  });
}

/** How many workgroups an {@linkcode elementwise} kernel takes for `count` elements. */
export function workgroupsFor(count: number): number {
  return Math.min(Math.ceil(count / WORKGROUP), MOST_WORKGROUPS);
}

/** Code with each `x[i]` written out as the element of a view. */
export function atElement(code: string): string {
  return code.replace(/(?<![.\w])(\w+)\[i\]/g, "$1[p.$1Start + i]");
}
