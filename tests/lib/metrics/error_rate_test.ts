import { assertEquals } from "@std/assert";
import { ratesOf } from "../../../lib/metrics/error_rate.ts";

Deno.test("ratesOf() gives both shares as they are read", () => {
  assertEquals(ratesOf(1768, 10000), { errorRate: 0.1768, accuracy: 0.8232 });
  assertEquals(ratesOf(0, 3), { errorRate: 0, accuracy: 1 });
  assertEquals(ratesOf(0, 0), { errorRate: NaN, accuracy: NaN });
});
