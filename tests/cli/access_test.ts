import { assertEquals } from "@std/assert";
import { TemporaryFolder } from "./temporary_folder.ts";
import { runProgram } from "./run_mnist.ts";

const access = import.meta.resolve("../../cli/access.ts");
const main = import.meta.resolve("../../cli/main.ts");

/** What a compiled program is allowed. */
const everything = [
  "--allow-read",
  "--allow-write",
  "--allow-run=npm,deno,apt-get,dpkg-deb,node,python3,/usr/bin/python3",
  "--allow-net=cave.cs.toronto.edu,storage.googleapis.com,127.0.0.1",
  "--allow-sys=cpus",
];

const stateOfAll = `
  const descriptors = [
    { name: "read" },
    { name: "run", command: "npm" },
    { name: "run", command: "apt-get" },
    { name: "run", command: "python3" },
    { name: "net", host: "cave.cs.toronto.edu" },
    { name: "net", host: "127.0.0.1" },
    { name: "sys", kind: "cpus" },
  ];
  console.log(descriptors.filter((d) => Deno.permissions.querySync(d).state === "granted")
    .map(({ name, command = name, host = command }) => host).join(" "));
`;

/** What remains allowed after some code, in a program that may do everything. */
async function remaining(code: string, env?: Record<string, string>): Promise<string> {
  using folder = new TemporaryFolder();
  const script = folder.write("script.ts", code + stateOfAll);
  const config = new URL("../../deno.json", import.meta.url).pathname;
  const args = ["run", "--quiet", "--no-prompt", "--config", config, ...everything, script];
  const { stdout, stderr } = await runProgram(Deno.execPath(), args, { cwd: folder.path, env });
  assertEquals(stderr, "");
  return stdout.trimEnd().split("\n").at(-1) ?? "";
}

function restricted(needs: string, env?: Record<string, string>): Promise<string> {
  const code = `import { restrictTo } from ${JSON.stringify(access)}; restrictTo(${needs});`;
  return remaining(code, env);
}

Deno.test("a program may do everything that it was allowed before", async () => {
  assertEquals(await remaining(""), "read npm apt-get python3 cave.cs.toronto.edu 127.0.0.1 sys");
});

Deno.test("restrictTo() leaves files alone where nothing else is needed", async () => {
  assertEquals(await restricted("{}"), "read");
});

Deno.test("restrictTo() leaves what is needed", async () => {
  assertEquals(
    await restricted('{ programs: ["npm"], network: "mirrors" }'),
    "read npm cave.cs.toronto.edu",
  );
  assertEquals(await restricted('{ network: "loopback" }'), "read 127.0.0.1");
  assertEquals(await restricted('{ programs: ["python3"], processor: true }'), "read python3 sys");
});

Deno.test("restrictTo() leaves a program that is needed by another of its names, too", async () => {
  // There, python3 is /usr/bin/python3.
  const env = { PATH: "/usr/bin:/bin" };
  const needs = '{ programs: ["python3"], processor: true }';
  assertEquals(await restricted(needs, env), "read python3 sys");
});

Deno.test("mnist gives up what a subcommand does not need, also where it is allowed everything", async () => {
  const labels = JSON.stringify(
    new URL("../../mnist-datasets/single-label.idx1-ubyte", import.meta.url).pathname,
  );
  const run = (args: string) =>
    remaining(`import { main } from ${JSON.stringify(main)};
    if (await main(${args}) !== 0) throw new Error("failed");`);
  assertEquals(await run(`["read-labels", ${labels}, "label.txt", "0"]`), "read");
  assertEquals(await run('["train", "--help"]'), "read");
  assertEquals(await run('["fetch", "--help"]'), "read npm apt-get cave.cs.toronto.edu");
  assertEquals(await run('["playground", "--help"]'), "read 127.0.0.1");
  assertEquals(await run('["bench", "--help"]'), "read npm python3 sys");
});
