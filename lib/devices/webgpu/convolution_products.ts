import type { ConvolutionGeometry } from "../convolution.ts";
import type { ImplicitProduct } from "./implicit_product.ts";

/**
 * `Y = W X̃ + b`: filters in rows, the outputs of all samples in columns. A step goes over the kernel, for
 * one channel or some.
 */
export function outputProduct(
  g: ConvolutionGeometry,
): ImplicitProduct<"x" | "weights" | "bias" | "y", "samples"> {
  const each = channelsOfStep(g.channels, g);
  return {
    name: "convolution",
    arrays: { x: "read f32", weights: "read f32", bias: "read f32", y: "write f32" },
    numbers: { samples: "i32" },
    rows: g.filters,
    columns: ["p.samples", g.outputHeight, g.outputWidth],
    terms: each * g.kernelHeight * g.kernelWidth,
    neighbours: "columns",
    code: `
${sizes(g)}
${kernelTerms}
${readPixel(g)}

fn stepsOf(part: i32) -> vec2i { return vec2i(0, ${g.channels / each}); }

fn leftStep(step: i32) -> vec2i { return vec2i(step * ${each} * kernelSize, 0); }

fn leftPlace(row: i32, term: i32) -> vec2i { return vec2i(row * channels * kernelSize + term, 0); }

fn readLeft(place: vec2i) -> f32 { return weights[p.weightsStart + u32(place.x)]; }

fn rightStep(step: i32) -> vec3i { return vec3i(step * ${each} * imageSize, 0, 0); }

fn rightPlace(term: i32, column: vec3i) -> vec3i {
  let at = kernelTerm(term);
  return imageAt(column.x, at.x, stride * column.yz + at.yz - padding);
}

fn readRight(place: vec3i) -> f32 { return readPixel(place); }

fn write(part: i32, row: i32, column: vec3i, value: f32) {
  let place = (column.x * filters + row) * outputSize + column.y * output.y + column.z;
  y[p.yStart + u32(place)] = value + bias[p.biasStart + u32(row)];
}`,
  };
}

/**
 * The error below: channels in rows, the pixels of all samples in columns. A step goes over the kernel,
 * for one filter or some. Of a border that reflects it knows nothing.
 */
export function inputErrorProduct(
  g: ConvolutionGeometry,
): ImplicitProduct<"error" | "weights" | "inputError", "samples"> {
  const each = channelsOfStep(g.filters, g);
  return {
    name: "convolutionInputError",
    arrays: { error: "read f32", weights: "read f32", inputError: "write f32" },
    numbers: { samples: "i32" },
    rows: g.channels,
    columns: ["p.samples", g.height, g.width],
    terms: each * g.kernelHeight * g.kernelWidth,
    neighbours: "columns",
    code: `
${sizes(g)}
${kernelTerms}

fn stepsOf(part: i32) -> vec2i { return vec2i(0, ${g.filters / each}); }

fn leftStep(step: i32) -> vec2i { return vec2i(step * ${each} * channels * kernelSize, 0); }

fn leftPlace(row: i32, term: i32) -> vec2i {
  return vec2i((term / kernelSize * channels + row) * kernelSize + term % kernelSize, 0);
}

fn readLeft(place: vec2i) -> f32 { return weights[p.weightsStart + u32(place.x)]; }

fn rightStep(step: i32) -> vec3i { return vec3i(step * ${each} * outputSize, 0, 0); }

// The output whose window begins where the term's weight meets the pixel.
fn rightPlace(term: i32, column: vec3i) -> vec3i {
  let at = kernelTerm(term);
  return vec3i((column.x * filters + at.x) * outputSize, column.yz + padding - at.yz);
}

fn readRight(place: vec3i) -> f32 {
  let corner = place.yz;
  if (!isInside(corner, stride * output) || any(corner % stride != vec2i())) { return 0.0; }
  let at = corner / stride;
  return error[p.errorStart + u32(place.x + at.x * output.y + at.y)];
}

fn write(part: i32, row: i32, column: vec3i, value: f32) {
  let place = (column.x * channels + row) * imageSize + column.y * image.y + column.z;
  inputError[p.inputErrorStart + u32(place)] = value;
}`,
  };
}

/**
 * `G = E X̃ᵀ`: filters in rows, the weights of a filter in columns, summed over `stepsEach` of all `steps` in
 * each part. The gradients of the parts come one after another. A step goes over some outputs of a
 * sample: rows, or a stretch of one.
 */
export function weightGradientProduct(
  g: ConvolutionGeometry,
): ImplicitProduct<"x" | "error" | "parts", "steps" | "stepsEach"> {
  const { rows, stretches, width } = outputsOfStep(g);
  return {
    name: "convolutionWeightGradient",
    arrays: { x: "read f32", error: "read f32", parts: "write f32" },
    numbers: { steps: "i32", stepsEach: "i32" },
    rows: g.filters,
    columns: [g.channels, g.kernelHeight, g.kernelWidth],
    terms: rows * width,
    neighbours: "terms",
    code: `
${sizes(g)}
${readPixel(g)}
const stepsPerSample = ${gradientSteps(g)};

fn stepsOf(part: i32) -> vec2i {
  let first = part * p.stepsEach;
  return vec2i(first, min(first + p.stepsEach, p.steps));
}

fn outputOf(term: i32) -> vec2i {
  return ${rows === 1 ? "vec2i(0, term)" : `vec2i(term / ${width}, term % ${width})`};
}

// The row and column of the first output of a step.
fn cornerOf(step: i32) -> vec2i {
  return vec2i(step / ${stretches} * ${rows}, step % ${stretches} * ${width});
}

fn leftStep(step: i32) -> vec2i {
  let corner = cornerOf(step % stepsPerSample);
  let place = step / stepsPerSample * filters * outputSize + corner.x * output.y + corner.y;
  return vec2i(place, corner.y);
}

fn leftPlace(row: i32, term: i32) -> vec2i {
  let at = outputOf(term);
  return vec2i(row * outputSize + at.x * output.y + at.y, at.y);
}

// The last stretch may go beyond the row.
fn readLeft(place: vec2i) -> f32 {
  if (place.y >= output.y) { return 0.0; }
  return error[p.errorStart + u32(place.x)];
}

fn rightStep(step: i32) -> vec3i {
  return imageAt(step / stepsPerSample, 0, stride * cornerOf(step % stepsPerSample));
}

fn rightPlace(term: i32, column: vec3i) -> vec3i {
  return imageAt(0, column.x, stride * outputOf(term) + column.yz - padding);
}

fn readRight(place: vec3i) -> f32 { return readPixel(place); }

fn write(part: i32, row: i32, column: vec3i, value: f32) {
  let filter_ = part * filters + row;
  let place = ((filter_ * channels + column.x) * kernel.x + column.y) * kernel.y + column.z;
  parts[p.partsStart + u32(place)] = value;
}`,
  };
}

/** How many steps the gradient of the weights takes for each sample. */
export function gradientSteps(g: ConvolutionGeometry): number {
  const { rows, stretches } = outputsOfStep(g);
  return g.outputHeight / rows * stretches;
}

/** The rows of outputs in a step of the gradient, or, of a long one, one of so many stretches. */
function outputsOfStep({ outputHeight, outputWidth }: ConvolutionGeometry) {
  const stretches = Math.ceil(outputWidth / MOST_TERMS);
  return {
    rows: largestDivisor(outputHeight, MOST_TERMS / outputWidth),
    stretches,
    width: Math.ceil(outputWidth / stretches),
  };
}

/** Terms of a step, at most, unless a kernel has more. Those of 5 × 5 weights fill nearly all. */
const MOST_TERMS = 28;

/** How many channels of a kernel a step goes over: as many as are a divisor of them all. */
function channelsOfStep(
  channels: number,
  { kernelHeight, kernelWidth }: ConvolutionGeometry,
): number {
  return largestDivisor(channels, MOST_TERMS / (kernelHeight * kernelWidth));
}

/** The largest divisor of `n` that is at most `most`, or 1. */
function largestDivisor(n: number, most: number): number {
  let divisor = Math.max(1, Math.min(n, Math.floor(most)));
  while (n % divisor !== 0) divisor--;
  return divisor;
}

/** The sizes of a geometry, and where things are in an image. */
function sizes(g: ConvolutionGeometry): string {
  return `
const channels = ${g.channels};
const filters = ${g.filters};
const image = vec2i(${g.height}, ${g.width});
const imageSize = ${g.height * g.width};
const kernel = vec2i(${g.kernelHeight}, ${g.kernelWidth});
const kernelSize = ${g.kernelHeight * g.kernelWidth};
const output = vec2i(${g.outputHeight}, ${g.outputWidth});
const outputSize = ${g.outputHeight * g.outputWidth};
const padding = vec2i(${g.paddingTop}, ${g.paddingLeft});
const stride = ${g.stride};

fn isInside(place: vec2i, extent: vec2i) -> bool {
  return u32(place.x) < u32(extent.x) && u32(place.y) < u32(extent.y);
}

// Where an image begins, and a place in it.
fn imageAt(sample: i32, channel: i32, place: vec2i) -> vec3i {
  return vec3i((sample * channels + channel) * imageSize, place);
}`;
}

/** The channel, row and column of a term of a step over the kernel. */
const kernelTerms = `
fn kernelTerm(term: i32) -> vec3i {
  return vec3i(term / kernelSize, term / kernel.y % kernel.x, term % kernel.y);
}`;

/** What a place of an image with its border shows. */
function readPixel({ border }: ConvolutionGeometry): string {
  const zero = `if (!isInside(place.yz, image)) { return 0.0; }
  let at = place.yz;`;
  const reflect = `let last = image - 1;
  let at = last - abs(last - abs(place.yz));`;
  return `
fn readPixel(place: vec3i) -> f32 {
  ${border === "zero" ? zero : reflect}
  return x[p.xStart + u32(place.x + at.x * image.y + at.y)];
}`;
}
