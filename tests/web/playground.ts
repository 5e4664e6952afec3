import { fromFileUrl } from "@std/path";
import { serveSite } from "../../cli/playground/serve_site.ts";
import { readSite } from "../../cli/playground/site.ts";
import { makePlayground } from "../../tools/playground.ts";

const bundle = fromFileUrl(import.meta.resolve("../../build/playground/site.json"));

/** Whether `build.sh` could bundle the page, for which it needs esbuild from npm. */
export function isBundled(): boolean {
  try {
    return Deno.statSync(bundle).isFile;
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return false;
    throw error;
  }
}

/** A page that is served. */
export interface Server extends AsyncDisposable {
  /** With a slash at the end. */
  readonly address: string;
}

/** The playground as it is in the sources, in a folder of its own. */
export class Playground {
  readonly folder: string;

  private constructor(folder: string) {
    this.folder = folder;
  }

  /** Bundles it. */
  static async make(): Promise<Playground> {
    const folder = await Deno.makeTempDir();
    await makePlayground(folder);
    return new Playground(folder);
  }

  /** Serves it as the program does. */
  async serve(): Promise<Server> {
    const controller = new AbortController();
    const address = Promise.withResolvers<string>();
    const end = serveSite(await readSite(this.folder), address.resolve, controller.signal);
    return {
      address: await address.promise,
      async [Symbol.asyncDispose]() {
        controller.abort();
        await end;
      },
    };
  }

  /** Serves it as a plain web server does, which does not isolate pages. */
  serveUnisolated(): Server {
    const types: Record<string, string> = {
      html: "text/html",
      js: "text/javascript",
      css: "text/css",
    };
    const onListen = () => {};
    const server = Deno.serve({ hostname: "127.0.0.1", port: 0, onListen }, async ({ url }) => {
      const name = new URL(url).pathname.slice(1) || "index.html";
      const type = types[name.slice(name.lastIndexOf(".") + 1)] ?? "application/octet-stream";
      const content = await Deno.readFile(`${this.folder}/${name}`);
      return new Response(content, { headers: { "content-type": type } });
    });
    return {
      address: `http://127.0.0.1:${server.addr.port}/`,
      [Symbol.asyncDispose]: () => server.shutdown(),
    };
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await Deno.remove(this.folder, { recursive: true });
  }
}
