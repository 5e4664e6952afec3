/** An element of a document. */
export interface SvgElement {
  readonly name: string;
  readonly attributes: ReadonlyMap<string, string>;
  /** Names of the elements around it, from the outermost. */
  readonly parents: readonly string[];
  /** The text directly inside. */
  readonly text: string;
}

/** XML as the pictures use it: tags, attributes in double quotes, texts and five entities. */
const token = /<\/([\w-]+)\s*>|<([\w-]+)((?:\s+[\w:-]+="[^"<]*")*)\s*(\/?)>|([^<]+)/y;
const entities = new Map([["amp", "&"], ["lt", "<"], ["gt", ">"], ["quot", '"'], ["apos", "'"]]);

/**
 * The elements of an XML document in the order of their beginnings.
 *
 * @throws {Error} If the document is not well-formed, or uses more of XML than the pictures do.
 */
export function svgElements(document: string): SvgElement[] {
  const elements: {
    name: string;
    attributes: Map<string, string>;
    parents: string[];
    text: string;
  }[] = [];
  const open: (typeof elements)[number][] = [];
  token.lastIndex = 0;
  while (token.lastIndex < document.length) {
    const start = token.lastIndex;
    const match = token.exec(document);
    if (match === null) {
      throw new Error(`Expected XML but found ${document.slice(start, start + 40)}`);
    }
    const [_, closed, name, attributes, isEmpty, text] = match;
    if (closed !== undefined) {
      if (open.pop()?.name !== closed) throw new Error(`Expected no </${closed}>`);
    } else if (name !== undefined) {
      if (open.length === 0 && elements.length > 0) {
        throw new Error(`Expected one root, not ${name}`);
      }
      const parents = open.map((element) => element.name);
      const element = { name, attributes: attributesOf(attributes), parents, text: "" };
      elements.push(element);
      if (isEmpty === "") open.push(element);
    } else {
      const innermost = open.at(-1);
      if (innermost === undefined) throw new Error(`Expected an element but found ${text}`);
      innermost.text += decode(text);
    }
  }
  if (open.length > 0) throw new Error(`Expected </${open.at(-1)?.name}> but found the end`);
  return elements;
}

function attributesOf(text: string): Map<string, string> {
  const attributes = new Map<string, string>();
  for (const [_, key, value] of text.matchAll(/([\w:-]+)="([^"]*)"/g)) {
    if (attributes.has(key)) throw new Error(`Expected ${key} once`);
    attributes.set(key, decode(value));
  }
  return attributes;
}

function decode(text: string): string {
  return text.replaceAll(/&([^;]*;?)/g, (_, name: string) => {
    const character = entities.get(name.slice(0, -1));
    if (character === undefined) throw new Error(`Expected an entity but found &${name}`);
    return character;
  });
}
