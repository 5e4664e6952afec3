// Works through a batch channel by channel: `m` samples of `channels` groups of `size` values. The
// channels are shared among the threads, and calculations are in double precision.
//
// Each value needs its channel's numbers; a pair holds such a number in both lanes. Where channels
// have one value per sample, two neighbours are worked on together, with a lane for each.

import { firstOf, PAIR, Pair, Single, sumOf } from "../pairs";
import { operation, parallel } from "../parallel";
import { element, SIZE } from "../vector";

/** The sizes of the batch in work. An operation is a class that adds its operands as fields. */
@unmanaged
export class Batch {
  m: i32;
  channels: i32;
  size: i32;
}

/** Number of values of a channel. */
@inline
export function count(): v128 {
  const batch = operation<Batch>();
  return f64x2.splat(<f64>batch.m * <f64>batch.size);
}

/** Elements that are worth handing to another thread. */
const SHARED_ELEMENTS: i32 = 8192;

/** Channels whose numbers share a cache line. */
const LINE_CHANNELS: i32 = 64 / <i32>SIZE;

/** Runs operation `F`, whose `run<C>(channel)` does one channel or two, on those of a batch. */
export function eachChannel<F>(m: i32, channels: i32, size: i32): void {
  const batch = operation<Batch>();
  batch.m = m;
  batch.channels = channels;
  batch.size = size;
  const grain = SHARED_ELEMENTS / max(1, m * size) + 1;
  const whole = size == 1 ? (grain + LINE_CHANNELS - 1) & -LINE_CHANNELS : grain;
  parallel((first: i32, end: i32) => runChannels<F>(first, end), channels, whole);
}

@inline
function runChannels<F>(first: i32, end: i32): void {
  let c = first;
  if (operation<Batch>().size == 1) {
    for (; c + 2 <= end; c += 2) operation<F>().run<TwoChannels>(c);
  }
  for (; c < end; c++) operation<F>().run<OneChannel>(c);
}

/** One channel. */
@final
class OneChannel {
  /** Bytes of its values in a sample. */
  @inline
  width(): usize {
    return SIZE * <usize>operation<Batch>().size;
  }
  /** Its number in a row of numbers. */
  @inline
  load(row: usize, channel: i32): v128 {
    return f64x2.splat(element(row + SIZE * <usize>channel));
  }
  @inline
  store(row: usize, channel: i32, value: v128): void {
    changetype<Single>(0).store(row + SIZE * <usize>channel, value);
  }
  /** Its sum, from the sum of pairs of its values and what is left. */
  @inline
  sum(pairs: v128, rest: f64): v128 {
    return f64x2.splat(sumOf(pairs) + rest);
  }
}

/** Two neighbouring channels of one value per sample. */
@final
class TwoChannels {
  @inline
  width(): usize {
    return PAIR;
  }
  @inline
  load(row: usize, channel: i32): v128 {
    return changetype<Pair>(0).load(row + SIZE * <usize>channel);
  }
  @inline
  store(row: usize, channel: i32, value: v128): void {
    changetype<Pair>(0).store(row + SIZE * <usize>channel, value);
  }
  @inline
  sum(pairs: v128, _rest: f64): v128 {
    return pairs;
  }
}

/** A channel's number in a row of numbers. */
@inline
export function load<C>(row: usize, channel: i32): v128 {
  return changetype<C>(0).load(row, channel);
}

@inline
export function store<C>(row: usize, channel: i32, value: v128): void {
  changetype<C>(0).store(row, channel, value);
}

/** The sum of `F.term(at)` over a channel's values. The operation is given the channel's mean. */
@inline
export function sumOver<F, C>(channel: i32, mean: v128): v128 {
  const batch = operation<Batch>();
  const step = SIZE * <usize>(batch.channels * batch.size);
  const width = changetype<C>(0).width();
  let start = SIZE * <usize>(channel * batch.size);
  let even = f64x2.splat(0);
  let odd = even;
  let rest: f64 = 0;
  for (let s = 0; s < batch.m; s++) {
    const last = start + width;
    let at = start;
    for (; at + 2 * PAIR <= last; at += 2 * PAIR) {
      even = f64x2.add(even, operation<F>().term<Pair>(at, mean));
      odd = f64x2.add(odd, operation<F>().term<Pair>(at + PAIR, mean));
    }
    for (; at + PAIR <= last; at += PAIR) {
      even = f64x2.add(even, operation<F>().term<Pair>(at, mean));
    }
    for (; at < last; at += SIZE) rest += firstOf(operation<F>().term<Single>(at, mean));
    start += step;
  }
  return changetype<C>(0).sum(f64x2.add(even, odd), rest);
}

/** Runs `F.write(at)` for a channel's values. The operation is given the channel's numbers. */
@inline
export function writeOver<F, C>(channel: i32, mean: v128, a: v128, b: v128, c: v128): void {
  const batch = operation<Batch>();
  const step = SIZE * <usize>(batch.channels * batch.size);
  const width = changetype<C>(0).width();
  let start = SIZE * <usize>(channel * batch.size);
  for (let s = 0; s < batch.m; s++) {
    const last = start + width;
    let at = start;
    for (; at + PAIR <= last; at += PAIR) operation<F>().write<Pair>(at, mean, a, b, c);
    for (; at < last; at += SIZE) operation<F>().write<Single>(at, mean, a, b, c);
    start += step;
  }
}
