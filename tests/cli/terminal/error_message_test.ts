import { assertEquals } from "@std/assert";
import { formatError, LinesError } from "../../../cli/terminal/error_message.ts";

Deno.test("formatError() keeps a message to one line, and escape sequences from the terminal", () => {
  const controls = "a\x1b[2Jb\x9bc\r\nd\u2028e\u2029f\u202eg\u2066h\x7f\t";
  assertEquals(
    formatError(new Error(controls)),
    "a\\u{1b}[2Jb\\u{9b}c\\u{d}\\u{a}d\\u{2028}e\\u{2029}f\\u{202e}g\\u{2066}h\\u{7f}\\u{9}",
  );
  assertEquals(formatError(new Error('Zürich, 東京: "\\u{a}"')), 'Zürich, 東京: "\\u{a}"');
  assertEquals(formatError("thrown\n"), "thrown\\u{a}");
});

Deno.test("formatError() keeps the lines of a LinesError, and each of them one", () => {
  const error = new LinesError(["Cannot fetch:", "  a\nb", "  c"]);
  assertEquals(error.message, "Cannot fetch:\n  a\nb\n  c");
  assertEquals(formatError(error), "Cannot fetch:\n  a\\u{a}b\n  c");
});
