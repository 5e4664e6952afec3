// Sums over the values that each channel has in a batch, in two stages and always in the same order:
// workgroups sum up parts of a channel, and then an invocation the parts.

import type { Matrix } from "../../matrix.ts";
import { Kernel, type NumberType } from "./kernel.ts";
import { combineLanes } from "./wgsl.ts";

const WORKGROUP = 256;

/** Values that an invocation sums up, at least, before the sums of a workgroup are. */
const VALUES_EACH = 16;

const MOST_PARTS = 256;

/** How a batch is cut into the parts of its channels. */
export interface ChannelParts {
  /** What kernels of {@linkcode partSums} and {@linkcode channelwise} are given. */
  readonly numbers: Readonly<Record<keyof typeof channelNumbers, number>>;
  /** Numbers that the sums of all parts take. */
  readonly length: number;
  /** For {@linkcode partSums}. */
  readonly partGroups: readonly number[];
  /** For {@linkcode channelwise}. */
  readonly channelGroups: readonly number[];
}

/** Types of {@linkcode ChannelParts.numbers}. */
export const channelNumbers = {
  channels: "u32",
  size: "u32",
  count: "u32",
  partCount: "u32",
  valuesEach: "u32",
} satisfies Record<string, NumberType>;

/** Cuts a batch whose columns are `channels` groups of equally many. */
export function cutChannels(x: Matrix, channels: number): ChannelParts {
  const count = x.data.length / channels;
  const least = WORKGROUP * VALUES_EACH;
  const valuesEach = Math.max(least, Math.ceil(count / MOST_PARTS));
  const partCount = Math.ceil(count / valuesEach);
  return {
    numbers: { channels, size: x.columns / channels, count, partCount, valuesEach },
    length: 2 * channels * partCount,
    partGroups: [partCount, channels],
    channelGroups: [Math.ceil(channels / WORKGROUP)],
  };
}

/**
 * The code of a kernel that writes two sums for each part of each channel to the array `parts`.
 *
 * @param term The terms of both sums, a `vec2f`, for element `i` of the batch, of channel `channel`.
 */
export function partSums(term: string): string {
  return `
var<workgroup> sums: array<vec2f, ${WORKGROUP}>;

@compute @workgroup_size(${WORKGROUP})
fn main(
  @builtin(workgroup_id) group: vec3u,
  @builtin(local_invocation_index) lane: u32,
) {
  let part = group.x;
  let channel = group.y;
  let first = part * p.valuesEach;
  let end = min(first + p.valuesEach, p.count);
  var sum = vec2f();
  for (var value = first + lane; value < end; value += ${WORKGROUP}) {
    let i = (value / p.size * p.channels + channel) * p.size + value % p.size;
    sum += ${term};
  }
  sums[lane] = sum;
  ${combineLanes("sums", WORKGROUP)}
  if (lane == 0) {
    let at = p.partsStart + 2 * (part * p.channels + channel);
    parts[at] = sums[0].x;
    parts[at + 1] = sums[0].y;
  }
}`;
}

/** Sums up the values of each part, as the first of its two sums; the other one is 0. */
export const valueParts = new Kernel({
  name: "sums of the values of channels",
  arrays: { x: "read f32", parts: "write f32" },
  numbers: channelNumbers,
  code: partSums("vec2f(x[p.xStart + i], 0.0)"),
});

/**
 * The code of a kernel that treats each `channel`.
 *
 * @param statements Find both sums of the channel in `sum`.
 */
export function channelwise(statements: string): string {
  return `
@compute @workgroup_size(${WORKGROUP})
fn main(@builtin(global_invocation_id) invocation: vec3u) {
  let channel = invocation.x;
  if (channel >= p.channels) { return; }
  var sum = vec2f();
  for (var part = 0u; part < p.partCount; part++) {
    let at = p.partsStart + 2 * (part * p.channels + channel);
    sum += vec2f(parts[at], parts[at + 1]);
  }
  ${statements}
}`;
}
