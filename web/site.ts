/** What the page finds beside itself, as its file `site.json` says it. Addresses are relative to the page. */
export interface Site {
  /** Name and version of the program that made the page. */
  readonly program: string;
  /** The model that it opens with. */
  readonly model: { readonly name: string; readonly address: string };
  /** Where the files of data are, compressed or not, by the names that configurations have for them. */
  readonly data: Readonly<Record<string, string>>;
  /** The texts of the ready configurations, by their names. */
  readonly configs: Readonly<Record<string, string>>;
}
