import type { ConvolutionGeometry } from "../convolution.ts";
import type { ImplicitProduct } from "./implicit_product.ts";

/** `Y = W X̃ + b`: filters in rows, the outputs of all samples in columns. */
export function outputProduct(
  g: ConvolutionGeometry,
): ImplicitProduct<"x" | "weights" | "bias" | "y", "samples"> {
  return {
    name: "convolution",
    arrays: { x: "read f32", weights: "read f32", bias: "read f32", y: "write f32" },
    numbers: { samples: "i32" },
    rows: g.filters,
    columns: ["p.samples", g.outputHeight, g.outputWidth],
    inner: [g.channels, g.kernelHeight, g.kernelWidth],
    readAlong: "columns",
    code: `
${sizes(g)}
${g.border === "zero" ? readPixel : readReflectedPixel}

fn innerRange(part: i32) -> vec2i { return vec2i(0, channels); }

fn readLeft(row: i32, inner: vec3i) -> f32 { return weights[p.weightsStart + weightAt(row, inner)]; }

fn readRight(inner: vec3i, column: vec3i) -> f32 {
  return readPixel(column.x, inner.x, stride * column.yz + inner.yz);
}

fn write(part: i32, row: i32, column: vec3i, value: f32) {
  y[p.yStart + outputAt(column.x, row, column.yz)] = value + bias[p.biasStart + u32(row)];
}`,
  };
}

/** The error below: channels in rows, the pixels of all samples in columns. */
export function inputErrorProduct(
  g: ConvolutionGeometry,
): ImplicitProduct<"error" | "weights" | "inputError", "samples"> {
  return {
    name: "convolutionInputError",
    arrays: { error: "read f32", weights: "read f32", inputError: "write f32" },
    numbers: { samples: "i32" },
    rows: g.channels,
    columns: ["p.samples", g.height, g.width],
    inner: [g.filters, g.kernelHeight, g.kernelWidth],
    readAlong: "columns",
    code: `
${sizes(g)}
${readError}
${g.border === "zero" ? gatherError : gatherReflectedError}

fn innerRange(part: i32) -> vec2i { return vec2i(0, filters); }

fn readLeft(row: i32, inner: vec3i) -> f32 {
  return weights[p.weightsStart + weightAt(inner.x, vec3i(row, inner.yz))];
}

fn write(part: i32, row: i32, column: vec3i, value: f32) {
  inputError[p.inputErrorStart + pixelAt(column.x, row, column.yz)] = value;
}`,
  };
}

/**
 * `G = E X̃ᵀ`: filters in rows, the weights of a filter in columns, summed over `samplesEach` samples in
 * each part. The gradients of the parts come one after another.
 */
export function weightGradientProduct(
  g: ConvolutionGeometry,
): ImplicitProduct<"x" | "error" | "parts", "samples" | "samplesEach"> {
  return {
    name: "convolutionWeightGradient",
    arrays: { x: "read f32", error: "read f32", parts: "write f32" },
    numbers: { samples: "i32", samplesEach: "i32" },
    rows: g.filters,
    columns: [g.channels, g.kernelHeight, g.kernelWidth],
    inner: ["p.samples", g.outputHeight, g.outputWidth],
    readAlong: "inner",
    code: `
${sizes(g)}
${g.border === "zero" ? readPixel : readReflectedPixel}

fn innerRange(part: i32) -> vec2i {
  let first = part * p.samplesEach;
  return vec2i(first, min(first + p.samplesEach, p.samples));
}

fn readLeft(row: i32, inner: vec3i) -> f32 {
  return error[p.errorStart + outputAt(inner.x, row, inner.yz)];
}

fn readRight(inner: vec3i, column: vec3i) -> f32 {
  return readPixel(inner.x, column.x, stride * inner.yz + column.yz);
}

fn write(part: i32, row: i32, column: vec3i, value: f32) {
  let first = weightAt(part * filters, vec3i());
  parts[p.partsStart + first + weightAt(row, column)] = value;
}`,
  };
}

/** The geometry's sizes, and where things are in their arrays. */
function sizes(g: ConvolutionGeometry): string {
  return `
const channels = ${g.channels};
const filters = ${g.filters};
const image = vec2i(${g.height}, ${g.width});
const kernel = vec2i(${g.kernelHeight}, ${g.kernelWidth});
const output = vec2i(${g.outputHeight}, ${g.outputWidth});
const padding = vec2i(${g.paddingTop}, ${g.paddingLeft});
const stride = ${g.stride};

fn pixelAt(sample: i32, channel: i32, place: vec2i) -> u32 {
  return u32(((sample * channels + channel) * image.x + place.x) * image.y + place.y);
}

fn outputAt(sample: i32, feature: i32, place: vec2i) -> u32 {
  return u32(((sample * filters + feature) * output.x + place.x) * output.y + place.y);
}

fn weightAt(feature: i32, weight: vec3i) -> u32 {
  return u32(((feature * channels + weight.x) * kernel.x + weight.y) * kernel.y + weight.z);
}

fn isInside(place: vec2i, extent: vec2i) -> bool {
  return u32(place.x) < u32(extent.x) && u32(place.y) < u32(extent.y);
}`;
}

/** What a place of an image with its border shows. */
const readPixel = `
fn readPixel(sample: i32, channel: i32, framed: vec2i) -> f32 {
  let place = framed - padding;
  if (!isInside(place, image)) { return 0.0; }
  return x[p.xStart + pixelAt(sample, channel, place)];
}`;

const readReflectedPixel = `
fn readPixel(sample: i32, channel: i32, framed: vec2i) -> f32 {
  let last = image - 1;
  let place = last - abs(last - abs(framed - padding));
  return x[p.xStart + pixelAt(sample, channel, place)];
}`;

/** The error of the output whose window begins at a place of the image with its border. */
const readError = `
fn readError(sample: i32, feature: i32, corner: vec2i) -> f32 {
  if (!isInside(corner, stride * output) || any(corner % stride != vec2i())) { return 0.0; }
  return error[p.errorStart + outputAt(sample, feature, corner / stride)];
}`;

const gatherError = `
fn readRight(inner: vec3i, column: vec3i) -> f32 {
  return readError(column.x, inner.x, column.yz + padding - inner.yz);
}`;

/** Summed over all places where the border shows the pixel too: three by three at most. */
const gatherReflectedError = `
// So far outside that no kernel reaches it.
const nowhere = vec2i(-1000000);

fn readRight(inner: vec3i, column: vec3i) -> f32 {
  let place = column.yz;
  let last = image - 1;
  let shown = array(
    padding + place,
    select(nowhere, padding - place, place > vec2i()),
    select(nowhere, padding + 2 * last - place, place < last),
  );
  var sum = 0.0;
  for (var i = 0; i < 3; i++) {
    for (var j = 0; j < 3; j++) {
      sum += readError(column.x, inner.x, vec2i(shown[i].x, shown[j].y) - inner.yz);
    }
  }
  return sum;
}`;
