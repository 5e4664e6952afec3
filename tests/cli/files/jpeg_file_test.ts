import { assertEquals, assertRejects } from "@std/assert";
import { decodeJpeg } from "../../../cli/files/jpeg_file.ts";
import { FormatError } from "../../../lib/formats/format_error.ts";
import { mutationsOf } from "../../mutations.ts";

function fixture(name: string): Uint8Array<ArrayBuffer> {
  return Deno.readFileSync(`tests/fixtures/images/${name}.jpg`);
}

/** The size of an image, and its colours near the four corners, row by row. */
async function cornersOf(bytes: Uint8Array): Promise<number[][]> {
  const { width, height, channels, data } = await decodeJpeg(bytes);
  const places = [[2, 2], [width - 3, 2], [2, height - 3], [width - 3, height - 3]];
  return [
    [width, height],
    ...places.map(([x, y]) =>
      Array.from({ length: channels }, (_, c) => data[(y * width + x) * channels + c])
    ),
  ];
}

// As Pillow reads them.
const [red, green, blue, grey] = [[200, 0, 0], [0, 200, 0], [1, 0, 200], [100, 100, 100]];

Deno.test("decodeJpeg() reads baseline and progressive images in colour, and grey ones", async () => {
  const expected = [[32, 16], red, green, blue, grey];
  assertEquals(await cornersOf(fixture("baseline")), expected);
  assertEquals(await cornersOf(fixture("progressive")), expected);
  assertEquals(await cornersOf(fixture("grey")), [[24, 8], [0], [255], [0], [255]]);
});

Deno.test("decodeJpeg() sets images upright as cameras say", async () => {
  assertEquals(await cornersOf(fixture("orientation3")), [[32, 16], grey, blue, green, red]);
  assertEquals(await cornersOf(fixture("orientation6")), [[16, 32], blue, red, grey, green]);
  assertEquals(await cornersOf(fixture("orientation8")), [[16, 32], green, grey, red, blue]);
});

Deno.test("decodeJpeg() reads what is cut off behind the pixels, and says what is cut off in them", async () => {
  const whole = fixture("baseline");
  assertEquals(await cornersOf(whole.subarray(0, -2)), await cornersOf(whole));
  await assertRejects(
    () => decodeJpeg(whole.subarray(0, -9)),
    FormatError,
    "Expected an intact JPEG image but found a damaged one: Corrupt JPEG data: premature end",
  );
});

Deno.test("decodeJpeg() refuses the colours of printing presses", async () => {
  await assertRejects(
    () => decodeJpeg(fixture("cmyk")),
    FormatError,
    "Expected a JPEG image in grey or colour but found 4 components",
  );
});

Deno.test("decodeJpeg() refuses huge images before it decodes them", async () => {
  const bytes = fixture("baseline");
  const frame = bytes.findIndex((byte, i) => byte === 0xff && bytes[i + 1] === 0xc0);
  bytes.fill(0xff, frame + 5, frame + 9);
  const message = "at most 40000000 pixels but found 65535 x 65535";
  await assertRejects(() => decodeJpeg(bytes), FormatError, message);
});

Deno.test("decodeJpeg() reads damaged files or says what is wrong, and others after them", async () => {
  const whole = fixture("progressive");
  for (const bytes of mutationsOf(whole, 300)) {
    try {
      const { width, height, channels, data } = await decodeJpeg(bytes);
      assertEquals(data.length, width * height * channels);
    } catch (error) {
      if (!(error instanceof FormatError)) throw error;
    }
  }
  assertEquals((await cornersOf(whole))[1], red);
});
