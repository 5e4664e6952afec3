import type { Device } from "../devices/device.ts";
import type { Parameter } from "../layers/parameter.ts";

/** What an optimizer changes; a network is one. */
export interface Trainable {
  readonly device: Device;
  readonly parameters: readonly Parameter[];
}
