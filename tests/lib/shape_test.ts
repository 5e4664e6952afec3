import { assertEquals } from "@std/assert";
import { formatShape, sizeOf } from "../../lib/shape.ts";

Deno.test("sizeOf() is the product of the extents", () => {
  assertEquals(sizeOf([784]), 784);
  assertEquals(sizeOf([3, 32, 32]), 3072);
});

Deno.test("formatShape() writes the extents with an x between them", () => {
  assertEquals(formatShape([784]), "784");
  assertEquals(formatShape([16, 28, 28]), "16x28x28");
});
