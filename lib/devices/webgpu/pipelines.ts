import { PARAMETER_BYTES } from "./command_stream.ts";
import type { GpuArray } from "./gpu_array.ts";
import type { Kernel } from "./kernel.ts";

const COMPUTE = 0x4; // GPUShaderStage, which Node lacks

/** How arrays are bound, and the groups of those that have been. */
interface Layout {
  readonly layout: GPUBindGroupLayout;
  readonly bindGroups: Map<string, GPUBindGroup>;
}

/** A kernel, compiled for operands of which some may lie in one array. */
interface Variant {
  readonly pipeline: GPUComputePipeline;
  readonly layout: Layout;
  /** The operands that have bindings of their own. */
  readonly bound: readonly number[];
}

/** What a kernel is run with. */
export interface Prepared {
  /** The kernel, compiled. */
  readonly pipeline: GPUComputePipeline;
  /** Its arrays and parameters. */
  readonly bindGroup: GPUBindGroup;
}

/** The pipelines of a device and what is bound to them, made when they are needed first, and kept. */
export class Pipelines {
  readonly #device: GPUDevice;
  readonly #parameters: GPUBuffer;
  readonly #variants = new Map<Kernel, Map<string, Variant>>();
  readonly #layouts = new Map<string, Layout>();

  /** @param parameters The buffer that holds the parameters of all kernels. */
  constructor(device: GPUDevice, parameters: GPUBuffer) {
    this.#device = device;
    this.#parameters = parameters;
  }

  /** What a kernel is run with on the given arrays, one for each of its own. */
  prepare(kernel: Kernel, arrays: readonly GpuArray[]): Prepared {
    const owners = arrays.map((_, i) => ownerOf(i, kernel, arrays));
    let variants = this.#variants.get(kernel);
    if (variants === undefined) this.#variants.set(kernel, variants = new Map());
    const key = owners.join();
    let variant = variants.get(key);
    if (variant === undefined) variants.set(key, variant = this.#compile(kernel, owners));
    const bindGroup = this.#bind(variant, arrays);
    return { pipeline: variant.pipeline, bindGroup };
  }

  #compile(kernel: Kernel, owners: readonly number[]): Variant {
    const isWritten = owners.map((_, i) =>
      owners.some((owner, j) => owner === i && kernel.isWritten[j])
    );
    const bound = owners.flatMap((owner, i) => owner === i ? [i] : []);
    const layout = this.#layoutOf(bound, isWritten);
    const module = this.#device.createShaderModule({
      label: kernel.name,
      code: kernel.wgsl(owners, isWritten),
    });
    const pipeline = this.#device.createComputePipeline({
      label: kernel.name,
      layout: this.#device.createPipelineLayout({ bindGroupLayouts: [layout.layout] }),
      compute: { module, entryPoint: "main" },
    });
    return { pipeline, layout, bound };
  }

  #layoutOf(bound: readonly number[], isWritten: readonly boolean[]): Layout {
    const key = bound.map((i) => `${i}${isWritten[i] ? "w" : "r"}`).join();
    let layout = this.#layouts.get(key);
    if (layout === undefined) {
      const arrays = bound.map((i): GPUBindGroupLayoutEntry => ({
        binding: i + 1,
        visibility: COMPUTE,
        buffer: { type: isWritten[i] ? "storage" : "read-only-storage" },
      }));
      const parameters: GPUBindGroupLayoutEntry = {
        binding: 0,
        visibility: COMPUTE,
        buffer: { type: "uniform", hasDynamicOffset: true },
      };
      const entries = [parameters, ...arrays];
      layout = {
        layout: this.#device.createBindGroupLayout({ entries }),
        bindGroups: new Map(),
      };
      this.#layouts.set(key, layout);
    }
    return layout;
  }

  #bind({ layout, bound }: Variant, arrays: readonly GpuArray[]): GPUBindGroup {
    const { bindGroups } = layout;
    let key = "";
    for (const i of bound) key += `${arrays[i].id},`;
    const known = bindGroups.get(key);
    if (known !== undefined) return known;
    const parameters = { buffer: this.#parameters, size: PARAMETER_BYTES };
    const bindGroup = this.#device.createBindGroup({
      layout: layout.layout,
      entries: [
        { binding: 0, resource: parameters },
        ...bound.map((i) => ({ binding: i + 1, resource: { buffer: arrays[i].buffer } })),
      ],
    });
    bindGroups.set(key, bindGroup);
    for (const i of bound) arrays[i].farewells.push(() => bindGroups.delete(key));
    return bindGroup;
  }
}

/**
 * The operand whose binding operand `i` uses: the first one in the same array, if one of them is
 * written, as it may not be bound twice then; else itself.
 */
function ownerOf(i: number, kernel: Kernel, arrays: readonly GpuArray[]): number {
  const isShared = arrays.some((array, j) =>
    j !== i && array === arrays[i] && (kernel.isWritten[i] || kernel.isWritten[j])
  );
  return isShared ? arrays.indexOf(arrays[i]) : i;
}
