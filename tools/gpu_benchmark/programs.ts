import { type Budget, type Measured } from "./measured.ts";

/** The tests of the device's operations, each compared with the reference device. */
const TESTS = "tests/lib/devices/webgpu/";

/** Runs the tests of every operation. */
export async function testOperations(budget: Budget): Promise<Measured[]> {
  const what = "tests of the operations";
  const output = await run(["test", "-P", "--no-check", "--cached-only", TESTS], budget);
  const [, passed, failed] = output.match(/(\d+) passed.*\| (\d+) failed/) ?? [];
  if (passed === undefined) {
    return [{ what, figure: "not finished", note: lastLine(output) }];
  }
  const failures = [...output.matchAll(/^(.*) \.\.\. FAILED/gm)].map(([, name]) => name);
  return [
    { what, figure: `${passed} passed`, note: `${failed} failed` },
    ...failures.map((name) => ({ what: name, figure: "failed", note: "" })),
  ];
}

/** Runs benchmarks of `mnist bench`, one after another. */
export async function* runBenchmarks(
  names: readonly string[],
  device: string,
  budget: Budget,
): AsyncGenerator<Measured> {
  for (const name of names) {
    if (budget.isSpent) return;
    const options = ["--device", device, "--precision", "f32"];
    const output = await run(
      ["run", "-A", "--quiet", "--cached-only", "cli/main.ts", "bench", name, ...options],
      budget,
    );
    const [, seconds] = output.match(/ f32 ([\d.]+)/) ?? [];
    const figure = seconds === undefined ? "not finished" : `${seconds} s`;
    const note = seconds === undefined ? lastLine(output) : "for 60,000 images";
    yield { what: `bench ${name}, ${device}`, figure, note };
  }
}

/** What Deno writes, on both its streams, until it ends or the budget is spent. */
async function run(args: readonly string[], budget: Budget): Promise<string> {
  const command = new Deno.Command(Deno.execPath(), {
    args: [...args],
    env: { NO_COLOR: "1" },
    stdin: "null",
    stdout: "piped",
    stderr: "piped",
    signal: AbortSignal.timeout(1000 * budget.left),
  });
  const { stdout, stderr } = await command.output();
  const decoder = new TextDecoder();
  return decoder.decode(stdout) + decoder.decode(stderr);
}

function lastLine(text: string): string {
  return text.trimEnd().split("\n").at(-1) || "out of time";
}
