import { assertEquals, assertInstanceOf, assertThrows } from "@std/assert";
import { ConfigError, OptionError } from "../../../lib/config/config_error.ts";
import { parseEntries } from "../../../lib/config/entries.ts";
import { blaming, describePlace, errorIn } from "../../../lib/config/source.ts";

const source = { name: "a.config", entries: parseEntries("\nseed =  5\n", "a.config") };

Deno.test("errorIn() names the line of the key, and the column of a place in its value", () => {
  const whole = errorIn(source, "seed", "Expected less");
  assertEquals([whole.message, whole.position], ["a.config:2: seed: Expected less", { line: 2 }]);
  const place = errorIn(source, "seed", "Expected less", 0);
  assertEquals(place.message, "a.config:2:9: seed: Expected less");
  assertEquals(place.position, { line: 2, column: 9 });
});

Deno.test("errorIn() names the file alone where the key is not in it", () => {
  const error = errorIn(source, "folds", "Expected more", 3);
  assertEquals([error.message, error.position], ["a.config: folds: Expected more", undefined]);
});

Deno.test("errorIn() names the option that says something in place of the file", () => {
  const override = { key: "seed", value: "5" };
  const error = errorIn(
    { ...source, entries: new Map([["seed", override]]) },
    "seed",
    "Expected less",
    0,
  );
  assertInstanceOf(error, OptionError);
  assertEquals([error.message, error.position], ["--seed: Expected less", undefined]);
});

Deno.test("describePlace() tells the line, or the option", () => {
  const places = [...source.entries.values(), { key: "folds", value: "5" }].map(describePlace);
  assertEquals(places, ["is in line 2", "is set by --folds"]);
});

Deno.test("blaming() turns a RangeError into one of the configuration, and nothing else", () => {
  assertEquals(blaming(source, "seed", () => 7), 7);
  const refuse = () => {
    throw new RangeError("Expected 6 but found 5");
  };
  assertThrows(() => blaming(source, "seed", refuse), ConfigError, "a.config:2: seed: Expected 6");
  const fail = () => {
    throw new TypeError("no");
  };
  assertThrows(() => blaming(source, "seed", fail), TypeError, "no");
});
