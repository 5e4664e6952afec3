import type { Raster } from "../../lib/data/raster.ts";
import { concatenate } from "../../lib/formats/bytes.ts";
import { FormatError } from "../../lib/formats/format_error.ts";
import { type JpegHeader, parseJpegHeader } from "../../lib/formats/jpeg.ts";
import { checkExtents } from "./image_size.ts";

/** The decoder's code, by the name that `deno.json` gives its package. */
const decoderFile = "@jsquash/jpeg/codec/dec/mozjpeg_dec.wasm";

/** What ends a JPEG file. */
const END_OF_IMAGE = Uint8Array.of(0xff, 0xd9);

/** What the decoder says of pixels that it had to make up. */
const CUT_OFF = /premature end/i;

/** The decoder, and what it says about the file that it decodes. */
interface Decoder {
  readonly module: DecoderModule;
  readonly complaints: string[];
}

/** The decoder's module, as far as it is used; the package has no types for it. */
interface DecoderModule {
  /** Red, green, blue and alpha of an image; null if there is none. */
  decode(bytes: ArrayBuffer, turnsUpright: boolean): ImageData | null;
}

let code: Promise<WebAssembly.Module> | undefined;
let decoder: Promise<Decoder> | undefined;

/**
 * The image of a JPEG file in grey or colour, set upright as its Exif data say.
 *
 * @throws {FormatError} If the bytes are not a JPEG image, are cut off, are in the four colours of printing
 * presses, or the image has more than 40 million pixels.
 */
export async function decodeJpeg(bytes: Uint8Array): Promise<Raster> {
  const header = parseJpegHeader(bytes);
  checkExtents(header);
  checkComponents(header);
  decoder ??= openDecoder();
  const { module, complaints } = await decoder;
  complaints.length = 0;
  try {
    // A file that lacks nothing but its end is whole.
    const image = module.decode(concatenate([bytes, END_OF_IMAGE]).buffer, true);
    if (image === null || complaints.some((text) => CUT_OFF.test(text))) throw new Error("cut off");
    const { width, height, data } = image;
    const channels = header.components;
    return { width, height, channels, depth: 8, data: firstChannels(data, channels) };
  } catch (error) {
    // What has failed once is in no state to decode another file.
    decoder = undefined;
    const reason = complaints.at(-1) ?? (error instanceof Error ? error.message : "");
    throw new FormatError(`Expected an intact JPEG image but found a damaged one: ${reason}`, {
      cause: error,
    });
  }
}

function checkComponents({ components }: JpegHeader): void {
  if (components === 1 || components === 3) return;
  throw new FormatError(
    `Expected a JPEG image in grey or colour but found ${components} components, as in the CMYK ` +
      "of printing presses; convert it to PNG",
  );
}

/** The first one or three of each pixel's four samples, in the memory of all. */
function firstChannels(data: ImageData["data"], channels: number): Uint8Array {
  const count = data.length / 4;
  for (let i = 0; i < count; i++) {
    for (let c = 0; c < channels; c++) data[i * channels + c] = data[4 * i + c];
  }
  return new Uint8Array(data.buffer, data.byteOffset, count * channels);
}

async function openDecoder(): Promise<Decoder> {
  // Most runs read no JPEG file.
  const { default: open } = await import("@jsquash/jpeg/codec/dec/mozjpeg_dec.js");
  code ??= compileDecoder();
  const compiled = await code;
  const complaints: string[] = [];
  const complain = (text: string) => complaints.push(text);
  const module: DecoderModule = await open({
    noInitialRun: true,
    instantiateWasm(imports: WebAssembly.Imports, take: (instance: WebAssembly.Instance) => void) {
      const instance = new WebAssembly.Instance(compiled, imports);
      take(instance);
      return instance.exports;
    },
    print: complain,
    printErr: complain,
  });
  return { module, complaints };
}

async function compileDecoder(): Promise<WebAssembly.Module> {
  const bytes = await Deno.readFile(new URL(import.meta.resolve(decoderFile)));
  return await WebAssembly.compile(bytes);
}
