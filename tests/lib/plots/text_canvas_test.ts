import { assertEquals } from "@std/assert";
import { TextCanvas } from "../../../lib/plots/text_canvas.ts";

function draw(columns: number, rows: number, work: (canvas: TextCanvas) => void): string[] {
  const canvas = new TextCanvas(columns, rows);
  work(canvas);
  return canvas.toLines();
}

const bold = (text: string) => `<b>${text}</b>`;
const italic = (text: string) => `<i>${text}</i>`;

Deno.test("TextCanvas sets each dot of a character, by Unicode's numbers of the dots", () => {
  const places = [[0, 0], [0, 1], [0, 2], [1, 0], [1, 1], [1, 2], [0, 3], [1, 3]] as const;
  places.forEach((place, i) => {
    const expected = String.fromCodePoint(0x2800 + 2 ** i);
    assertEquals(draw(1, 1, (canvas) => canvas.drawDot(place)), [expected], `dot ${i + 1}`);
  });
});

Deno.test("TextCanvas puts dots together, and blanks where there are none but at the end", () => {
  assertEquals(draw(3, 2, (canvas) => canvas.drawDot([2, 0])), [" ⠁", ""]);
  const everything = draw(2, 1, (canvas) => {
    for (let x = 0; x < 4; x++) canvas.drawLine([x, 0], [x, 3]);
  });
  assertEquals(everything, ["⣿⣿"]);
});

Deno.test("TextCanvas.drawLine() joins two places in any direction, both included", () => {
  assertEquals(draw(2, 1, (canvas) => canvas.drawLine([0, 0], [3, 0])), ["⠉⠉"]);
  assertEquals(draw(2, 1, (canvas) => canvas.drawLine([3, 3], [0, 3])), ["⣀⣀"]);
  assertEquals(draw(1, 2, (canvas) => canvas.drawLine([0, 7], [0, 0])), ["⡇", "⡇"]);
  assertEquals(draw(2, 1, (canvas) => canvas.drawLine([0, 3], [3, 0])), ["⡠⠊"]);
  assertEquals(draw(1, 1, (canvas) => canvas.drawLine([1, 3], [1, 3])), ["⢀"]);
});

Deno.test("TextCanvas leaves out what lies outside", () => {
  const lines = draw(1, 1, (canvas) => {
    for (const place of [[-1, 0], [2, 0], [0, -1], [0, 4], [NaN, 0]] as const) {
      canvas.drawDot(place);
      canvas.drawMark(place, "x");
    }
  });
  assertEquals(lines, [""]);
});

Deno.test("TextCanvas.drawMark() writes a character instead of the dots", () => {
  const lines = draw(3, 1, (canvas) => {
    canvas.drawMark([3, 2], "x");
    canvas.drawLine([0, 0], [5, 0]);
  });
  assertEquals(lines, ["⠉x⠉"]);
});

Deno.test("TextCanvas paints neighbours of one colour together, the latest colour of each", () => {
  const lines = draw(4, 1, (canvas) => {
    canvas.drawLine([0, 0], [7, 0], bold);
    canvas.drawMark([2, 0], "x", italic);
    canvas.drawMark([4, 0], "y", italic);
  });
  assertEquals(lines, ["<b>⠉</b><i>xy</i><b>⠉</b>"]);
});
