import type { Precision } from "../../matrix.ts";
import { isRelaxedSupported } from "./features.ts";
import type { KernelModule } from "./kernel_module.ts";
import { kernels as f32Plain } from "./kernel_modules/f32_plain.ts";
import { kernels as f32Relaxed } from "./kernel_modules/f32_relaxed.ts";
import { kernels as f64Plain } from "./kernel_modules/f64_plain.ts";
import { kernels as f64Relaxed } from "./kernel_modules/f64_relaxed.ts";

const allKernels = {
  f32: { relaxed: f32Relaxed, plain: f32Plain },
  f64: { relaxed: f64Relaxed, plain: f64Plain },
};

/** The kernels for a precision; with the multiply-add of relaxed SIMD where it is known. */
export function kernelsFor(precision: Precision): KernelModule {
  return allKernels[precision][isRelaxedSupported() ? "relaxed" : "plain"];
}
