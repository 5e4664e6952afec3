import { basename } from "@std/path";

/** The programs that a subcommand can be allowed to run. */
const programs = [
  "npm",
  "deno",
  "apt-get",
  "dpkg-deb",
  "node",
  "python3",
  "/usr/bin/python3",
] as const;

/** The hosts that a subcommand can be allowed to reach: the mirrors of the datasets, or this machine. */
export const hosts = {
  mirrors: [
    "ossci-datasets.s3.amazonaws.com",
    "storage.googleapis.com",
    "www.cs.toronto.edu",
    "cave.cs.toronto.edu",
  ],
  loopback: ["127.0.0.1"],
} as const;

/** What a subcommand does besides reading and writing files; nothing of what is left out. */
export interface Access {
  /** The programs that it runs. */
  readonly programs?: readonly (typeof programs)[number][];
  /** What it reaches: it downloads files from the mirrors, or serves some on loopback. */
  readonly network?: keyof typeof hosts;
  /** Whether it learns the processor's name. */
  readonly processor?: boolean;
}

/**
 * Gives up every permission that a subcommand does not need: for all that the process still does,
 * whatever the files that it reads make it do. `build.sh` says what there is to begin with.
 */
export function restrictTo({ programs: needed = [], network, processor }: Access): void {
  // One program under two names may be one permission.
  const names = new Set(needed.map((command) => basename(command)));
  // Revoked without a name, a permission is gone for whatever it was granted.
  if (needed.length === 0) Deno.permissions.revokeSync({ name: "run" });
  for (const command of programs) {
    if (!names.has(basename(command))) Deno.permissions.revokeSync({ name: "run", command });
  }
  if (network === undefined) Deno.permissions.revokeSync({ name: "net" });
  for (const host of network === "loopback" ? hosts.mirrors : hosts.loopback) {
    Deno.permissions.revokeSync({ name: "net", host });
  }
  if (processor !== true) Deno.permissions.revokeSync({ name: "sys" });
  for (const name of ["env", "ffi", "import"] as const) Deno.permissions.revokeSync({ name });
}
