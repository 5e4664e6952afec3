import { assertEquals, assertLess } from "@std/assert";

const module = new URL("../lib/devices/wasm/wasm_device.ts", import.meta.url);

/** Multiplies two matrices of ones that are large enough for all threads. */
const product = `
function product(device) {
  const a = device.matrix(200, 300);
  const b = device.matrix(300, 100);
  const c = device.matrix(200, 100);
  a.data.fill(1);
  b.data.fill(1);
  for (let i = 0; i < 50; i++) device.gemm(false, false, 1, a, b, 0, c);
  return c.data.every((value) => value === 300);
}
`;

/** What a program prints that has no permissions. */
async function output(program: string, ...options: readonly string[]): Promise<string> {
  const source = `import { createWasmDevice } from "${module}";${product}${program}`;
  const { code, stdout, stderr } = await new Deno.Command(Deno.execPath(), {
    args: [
      "run",
      "--quiet",
      "--no-prompt",
      "--no-check",
      "--ext=js",
      ...options,
      `data:text/javascript,${encodeURIComponent(source)}`,
    ],
    env: { NO_COLOR: "1" },
  }).output();
  assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
  return new TextDecoder().decode(stdout).trim();
}

Deno.test("createWasmDevice's threads do not keep a process alive", async () => {
  assertEquals(await output(`console.log(product(createWasmDevice({ threads: 3 })));`), "true");
});

Deno.test("createWasmDevice's threads are the web's where they may hold the process, until it is disposed of", async () => {
  const found = await output(`
    let started = 0;
    globalThis.Worker = class extends Worker {
      constructor(...options) {
        super(...options);
        started++;
      }
    };
    const device = createWasmDevice({ threads: 3, holdsProcess: true });
    console.log(product(device), started);
    device[Symbol.dispose]();
  `);
  assertEquals(found, "true 2");
});

Deno.test("the elements of a view outlive its matrix", async () => {
  const program = `
    const device = createWasmDevice({ threads: 1 });
    function firstRow() {
      const matrix = device.matrix(2, 1000);
      matrix.data.fill(3);
      return matrix.firstRows(1).data;
    }
    const row = firstRow();
    for (let i = 0; i < 5; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 1));
      device.matrix(2, 1000).data.fill(-7);
    }
    console.log(row.every((value) => value === 3));
  `;
  assertEquals(await output(program, "--v8-flags=--expose-gc"), "true");
});

Deno.test("createWasmDevice's threads sleep when there is nothing to do", async () => {
  const milliseconds = await output(`
    const device = createWasmDevice({ threads: 4 });
    product(device);
    await new Promise((resolve) => setTimeout(resolve, 1000));
    product(device);
    await new Promise((resolve) => setTimeout(resolve, 100));
    const before = process.cpuUsage();
    await new Promise((resolve) => setTimeout(resolve, 500));
    const { user, system } = process.cpuUsage(before);
    console.log((user + system) / 1000);
  `);
  assertEquals(Number(milliseconds) < 200, true, `${milliseconds} ms of 500`);
});

Deno.test("createWasmDevice runs on one thread where memory cannot be shared", async () => {
  const found = await output(`
    delete globalThis.SharedArrayBuffer;
    const device = createWasmDevice({ threads: 4 });
    console.log(device.threads, product(device));
  `);
  assertEquals(found, "1 true");
});

Deno.test("createWasmDevice runs without relaxed SIMD", async () => {
  const found = await output(`
    let refused = 0;
    WebAssembly.validate = () => refused++ < 0;
    console.log(product(createWasmDevice({ threads: 2 })), refused > 0);
  `);
  assertEquals(found, "true true");
});

Deno.test({
  name: "a processor without the kernels' vectors is recognized",
  ignore: Deno.build.arch !== "x86_64",
  fn: async () => {
    const program = `
      const { isWasmSupported } = await import("${module}");
      console.log(isWasmSupported());
    `;
    assertEquals(await output(program, "--v8-flags=--no-enable-sse4-1"), "false");
  },
});

Deno.test("createWasmDevice starts a browser's workers where there are no others", async () => {
  const found = await output(`
    delete globalThis.process;
    let started = 0;
    globalThis.Worker = class extends Worker {
      constructor(...options) {
        super(...options);
        started++;
      }
    };
    const device = createWasmDevice({ threads: 3 });
    const isRight = product(device);
    device[Symbol.dispose]();
    console.log(isRight, started);
  `);
  assertEquals(found, "true 2");
});

Deno.test("createWasmDevice runs where the number of processors is not known", async () => {
  const found = await output(`
    delete globalThis.navigator;
    const device = createWasmDevice();
    console.log(device.threads, product(device));
  `);
  assertEquals(found, "1 true");
});

Deno.test("a device that nobody has disposed of gives back its memory once it is out of use", async () => {
  const megabytes = await output(
    `
    const pause = () => new Promise((resolve) => setTimeout(resolve, 20));
    const used = async () => {
      for (let i = 0; i < 10; i++) {
        gc();
        await pause();
      }
      return Deno.memoryUsage().rss;
    };
    for (let i = 0; i < 3; i++) createWasmDevice({ threads: 3 });
    const before = await used();
    for (let i = 0; i < 10; i++) {
      createWasmDevice({ threads: 3 });
      gc();
      await pause();
    }
    console.log((await used() - before) / 2 ** 20);
  `,
    "--v8-flags=--expose-gc",
  );
  // Each takes some 20 with its two threads.
  assertLess(Number(megabytes), 120);
});

Deno.test("the operations of a device work on when it is out of use itself", async () => {
  const program = `
    const { gemm, matrix } = createWasmDevice({ threads: 3 });
    for (let i = 0; i < 10; i++) {
      gc();
      await new Promise((resolve) => setTimeout(resolve, 10));
    }
    console.log(product({ gemm, matrix }));
  `;
  assertEquals(await output(program, "--v8-flags=--expose-gc"), "true");
});
