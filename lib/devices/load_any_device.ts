import type { Device } from "./device.ts";
import type { DeviceOptions } from "./device_options.ts";
import { loadDevice } from "./load_device.ts";

/** Which device of all to open. */
export interface AnyDeviceOptions extends Omit<DeviceOptions, "device"> {
  /** `wasm` where it runs, else `typescript`, when left out. */
  readonly device?: Device["name"];
}

/**
 * Opens any device by its name, once what it needs is there, and only that.
 *
 * @throws {Error} If it cannot run here.
 * @throws {RangeError} If it does not have the precision.
 */
export async function loadAnyDevice({ device, ...options }: AnyDeviceOptions): Promise<Device> {
  if (device !== "webgpu") return await loadDevice({ device, ...options });
  const { openWebGpuDevice } = await import("./webgpu/open_webgpu_device.ts");
  return await openWebGpuDevice(options);
}
