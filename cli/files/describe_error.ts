/** An error in words, for messages that name the file or folder that could not be used. */
export function describeError(error: unknown): string {
  if (error instanceof Deno.errors.PermissionDenied) return "permission denied";
  // Deno's own words advise a flag of Deno.
  if (error instanceof Deno.errors.NotCapable) return "Deno gives this program no access to it";
  return error instanceof Error ? error.message : String(error);
}
