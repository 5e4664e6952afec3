import { extname } from "@std/path";
import type { SiteFiles } from "./site.ts";

const types: ReadonlyMap<string, string> = new Map([
  [".html", "text/html; charset=utf-8"],
  [".css", "text/css; charset=utf-8"],
  [".js", "text/javascript; charset=utf-8"],
  [".json", "application/json"],
  [".txt", "text/plain; charset=utf-8"],
]);

/** Where the page is served. */
const HOST = "127.0.0.1";

/** Isolated from others, a page may share memory among threads. */
const headers = {
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-embedder-policy": "require-corp",
  "cross-origin-resource-policy": "same-origin",
  "cache-control": "no-store",
  "x-content-type-options": "nosniff",
};

/**
 * Serves the page on loopback, at a port that is free, until the signal is given.
 *
 * @param listening Is told the address.
 */
export async function serveSite(
  files: SiteFiles,
  listening: (address: string) => void,
  signal?: AbortSignal,
): Promise<void> {
  const onListen = ({ port }: Deno.NetAddr) => listening(`http://${HOST}:${port}/`);
  await Deno.serve({ hostname: HOST, port: 0, onListen, signal }, (request) => {
    return answer(files, request);
  }).finished;
}

/** The answer to a request for a file of the page. */
async function answer(files: SiteFiles, request: Request): Promise<Response> {
  const { hostname, pathname } = new URL(request.url);
  // A page elsewhere could have given its own name to this machine, to read what is served here.
  if (hostname !== HOST && hostname !== "localhost") return refusal(421, "wrong host");
  if (request.method !== "GET" && request.method !== "HEAD") return refusal(405, "only GET");
  const name = pathname === "/" ? "index.html" : pathname.slice(1);
  const read = files.get(name);
  if (read === undefined) return refusal(404, "no such file");
  const type = types.get(extname(name)) ?? "application/octet-stream";
  return new Response(await read(), { headers: { ...headers, "content-type": type } });
}

function refusal(status: number, text: string): Response {
  return new Response(`${text}\n`, { status, headers });
}
