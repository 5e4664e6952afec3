/** Attributes of an element; those that are undefined are left out. */
export type Attributes = Readonly<Record<string, string | number | undefined>>;

/**
 * An element of an SVG document.
 *
 * @param content What is inside, as SVG: see {@linkcode escapeText}.
 */
export function element(name: string, attributes: Attributes, content = ""): string {
  const written = Object.entries(attributes)
    .filter(([_, value]) => value !== undefined)
    .map(([key, value]) => ` ${key}="${escapeText(format(value))}"`)
    .join("");
  return content === "" ? `<${name}${written}/>` : `<${name}${written}>${content}</${name}>`;
}

/** A text as it is written in XML: markup escaped, and without what XML 1.0 cannot carry. */
export function escapeText(text: string): string {
  return text.toWellFormed()
    .replace(/[^\t\n\r\u0020-\uD7FF\uE000-\uFFFD\u{10000}-\u{10FFFF}]/gu, "\uFFFD")
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;");
}

/** Hundredths of a pixel are enough, and keep the files small. */
function format(value: string | number | undefined): string {
  return typeof value === "number" ? String(Number(value.toFixed(2))) : String(value);
}
