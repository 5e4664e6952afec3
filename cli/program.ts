import config from "../deno.json" with { type: "json" };

/** Name and version of the program, as the files that it writes say them. */
export const PROGRAM = `mnist ${config.version}`;
