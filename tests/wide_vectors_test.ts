import { assertEquals } from "@std/assert";

/** Lets V8 pair operations on vectors, wherever it finds neighbours. */
const PAIRING = "--v8-flags=--experimental-wasm-revectorize";

const root = new URL("..", import.meta.url);

async function run(...args: readonly string[]): Promise<{ code: number; output: string }> {
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    ...{ args: [...args], cwd: root, env: { NO_COLOR: "1", DENO_WEBGPU_BACKEND: "dx12" } },
  }).output();
  const [output, errors] = [stdout, stderr].map((bytes) => new TextDecoder().decode(bytes));
  return { code, output: code === 0 ? output : output + errors };
}

/** Whether the processor is known to have vectors of 256 bits. */
const canPair = Deno.build.os === "linux" && processorHas("avx2") && processorHas("fma");

function processorHas(name: string): boolean {
  const args = ["--quiet", "--word-regexp", name, "/proc/cpuinfo"];
  return new Deno.Command("grep", { args }).outputSync().success;
}

/** Seconds that a training waits for the engine to pair. */
const wait = canPair ? 30 : 1;

for (const precision of ["f32", "f64"]) {
  Deno.test(`trainings have the same bits with and without wide vectors (${precision})`, async () => {
    const train = async (threads: number, seconds: number, ...flags: readonly string[]) => {
      const program = ["tests/wide_vectors.ts", precision, String(threads), String(seconds)];
      const { code, output } = await run("run", "--quiet", "--no-prompt", ...flags, ...program);
      assertEquals(code, 0, output);
      return JSON.parse(output);
    };
    const [expected, ...found] = await Promise.all([
      ...[train(1, 1), train(1, wait, PAIRING), train(2, wait, PAIRING)],
    ]);
    assertEquals(expected.isWide, false);
    for (const { bits } of found) assertEquals(bits, expected.bits);
    if (canPair) assertEquals(found.map(({ isWide }) => isWide), [true, true]);
  });
}

// With a backend that this platform lacks webgpu finds no adapter: the flag changes nothing there.
Deno.test("devices and layers pass their tests with wide vectors", async () => {
  const folders = ["tests/lib/devices", "tests/lib/layers"];
  const { code, output } = await run("test", "-P", "--no-check", "--quiet", PAIRING, ...folders);
  assertEquals(code, 0, output);
});
