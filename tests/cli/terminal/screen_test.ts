import { assertEquals } from "@std/assert";
import { LiveArea } from "../../../cli/terminal/screen.ts";
import { FakeScreen } from "./fake_screen.ts";

Deno.test("LiveArea draws lines in the place of the ones before, below what is printed", () => {
  const screen = new FakeScreen();
  const area = new LiveArea(screen);
  screen.print("before");
  assertEquals(area.isShown, false);
  area.draw(["one", "two", "three"]);
  assertEquals(screen.lines, ["before", "one", "two", "three"]);
  area.draw(["1", "", "a long third line"]);
  assertEquals(screen.lines, ["before", "1", "", "a long third line"]);
  area.draw(["alone"]);
  assertEquals(screen.lines, ["before", "alone"]);
  area.draw(["more", "lines"]);
  assertEquals(screen.lines, ["before", "more", "lines"]);
  assertEquals(area.isShown, true);
});

Deno.test("LiveArea draws with a single write, so that no half of it is ever seen", () => {
  const screen = new FakeScreen();
  const area = new LiveArea(screen);
  area.draw(["one", "two"]);
  area.draw(["three", "four"]);
  assertEquals(screen.written.length, 2);
});

Deno.test("LiveArea.erase() leaves the screen as it was", () => {
  const screen = new FakeScreen();
  const area = new LiveArea(screen);
  area.erase();
  assertEquals(screen.written, []);
  screen.print("before");
  area.draw(["one", "two"]);
  area.erase();
  assertEquals({ lines: screen.lines, isShown: area.isShown }, {
    lines: ["before", ""],
    isShown: false,
  });
  screen.print("behind");
  assertEquals(screen.lines, ["before", "behind", ""]);
});
