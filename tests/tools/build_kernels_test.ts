import { assertEquals } from "@std/assert";
import { fromFileUrl, join } from "@std/path";

const root = new URL("../..", import.meta.url);

Deno.test("kernel_modules/ is what the kernels' sources give", async () => {
  const folder = await Deno.makeTempDir();
  try {
    const { code, stderr } = await new Deno.Command(Deno.execPath(), {
      args: ["run", "--no-prompt", "--allow-read", "--allow-env", `--allow-write=${folder}`]
        .concat("--quiet", "tools/build_kernels.ts", folder),
      cwd: root,
      env: { NO_COLOR: "1" },
    }).output();
    assertEquals([code, new TextDecoder().decode(stderr)], [0, ""]);
    const committed = fromFileUrl(new URL("lib/devices/wasm/kernel_modules", root));
    const names = Array.from(Deno.readDirSync(committed), ({ name }) => name).sort();
    assertEquals(Array.from(Deno.readDirSync(folder), ({ name }) => name).sort(), names);
    for (const name of names) {
      const [made, found] = [folder, committed].map((at) => Deno.readTextFileSync(join(at, name)));
      assertEquals(made === found, true, `${name}: run \`deno task build:kernels\``);
    }
  } finally {
    await Deno.remove(folder, { recursive: true });
  }
});
