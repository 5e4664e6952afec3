/**
 * The programs that some tests need besides Deno, where they are installed. Run as a program, it
 * prints the Debian packages of those that are not.
 *
 * @module
 */

/** A program that some tests need. */
export interface Program {
  /** The Debian package that brings it, or several. */
  readonly debianPackage: string;
  /** What to run it with, or undefined if it is not installed. */
  find(): string | undefined;
}

/** A Python of any kind. */
export const python: Program = {
  debianPackage: "python3",
  find: () => firstToRun(["python3"], ["--version"]),
};

/** A Python with PyTorch. */
export const pytorch: Program = pythonWith("torch", "python3-torch");

/** A Python with ONNX, which checks files. */
export const onnxChecker: Program = pythonWith("onnx", "python3-onnx");

/** A Node that the npm package runs in, and npm. */
export const node: Program = {
  debianPackage: "npm",
  find: () => {
    const script = "process.exit(process.getBuiltinModule ? 0 : 1)";
    return firstToRun(["npm"], ["--version"]) && firstToRun(["node"], ["-e", script]);
  },
};

/** Shells, which complete what is typed. */
export const bash: Program = shell("bash");
export const zsh: Program = shell("zsh");
export const fish: Program = shell("fish");

/** A browser that speaks the DevTools protocol. */
export const chromium: Program = {
  debianPackage: "chromium",
  find: () =>
    firstToRun(
      ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"],
      ["--version"],
    ),
};

/** A program on the CPU that stands for a GPU, by way of Vulkan. */
export const vulkan: Program = webGpuBackend("vulkan", "mesa-vulkan-drivers libvulkan1");

/** The same by way of OpenGL. */
export const openGl: Program = webGpuBackend("gl", "libegl1 libgl1-mesa-dri");

/** The launcher of Open MPI; several implementations may be installed that share the usual names. */
export const openMpi: Program = {
  debianPackage: "openmpi-bin",
  find: () => firstToRun(["mpirun.openmpi"], ["--version"]),
};

/** The launcher of MPICH. */
export const mpich: Program = {
  debianPackage: "mpich",
  find: () => firstToRun(["mpiexec.hydra"], ["--version"]),
};

/** A test that is given the program which it needs, and is skipped where it is not installed. */
export function testWith(
  program: Pick<Program, "find">,
  name: string,
  test: (path: string) => Promise<void>,
): void {
  const path = program.find();
  if (path === undefined) Deno.test.ignore(name, () => {});
  else Deno.test(name, () => test(path));
}

function webGpuBackend(name: string, debianPackage: string): Program {
  const code = "Deno.exit(await navigator.gpu.requestAdapter() === null ? 1 : 0)";
  const env = { DENO_WEBGPU_BACKEND: name };
  return { debianPackage, find: () => firstToRun([Deno.execPath()], ["eval", code], env) };
}

function shell(name: string): Program {
  return { debianPackage: name, find: () => firstToRun([name], ["--version"]) };
}

/** Debian's modules belong to its own Python, which need not be the first one. */
function pythonWith(module: string, debianPackage: string): Program {
  // Much faster than importing it.
  const code =
    `import importlib.util, sys; sys.exit(importlib.util.find_spec("${module}") is None)`;
  return { debianPackage, find: () => firstToRun(["python3", "/usr/bin/python3"], ["-c", code]) };
}

/** The first of the programs that is there and succeeds. */
function firstToRun(
  paths: readonly string[],
  args: string[],
  env?: Record<string, string>,
): string | undefined {
  return paths.find((path) => {
    try {
      return new Deno.Command(path, { args, env, stdin: "null" }).outputSync().success;
    } catch (error) {
      if (error instanceof Deno.errors.NotFound) return false;
      throw error;
    }
  });
}

if (import.meta.main) {
  const programs = [
    ...[python, pytorch, onnxChecker, chromium, node, openMpi, mpich, bash, zsh, fish],
    ...[vulkan, openGl],
  ];
  const missing = programs.filter((program) => program.find() === undefined);
  if (missing.length > 0) console.log(missing.map(({ debianPackage }) => debianPackage).join(" "));
}
