import { initWasm, Resvg } from "@resvg/resvg-wasm";

/** The files of the packages, by the names that `deno.json` gives the packages. */
const rendererFile = "@resvg/resvg-wasm/index_bg.wasm";
const fontFiles = [
  "@expo-google-fonts/inter/400Regular/Inter_400Regular.ttf",
  "@expo-google-fonts/inter/600SemiBold/Inter_600SemiBold.ttf",
];

let loadedFonts: Promise<readonly Uint8Array[]> | undefined;

/** Larger pictures are refused. */
const MOST_PIXELS = 2 ** 26;

/**
 * Draws an SVG document of {@linkcode drawSvg} as a PNG file, in a font that it brings along, so that
 * it looks the same on all machines.
 *
 * @param scale Pixels to each unit of the document.
 * @throws {RangeError} If that makes a picture of more than 67 million pixels.
 */
export async function svgToPng(svg: string, scale = 2): Promise<Uint8Array> {
  loadedFonts ??= load();
  // The renderer knows only the name that SVG 1.1 has for it.
  const known = svg.replaceAll('image-rendering="pixelated"', 'image-rendering="optimizeSpeed"');
  const renderer = new Resvg(known, {
    fitTo: { mode: "zoom", value: scale },
    font: {
      fontBuffers: [...await loadedFonts],
      loadSystemFonts: false,
      defaultFontFamily: "Inter",
      sansSerifFamily: "Inter",
    },
  });
  try {
    checkPixels(renderer.width * scale, renderer.height * scale);
    const image = renderer.render();
    try {
      return image.asPng();
    } finally {
      image.free();
    }
  } finally {
    renderer.free();
  }
}

function checkPixels(width: number, height: number): void {
  if (width * height <= MOST_PIXELS) return;
  const size = `${Math.round(width)} x ${Math.round(height)}`;
  throw new RangeError(`Expected a picture of at most ${MOST_PIXELS} pixels but found ${size}`);
}

async function load(): Promise<readonly Uint8Array[]> {
  const [module, ...fonts] = await Promise.all([rendererFile, ...fontFiles].map(readPackageFile));
  await initWasm(module);
  return fonts;
}

function readPackageFile(name: string): Promise<Uint8Array<ArrayBuffer>> {
  return Deno.readFile(new URL(import.meta.resolve(name)));
}
