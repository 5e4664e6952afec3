/** A web server with some files. */
export interface FileServer extends AsyncDisposable {
  /** Its address, without a slash at the end. */
  readonly address: string;
  /** The paths that were asked for, in order. */
  readonly requests: readonly string[];
}

/** Serves files on loopback, by their paths. */
export function serveFiles(files: Record<string, Uint8Array<ArrayBuffer>>): FileServer {
  const requests: string[] = [];
  const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen: () => {} }, (request) => {
    const path = new URL(request.url).pathname;
    requests.push(path);
    const content = files[path];
    return content === undefined ? new Response("", { status: 404 }) : new Response(content);
  });
  return {
    address: `http://127.0.0.1:${server.addr.port}`,
    requests,
    [Symbol.asyncDispose]: () => server.shutdown(),
  };
}
