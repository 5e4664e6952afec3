import { assertEquals } from "@std/assert";
import { join } from "@std/path";

const root = new URL("../..", import.meta.url);

Deno.test("kernel_modules.ts is what the kernels' sources give", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const file = join(folder, "kernel_modules.ts");
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--allow-read", "--allow-env", `--allow-write=${folder}`]
        .concat("--quiet", "tools/build_kernels.ts", file),
      cwd: root,
      env: { NO_COLOR: "1" },
    }).output();
    assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
    const committed = new URL("lib/devices/wasm/kernel_modules.ts", root);
    const same = await Deno.readTextFile(file) === await Deno.readTextFile(committed);
    assertEquals(same, true, "run `deno task build:kernels`");
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
