import { join } from "@std/path";

/**
 * Brings a Debian package into a folder with `apt-get`, which knows the user's sources and checks
 * what arrives, and unpacks it there with `dpkg-deb`. Nothing is installed, and no script of the
 * package runs.
 *
 * @param folder An existing, empty folder.
 * @returns The folder with the package's files.
 * @throws {Error} If this is no Debian system, or the package cannot be brought.
 */
export async function unpackDebianPackage(
  name: string,
  folder: string,
  signal: AbortSignal,
): Promise<string> {
  await runProgram("apt-get", ["download", name], folder, signal);
  const archive = Array.from(Deno.readDirSync(folder), ({ name }) => name)
    .find((file) => file.endsWith(".deb"));
  if (archive === undefined) throw new Error("Expected apt-get to bring a package but found none");
  const files = join(folder, "files");
  await runProgram("dpkg-deb", ["--extract", archive, files], folder, signal);
  return files;
}

async function runProgram(
  program: string,
  args: string[],
  cwd: string,
  signal: AbortSignal,
): Promise<void> {
  const command = new Deno.Command(program, { args, cwd, signal, stdin: "null", stdout: "null" });
  const { success, stderr } = await output(command, program);
  if (!success) throw new Error(`${program}: ${explanation(stderr)}`);
}

async function output(command: Deno.Command, program: string): Promise<Deno.CommandOutput> {
  try {
    return await command.output();
  } catch (error) {
    if (!(error instanceof Deno.errors.NotFound)) throw error;
    throw new Error(`Expected ${program} on the PATH but found none`, { cause: error });
  }
}

/** The first line that reports an error; warnings may come before it. */
function explanation(report: Uint8Array): string {
  const lines = new TextDecoder().decode(report).trim().split("\n");
  const line = lines.find((line) => line.startsWith("E: ")) ?? lines[0];
  return line.replace(/^E: |^dpkg-deb: error: /, "");
}
