// The sums of channels, which are the gradient of a convolution's bias.

import { operation } from "../parallel";
import { Batch, eachChannel, load, store, sumOver } from "./channels";

@unmanaged
class SumChannels extends Batch {
  x: usize;
  sums: usize;
  scale: f64;
  keep: f64;

  @inline
  run<C>(channel: i32): void {
    const total = sumOver<SumChannels, C>(channel, f64x2.splat(0));
    const scaled = f64x2.mul(f64x2.splat(this.scale), total);
    if (this.keep == 0) {
      store<C>(this.sums, channel, scaled);
    } else {
      const old = f64x2.mul(f64x2.splat(this.keep), load<C>(this.sums, channel));
      store<C>(this.sums, channel, f64x2.add(scaled, old));
    }
  }

  @inline
  term<L>(at: usize, _mean: v128): v128 {
    return changetype<L>(0).load(this.x + at);
  }
}

/** `sums <- scale (sum of each channel of X) + keep sums` */
export function sumChannels(
  scale: f64,
  x: usize,
  keep: f64,
  sums: usize,
  m: i32,
  channels: i32,
  size: i32,
): void {
  const job = operation<SumChannels>();
  job.scale = scale;
  job.x = x;
  job.keep = keep;
  job.sums = sums;
  eachChannel<SumChannels>(m, channels, size);
}
