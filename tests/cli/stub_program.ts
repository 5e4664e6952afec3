import type { TemporaryFolder } from "./temporary_folder.ts";

/** A shell script that takes the place of a program, and its path. */
export function stubProgram(folder: TemporaryFolder, name: string, commands: string): string {
  const path = folder.write(name, `#!/bin/sh\n${commands}\n`);
  Deno.chmodSync(path, 0o755);
  return path;
}
