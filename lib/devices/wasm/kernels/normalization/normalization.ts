// Batch normalization.

import { operation } from "../parallel";
import { Batch, count, eachChannel, load, store, sumOver, writeOver } from "./channels";

@inline
function value<L>(p: usize): v128 {
  return changetype<L>(0).load(p);
}

@unmanaged
class ChannelMoments extends Batch {
  x: usize;
  mean: usize;
  variance: usize;

  @inline
  run<C>(channel: i32): void {
    const mean = f64x2.div(sumOver<Value, C>(channel, f64x2.splat(0)), count());
    const variance = f64x2.div(sumOver<SquaredDeviation, C>(channel, mean), count());
    store<C>(this.mean, channel, mean);
    store<C>(this.variance, channel, variance);
  }
}

@unmanaged
class Value extends ChannelMoments {
  @inline
  term<L>(at: usize, _mean: v128): v128 {
    return value<L>(this.x + at);
  }
}

@unmanaged
class SquaredDeviation extends ChannelMoments {
  @inline
  term<L>(at: usize, mean: v128): v128 {
    const centred = f64x2.sub(value<L>(this.x + at), mean);
    return f64x2.mul(centred, centred);
  }
}

/** `mean = sum x / n` and `variance = sum (x - mean)^2 / n` of each channel. */
export function channelMoments(
  x: usize,
  mean: usize,
  variance: usize,
  m: i32,
  channels: i32,
  size: i32,
): void {
  const job = operation<ChannelMoments>();
  job.x = x;
  job.mean = mean;
  job.variance = variance;
  eachChannel<ChannelMoments>(m, channels, size);
}

/** `sqrt(variance + epsilon)` of a channel. */
@inline
function deviation<C>(variances: usize, epsilon: f64, channel: i32): v128 {
  const variance = load<C>(variances, channel);
  return f64x2.sqrt(f64x2.add(variance, f64x2.splat(epsilon)));
}

@unmanaged
class NormalizeChannels extends Batch {
  x: usize;
  mean: usize;
  variance: usize;
  gamma: usize;
  beta: usize;
  y: usize;
  epsilon: f64;

  @inline
  run<C>(channel: i32): void {
    const mean = load<C>(this.mean, channel);
    const sigma = deviation<C>(this.variance, this.epsilon, channel);
    const factor = f64x2.div(load<C>(this.gamma, channel), sigma);
    const shift = load<C>(this.beta, channel);
    writeOver<NormalizeChannels, C>(channel, mean, factor, shift, shift);
  }

  @inline
  write<L>(at: usize, mean: v128, factor: v128, shift: v128, _: v128): void {
    const centred = f64x2.sub(value<L>(this.x + at), mean);
    const y = f64x2.add(f64x2.mul(factor, centred), shift);
    changetype<L>(0).store(this.y + at, y);
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
  const job = operation<NormalizeChannels>();
  job.x = x;
  job.mean = mean;
  job.variance = variance;
  job.epsilon = epsilon;
  job.gamma = gamma;
  job.beta = beta;
  job.y = y;
  eachChannel<NormalizeChannels>(m, channels, size);
}

@unmanaged
class NormalizeChannelsBackward extends Batch {
  x: usize;
  mean: usize;
  variance: usize;
  gamma: usize;
  error: usize;
  gammaGradient: usize;
  betaGradient: usize;
  inputError: usize;
  epsilon: f64;

  @inline
  run<C>(channel: i32): void {
    const mean = load<C>(this.mean, channel);
    const sigma = deviation<C>(this.variance, this.epsilon, channel);
    const sum = sumOver<ErrorValue, C>(channel, mean);
    const product = f64x2.div(sumOver<ErrorProduct, C>(channel, mean), sigma);
    store<C>(this.betaGradient, channel, sum);
    store<C>(this.gammaGradient, channel, product);
    const factor = f64x2.div(load<C>(this.gamma, channel), sigma);
    const slope = f64x2.div(product, f64x2.mul(sigma, count()));
    const meanError = f64x2.div(sum, count());
    writeOver<NormalizeChannelsBackward, C>(channel, mean, factor, meanError, slope);
  }

  @inline
  write<L>(at: usize, mean: v128, factor: v128, meanError: v128, slope: v128): void {
    const centred = f64x2.sub(value<L>(this.x + at), mean);
    const error = f64x2.sub(value<L>(this.error + at), meanError);
    const rest = f64x2.sub(error, f64x2.mul(centred, slope));
    changetype<L>(0).store(this.inputError + at, f64x2.mul(factor, rest));
  }
}

@unmanaged
class ErrorValue extends NormalizeChannelsBackward {
  @inline
  term<L>(at: usize, _mean: v128): v128 {
    return value<L>(this.error + at);
  }
}

@unmanaged
class ErrorProduct extends NormalizeChannelsBackward {
  @inline
  term<L>(at: usize, mean: v128): v128 {
    const centred = f64x2.sub(value<L>(this.x + at), mean);
    return f64x2.mul(value<L>(this.error + at), centred);
  }
}

/**
 * The gradients below {@link normalizeChannels} with the batch's own mean and variance: with
 * `z = (x - mean) / sqrt(variance + epsilon)`, `gammaGradient = sum error z`,
 * `betaGradient = sum error`, and `inputError = gamma / sqrt(variance + epsilon)
 * (error - betaGradient / n - z gammaGradient / n)`.
 */
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
  const job = operation<NormalizeChannelsBackward>();
  job.x = x;
  job.mean = mean;
  job.variance = variance;
  job.epsilon = epsilon;
  job.gamma = gamma;
  job.error = error;
  job.inputError = inputError;
  job.gammaGradient = gammaGradient;
  job.betaGradient = betaGradient;
  eachChannel<NormalizeChannelsBackward>(m, channels, size);
}
