import { assertEquals, assertRejects } from "@std/assert";
import { download } from "../../../cli/fetching/download.ts";
import { serveFiles } from "../serve_files.ts";
import { TemporaryFolder } from "../temporary_folder.ts";

const never = new AbortController().signal;

Deno.test("download() writes the file", async () => {
  using folder = new TemporaryFolder();
  const content = Uint8Array.from({ length: 200_000 }, (_, i) => i % 251);
  await using server = serveFiles({ "/a": content });
  await download(`${server.address}/a`, folder.join("a"), never);
  assertEquals(Deno.readFileSync(folder.join("a")), content);
});

Deno.test("download() tells what the server answered", async () => {
  using folder = new TemporaryFolder();
  await using server = serveFiles({});
  await assertRejects(
    () => download(`${server.address}/a`, folder.join("a"), never),
    Error,
    "Expected the file but found 404 Not Found",
  );
  assertEquals(folder.names(), []);
});

Deno.test("download() tells that there is no server", async () => {
  using folder = new TemporaryFolder();
  const server = serveFiles({});
  await server[Symbol.asyncDispose]();
  const url = `${server.address}/a`;
  await assertRejects(() => download(url, folder.join("a"), never), Error, url);
});

Deno.test("download() ends when it is aborted", async () => {
  using folder = new TemporaryFolder();
  await using server = serveFiles({ "/a": new Uint8Array(10) });
  const signal = AbortSignal.abort(new Error("enough"));
  await assertRejects(
    () => download(`${server.address}/a`, folder.join("a"), signal),
    Error,
    "enough",
  );
});
