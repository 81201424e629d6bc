/** A start tag in an HTML text, with the place and value of each attribute. */
export interface Tag {
  readonly name: string;
  readonly attributes: readonly Attribute[];
}

export interface Attribute {
  readonly name: string;
  /** Value as written, character references and all; empty for an attribute without one. */
  readonly value: string;
  /** Where the value (without quotes) begins and ends in the HTML. */
  readonly start: number;
  readonly end: number;
}

/** Comments, and elements whose content is not markup, come first so that what is in them is passed over. */
const TAG =
  /<!--[\s\S]*?-->|<(?<name>[a-zA-Z][\w:-]*)(?<rest>(?:\s+[^\s"'>/=]+(?:\s*=\s*(?:"[^"]*"|'[^']*'|[^\s"'>]+))?)*)\s*\/?>/g;
const ATTRIBUTE = /\s+([^\s"'>/=]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g;
const RAW_TEXT = new Set(['script', 'style', 'textarea', 'title']);

/** All start tags of an HTML text in order; what stands inside scripts, styles and comments is no tag. */
export function* startTags(html: string): Generator<Tag> {
  const tags = new RegExp(TAG);
  for (let match = tags.exec(html); match; match = tags.exec(html)) {
    const { name, rest } = match.groups ?? {};
    if (name === undefined) continue;
    yield { name: name.toLowerCase(), attributes: attributesOf(rest ?? '', match.index + 1 + name.length) };
    if (RAW_TEXT.has(name.toLowerCase())) {
      const close = html.toLowerCase().indexOf(`</${name.toLowerCase()}`, tags.lastIndex);
      tags.lastIndex = close < 0 ? html.length : close;
    }
  }
}

function attributesOf(rest: string, offset: number): Attribute[] {
  return [...rest.matchAll(ATTRIBUTE)].map((match) => {
    const value = match[2] ?? match[3] ?? match[4] ?? '';
    const quoted = match[2] !== undefined || match[3] !== undefined;
    const end = offset + match.index + match[0].length - (quoted ? 1 : 0);
    return { name: (match[1] ?? '').toLowerCase(), value, start: end - value.length, end };
  });
}

/** The value of an attribute, or undefined where the tag has none of that name. */
export const attribute = (tag: Tag, name: string): string | undefined =>
  tag.attributes.find((candidate) => candidate.name === name)?.value;
