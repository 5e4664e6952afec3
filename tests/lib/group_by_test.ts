import { assertEquals } from "@std/assert";
import { groupBy } from "../../lib/group_by.ts";

Deno.test("groupBy() does what Map.groupBy() does", () => {
  const parity = (number: number) => number % 2 === 0 ? "even" : "odd";
  for (const numbers of [[], [1], [3, 2, 1, 0, 5]]) {
    const [found, expected] = [groupBy(numbers, parity), Map.groupBy(numbers, parity)];
    assertEquals([...found], [...expected]);
  }
});
