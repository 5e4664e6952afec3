// Sums over channels and batch normalization.

import { batch, load, runChannels, share, store, sumOver, writeOver } from "./channels";

@inline
function at<L>(p: usize): v128 {
  return changetype<L>(0).load(p);
}

/** Number of values of a channel. */
@inline
function count(): v128 {
  return f64x2.splat(<f64>batch.m * <f64>batch.size);
}

@final
class Value {
  @inline
  term<L>(offset: usize, _mean: v128): v128 {
    return at<L>(batch.x + offset);
  }
}

@final
class SquaredDeviation {
  @inline
  term<L>(offset: usize, mean: v128): v128 {
    const centred = f64x2.sub(at<L>(batch.x + offset), mean);
    return f64x2.mul(centred, centred);
  }
}

@final
class ErrorValue {
  @inline
  term<L>(offset: usize, _mean: v128): v128 {
    return at<L>(batch.error + offset);
  }
}

@final
class ErrorProduct {
  @inline
  term<L>(offset: usize, mean: v128): v128 {
    const centred = f64x2.sub(at<L>(batch.x + offset), mean);
    return f64x2.mul(at<L>(batch.error + offset), centred);
  }
}

@final
class SumChannels {
  @inline
  run<C>(channel: i32): void {
    const sum = f64x2.mul(f64x2.splat(batch.alpha), sumOver<Value, C>(channel, count()));
    if (batch.keep == 0) {
      store<C>(batch.y, channel, sum);
    } else {
      const old = f64x2.mul(f64x2.splat(batch.keep), load<C>(batch.y, channel));
      store<C>(batch.y, channel, f64x2.add(sum, old));
    }
  }
}

/** `sums <- alpha (sum of each channel) + beta sums` */
export function sumChannels(
  alpha: f64,
  x: usize,
  beta: f64,
  sums: usize,
  m: i32,
  channels: i32,
  size: i32,
): void {
  batch.x = x;
  batch.y = sums;
  batch.alpha = alpha;
  batch.keep = beta;
  share((first: i32, end: i32) => runChannels<SumChannels>(first, end), m, channels, size);
}

@final
class Moments {
  @inline
  run<C>(channel: i32): void {
    const mean = f64x2.div(sumOver<Value, C>(channel, count()), count());
    const variance = f64x2.div(sumOver<SquaredDeviation, C>(channel, mean), count());
    store<C>(batch.mean, channel, mean);
    store<C>(batch.variance, channel, variance);
  }
}

/** Mean and variance of each channel. */
export function channelMoments(
  x: usize,
  mean: usize,
  variance: usize,
  m: i32,
  channels: i32,
  size: i32,
): void {
  batch.x = x;
  batch.mean = mean;
  batch.variance = variance;
  share((first: i32, end: i32) => runChannels<Moments>(first, end), m, channels, size);
}

/** `sqrt(variance + epsilon)` of a channel. */
@inline
function deviation<C>(channel: i32): v128 {
  const variance = load<C>(batch.variance, channel);
  return f64x2.sqrt(f64x2.add(variance, f64x2.splat(batch.epsilon)));
}

@final
class Normalize {
  @inline
  run<C>(channel: i32): void {
    const mean = load<C>(batch.mean, channel);
    const factor = f64x2.div(load<C>(batch.gamma, channel), deviation<C>(channel));
    const shift = load<C>(batch.beta, channel);
    writeOver<Normalize, C>(channel, mean, factor, shift, shift);
  }
  @inline
  write<L>(offset: usize, mean: v128, factor: v128, shift: v128, _: v128): void {
    const centred = f64x2.sub(at<L>(batch.x + offset), mean);
    const y = f64x2.add(f64x2.mul(factor, centred), shift);
    changetype<L>(0).store(batch.y + offset, y);
  }
}

/** `y = gamma (x - mean) / sqrt(variance + epsilon) + beta` */
export function normalizeChannels(
  x: usize,
  mean: usize,
  variance: usize,
  epsilon: f64,
  gamma: usize,
  beta: usize,
  y: usize,
  m: i32,
  channels: i32,
  size: i32,
): void {
  batch.x = x;
  batch.mean = mean;
  batch.variance = variance;
  batch.epsilon = epsilon;
  batch.gamma = gamma;
  batch.beta = beta;
  batch.y = y;
  share((first: i32, end: i32) => runChannels<Normalize>(first, end), m, channels, size);
}

@final
class NormalizeBackward {
  @inline
  run<C>(channel: i32): void {
    const mean = load<C>(batch.mean, channel);
    const sigma = deviation<C>(channel);
    const sum = sumOver<ErrorValue, C>(channel, mean);
    const product = f64x2.div(sumOver<ErrorProduct, C>(channel, mean), sigma);
    store<C>(batch.betaGradient, channel, sum);
    store<C>(batch.gammaGradient, channel, product);
    const factor = f64x2.div(load<C>(batch.gamma, channel), sigma);
    const slope = f64x2.div(product, f64x2.mul(sigma, count()));
    writeOver<NormalizeBackward, C>(channel, mean, factor, f64x2.div(sum, count()), slope);
  }
  @inline
  write<L>(offset: usize, mean: v128, factor: v128, meanError: v128, slope: v128): void {
    const centred = f64x2.sub(at<L>(batch.x + offset), mean);
    const error = f64x2.sub(at<L>(batch.error + offset), meanError);
    const rest = f64x2.sub(error, f64x2.mul(centred, slope));
    changetype<L>(0).store(batch.y + offset, f64x2.mul(factor, rest));
  }
}

/** The gradients below {@link normalizeChannels} with the batch's own mean and variance. */
export function normalizeChannelsBackward(
  x: usize,
  mean: usize,
  variance: usize,
  epsilon: f64,
  gamma: usize,
  error: usize,
  gammaGradient: usize,
  betaGradient: usize,
  inputError: usize,
  m: i32,
  channels: i32,
  size: i32,
): void {
  batch.x = x;
  batch.mean = mean;
  batch.variance = variance;
  batch.epsilon = epsilon;
  batch.gamma = gamma;
  batch.error = error;
  batch.y = inputError;
  batch.gammaGradient = gammaGradient;
  batch.betaGradient = betaGradient;
  share((first: i32, end: i32) => runChannels<NormalizeBackward>(first, end), m, channels, size);
}
