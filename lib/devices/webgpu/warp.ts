import { INTERVALS, KNOTS } from "../../data/elastic_field.ts";
import { MAP_NUMBERS } from "../../data/image_warp.ts";
import type { Memory } from "../memory.ts";
import { elementwise } from "./elementwise.ts";
import type { Recorder } from "./recorder.ts";
import { byteAt } from "./wgsl.ts";

/**
 * What `ElasticField` and `Warp` of the datasets compute, in single precision. Outside of an image, as far
 * as a place is let go there, are zeros; where its outermost pixels are repeated, none goes there.
 */
const declarations = `
fn splineWeights(t: f32) -> vec4f {
  let u = 1.0 - t;
  return vec4f(
    u * u * u,
    (3.0 * t - 6.0) * t * t + 4.0,
    ((-3.0 * t + 3.0) * t + 3.0) * t + 1.0,
    t * t * t,
  ) / 6.0;
}

fn knotRow(at: u32, across: vec4f) -> f32 {
  return dot(across, vec4f(warps[at], warps[at + 1u], warps[at + 2u], warps[at + 3u]));
}

fn field(knots: u32, across: vec4f, down: vec4f) -> f32 {
  return dot(down, vec4f(
    knotRow(knots, across),
    knotRow(knots + ${KNOTS}u, across),
    knotRow(knots + ${2 * KNOTS}u, across),
    knotRow(knots + ${3 * KNOTS}u, across),
  ));
}

fn displacement(knots: u32, place: vec2f) -> vec2f {
  let knot = vec2u(place);
  let across = splineWeights(fract(place.x));
  let down = splineWeights(fract(place.y));
  let first = knots + knot.y * ${KNOTS}u + knot.x;
  return vec2f(
    field(first, across, down),
    field(first + ${KNOTS * KNOTS}u, across, down),
  );
}

fn pixelAt(image: u32, x: i32, y: i32) -> f32 {
  if (x < 0 || y < 0 || x >= i32(p.width) || y >= i32(p.height)) { return 0.0; }
  return f32(byteAt(image + u32(y) * p.width + u32(x)));
}
${byteAt("pixels")}`;

const warpKernel = elementwise({
  name: "warp",
  arrays: {
    pixels: "read u32",
    rows: "read i32",
    warps: "read f32",
    table: "read f32",
    output: "write f32",
  },
  numbers: {
    count: "u32",
    columns: "u32",
    numbersEach: "u32",
    height: "u32",
    width: "u32",
    lowest: "f32",
  },
  code: `let row = i / p.columns;
    let area = p.width * p.height;
    let pixel = i % area;
    let to = vec2f(vec2u(pixel % p.width, pixel / p.width));
    let w = p.warpsStart + row * p.numbersEach;
    var at = vec2f(
      warps[w] * to.x + warps[w + 1u] * to.y + warps[w + 2u],
      warps[w + 3u] * to.x + warps[w + 4u] * to.y + warps[w + 5u],
    );
    let size = vec2f(vec2u(p.width, p.height));
    if (p.numbersEach > ${MAP_NUMBERS}u) {
      at += displacement(w + ${MAP_NUMBERS}u, (to + 0.5) * ${INTERVALS}.0 / size);
    }
    at = clamp(at, vec2f(p.lowest), size - 1.0 - p.lowest);
    let corner = floor(at);
    let part = at - corner;
    let x = i32(corner.x);
    let y = i32(corner.y);
    let image = p.pixelsStart + u32(rows[p.rowsStart + row]) * p.columns + i % p.columns - pixel;
    let a = pixelAt(image, x, y);
    let c = pixelAt(image, x, y + 1);
    let upper = a + part.x * (pixelAt(image, x + 1, y) - a);
    let lower = c + part.x * (pixelAt(image, x + 1, y + 1) - c);
    output[i] = table[p.tableStart + u32(upper + part.y * (lower - upper) + 0.5)];`,
  declarations,
});

/** Images warped as they are gathered. */
export function warps(gpu: Recorder): Pick<Memory, "warp"> {
  return {
    warp(pixels, rows, warps, { height, width, border }, table, output) {
      gpu.runElementwise(warpKernel, { pixels, rows, warps, table, output }, {
        count: output.data.length,
        columns: output.columns,
        numbersEach: warps.columns,
        height,
        width,
        lowest: border === "zero" ? -1 : 0,
      });
    },
  };
}
