import { ProgressBar } from "../terminal/progress_bar.ts";

/** How long nothing may arrive, in milliseconds. */
const PATIENCE = 20_000;

/** Larger files are refused. */
const LARGEST_FILE = 2 ** 30;

/**
 * Downloads a file, with a progress bar on a terminal.
 *
 * @param path Where to put it; on failure a part of it may be left there.
 * @throws {Error} If it cannot be downloaded, or nothing arrives for 20 seconds.
 */
export async function download(url: string, path: string, signal: AbortSignal): Promise<void> {
  const stalled = new AbortController();
  const onStall = () =>
    stalled.abort(
      new Error(`Expected more data within ${PATIENCE / 1000} seconds but found none`),
    );
  let timer = setTimeout(onStall, PATIENCE);
  try {
    const response = await request(url, AbortSignal.any([signal, stalled.signal]));
    if (!response.ok || response.body === null) {
      await response.body?.cancel();
      throw new Error(
        `Expected the file but found ${response.status} ${response.statusText}`.trim(),
      );
    }
    const total = Number(response.headers.get("content-length") ?? 0);
    using file = await Deno.open(path, { write: true, createNew: true });
    using bar = new ProgressBar("downloading");
    let arrived = 0;
    for await (const chunk of response.body) {
      clearTimeout(timer);
      timer = setTimeout(onStall, PATIENCE);
      arrived += chunk.length;
      if (arrived > LARGEST_FILE) {
        throw new Error(`Expected at most ${LARGEST_FILE} bytes but found more`);
      }
      await writeAll(file, chunk);
      if (total >= arrived) bar.show(arrived, total);
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Deno's "fetch failed" has the reason as its cause. */
async function request(url: string, signal: AbortSignal): Promise<Response> {
  try {
    return await fetch(url, { signal });
  } catch (error) {
    if (error instanceof TypeError && error.cause instanceof Error) throw error.cause;
    throw error;
  }
}

async function writeAll(file: Deno.FsFile, bytes: Uint8Array): Promise<void> {
  let written = 0;
  while (written < bytes.length) written += await file.write(bytes.subarray(written));
}
