import { assertEquals, assertRejects } from "@std/assert";
import { PeerProcess } from "../../../cli/benchmarks/peer_process.ts";

/** A peer that is a shell script. */
function start(commands: string): Promise<PeerProcess> {
  return PeerProcess.start(["sh", "-c", commands]);
}

Deno.test("a peer measures once for each time it is asked, until it is disposed of", async () => {
  await using peer = await start("echo ready; for i in 1 2 3; do read line; echo $i.5; done");
  assertEquals(await peer.measure(), 1.5);
  assertEquals(await peer.measure(), 2.5);
});

Deno.test("a peer that cannot start says why in its last line", async () => {
  await assertRejects(
    () => start("printf 'Traceback\\nMemoryError\\n' >&2; exit 1"),
    Error,
    "Expected a peer to run on but it ended: MemoryError",
  );
});

Deno.test("a peer that ends while it measures says why", async () => {
  await using peer = await start("echo ready; read line; echo Killed >&2");
  await assertRejects(() => peer.measure(), Error, "it ended: Killed");
  await assertRejects(() => peer.measure(), Error, "it ended: Killed");
});

Deno.test("a peer must print seconds", async () => {
  await using peer = await start("echo ready; read line; echo soon; read line; echo 0");
  await assertRejects(() => peer.measure(), Error, 'to print seconds but found "soon"');
  await assertRejects(() => peer.measure(), Error, 'to print seconds but found "0"');
});
