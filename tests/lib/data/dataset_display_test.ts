import { assertEquals } from "@std/assert";
import { inflateSync } from "node:zlib";
import { displayDataset } from "../../../lib/data/dataset_display.ts";

/** The pictures in markup: their sizes, and their pixels without the filters of the rows. */
function picturesIn(html: string) {
  return Array.from(html.matchAll(/data:image\/png;base64,([^"]+)"/g), ([_, base64]) => {
    const png = Uint8Array.fromBase64(base64);
    const view = new DataView(png.buffer);
    const [width, height] = [view.getUint32(16), view.getUint32(20)];
    // The pixels come after the signature and the header, and before the end.
    const length = view.getUint32(33);
    const rows = inflateSync(png.subarray(41, 41 + length));
    const pixels = Array.from(rows).filter((_, i) => i % (3 * width + 1) > 0);
    const filters = Array.from(rows).filter((_, i) => i % (3 * width + 1) === 0);
    return { width, height, pixels, filters };
  });
}

Deno.test("displayDataset() shows the first images of each class", () => {
  const display = displayDataset({
    images: Uint8Array.of(10, 20, 30, 40, 50, 60),
    labels: [0, 2, 0],
    shape: [1, 2, 1],
    classNames: ["a", "none", "<c>"],
  });
  assertEquals(display["text/plain"].split("\n"), [
    "3 images of 1x2x1, 3 classes",
    "class  images  the first of them",
    "a           2  2 to look at",
    "none        0",
    "<c>         1  1 to look at",
  ]);
  const grey = (value: number) => [value, value, value];
  const white = grey(255);
  // Two images of a column each, two pixels apart.
  const first = [grey(10), white, white, grey(50), grey(20), white, white, grey(60)];
  const unfiltered = { height: 2, filters: [0, 0] };
  assertEquals(picturesIn(display["text/html"]), [
    { width: 4, pixels: first.flat(), ...unfiltered },
    { width: 1, pixels: [grey(30), grey(40)].flat(), ...unfiltered },
  ]);
});

Deno.test("displayDataset() shows colours, and no more than a dozen images of a class", () => {
  const images = new Uint8Array(3 * 50);
  images.set([1, 2, 3]);
  const labels = new Uint8Array(50);
  const display = displayDataset({ images, labels, shape: [3, 1, 1], classNames: ["a"] });
  const [{ width, pixels }] = picturesIn(display["text/html"]);
  assertEquals([width, pixels.slice(0, 3)], [12 + 11 * 2, [1, 2, 3]]);
});
