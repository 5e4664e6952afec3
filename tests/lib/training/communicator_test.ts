import { assertEquals } from "@std/assert";
import { alone } from "../../../lib/training/communicator.ts";

Deno.test("alone is the only rank, and has all that there is", () => {
  assertEquals([alone.rank, alone.size], [0, 1]);
  const data = Float64Array.of(1, -0, NaN);
  alone.sum(data);
  alone.gather(data);
  assertEquals(data, Float64Array.of(1, -0, NaN));
  const received = new Float64Array(3);
  alone.exchange(data, received);
  assertEquals(received, data);
});
