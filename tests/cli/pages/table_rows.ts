/** What the tables of some markup say, row by row. */
export function tableRows(markup: string): string[][] {
  const rows = markup.match(/<tr>.*<\/tr>/g) ?? [];
  return rows.map((row) => row.replace(/<\/t[dh]>(?=<t)/g, "|").replace(/<[^>]*>/g, "").split("|"));
}
