import type { Device } from "../../lib/devices/device.ts";
import { quote } from "../../lib/formats/quote.ts";
import { UsageError } from "../usage_error.ts";

/** What `--help` says of the option `--device`. */
export const DEVICE_HELP =
  "--device  what does the arithmetic: wasm, or typescript for plain loops";

/**
 * The value of the option `--device`.
 *
 * @param text What stands behind it; undefined where it is absent.
 * @throws {UsageError} If it is no device's name.
 */
export function parseDevice(text: string | undefined): Device["name"] | undefined {
  if (text === undefined || text === "typescript" || text === "wasm") return text;
  throw new UsageError(`Expected --device to be typescript or wasm but found ${quote(text)}`);
}
