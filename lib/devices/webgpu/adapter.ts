import { Recorder } from "./recorder.ts";

/** An adapter, and what is to be known of it. */
export interface Adapter {
  /** Itself. */
  readonly adapter: GPUAdapter;
  /** For people, such as "llvmpipe (LLVM 15.0.6, 256 bits)". */
  readonly description: string;
  /** Whether it is a program on the CPU. */
  readonly isSoftware: boolean;
}

/** What WebGPU's adapters in software call themselves. */
const SOFTWARE = /llvmpipe|lavapipe|softpipe|swiftshader|basic render|\bcpu\b/i;

/**
 * Looks for a GPU, or a program that stands for one.
 *
 * @throws {Error} If there is none.
 */
export async function findAdapter(): Promise<Adapter> {
  const { navigator }: { navigator?: { gpu?: GPU } } = globalThis;
  if (navigator?.gpu === undefined) {
    throw new Error("Expected WebGPU for the device webgpu but found a platform without it");
  }
  const adapter = await navigator.gpu.requestAdapter({ powerPreference: "high-performance" });
  if (adapter === null) {
    throw new Error(
      "Expected an adapter of WebGPU for the device webgpu but found none: it takes a GPU with a driver " +
        "for Vulkan, Metal or Direct3D 12, or, to compute on the CPU, Debian's packages " +
        "mesa-vulkan-drivers and libvulkan1",
    );
  }
  const { vendor, architecture, device, description, isFallbackAdapter } = adapter.info;
  const name = description ||
    [vendor, architecture, device].filter((part) => part !== "").join(" ");
  return {
    adapter,
    description: name || "an adapter without a name",
    isSoftware: isFallbackAdapter || SOFTWARE.test(`${vendor} ${architecture} ${name}`),
  };
}

/**
 * Opens a recorder on an adapter, with as much memory and as large workgroups as it has. An adapter can be
 * opened once.
 */
export async function openRecorder({ adapter, isSoftware }: Adapter): Promise<Recorder> {
  const { limits } = adapter;
  const device = await adapter.requestDevice({
    requiredLimits: {
      maxBufferSize: limits.maxBufferSize,
      maxStorageBufferBindingSize: limits.maxStorageBufferBindingSize,
      maxStorageBuffersPerShaderStage: limits.maxStorageBuffersPerShaderStage,
      maxComputeInvocationsPerWorkgroup: limits.maxComputeInvocationsPerWorkgroup,
      maxComputeWorkgroupSizeX: limits.maxComputeWorkgroupSizeX,
      maxComputeWorkgroupSizeY: limits.maxComputeWorkgroupSizeY,
      maxComputeWorkgroupStorageSize: limits.maxComputeWorkgroupStorageSize,
      minUniformBufferOffsetAlignment: limits.minUniformBufferOffsetAlignment,
    },
  });
  return new Recorder(device, isSoftware);
}
