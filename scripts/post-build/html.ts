import { parse, type DefaultTreeAdapterTypes as Tree } from 'parse5';

export type Element = Tree.Element;
export type Text = Tree.TextNode;
type Node = Tree.ChildNode | Tree.Document | Tree.DocumentFragment;

/** A place in a text, from `start` to before `end`. */
export interface Stretch {
  readonly start: number;
  readonly end: number;
}

/** All nodes of a page in order; what is in elements of the names in `passedBy` is left out. */
function* nodesIn(html: string, passedBy: ReadonlySet<string> = new Set()): Generator<Node> {
  function* under(node: Node): Generator<Node> {
    yield node;
    if ('tagName' in node && passedBy.has(node.tagName)) return;
    if ('content' in node) yield* under(node.content); // of a template
    for (const child of 'childNodes' in node ? node.childNodes : []) yield* under(child);
  }
  // Without scripts, so that what is in `noscript` counts as a reader without them has it.
  yield* under(parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false }));
}

const isWritten = (node: Node): boolean => 'sourceCodeLocation' in node && Boolean(node.sourceCodeLocation);

/** The elements that are written in a page, in order; the parser's own additions are left out. */
export function* elementsIn(html: string): Generator<Element> {
  for (const node of nodesIn(html)) if ('tagName' in node && isWritten(node)) yield node;
}

/** The texts of a page, in order, without those in elements of the names in `passedBy`. */
export function* textsIn(html: string, passedBy: ReadonlySet<string>): Generator<Text> {
  for (const node of nodesIn(html, passedBy)) if (node.nodeName === '#text') yield node as Text;
}

/** The value of an attribute, or undefined where the element has none of that name. */
export const attribute = ({ attrs }: Element, name: string): string | undefined =>
  attrs.find((candidate) => candidate.name === name)?.value;

export const classesOf = (element: Element): string[] =>
  attribute(element, 'class')?.split(/\s+/).filter(Boolean) ?? [];

/** All text in an element. */
export const textOf = (node: Tree.Node): string =>
  'value' in node ? node.value : 'childNodes' in node ? node.childNodes.map(textOf).join('') : '';

/** Where the value of an attribute stands in the page, as it is written there, without its quotes. */
export function placeOfValue(html: string, element: Element, name: string): Stretch {
  const { startOffset, endOffset } = element.sourceCodeLocation!.attrs![name]!;
  const [, before = '', quote = ''] = /^([^=]*=\s*)(["']?)/.exec(html.slice(startOffset, endOffset)) ?? [];
  return { start: startOffset + before.length + quote.length, end: endOffset - quote.length };
}

/** Where a text stands in the page; nowhere if the parser has made it up. */
export function placeOf({ sourceCodeLocation }: Text): Stretch | null {
  return sourceCodeLocation ? { start: sourceCodeLocation.startOffset, end: sourceCodeLocation.endOffset } : null;
}

/** The text with `change` made of what stands at each of the places, which come in order. */
export function changedAt(
  text: string,
  places: Iterable<Stretch>,
  change: (found: string, place: Stretch) => string,
): string {
  let result = '';
  let copied = 0;
  for (const place of places) {
    result += text.slice(copied, place.start) + change(text.slice(place.start, place.end), place);
    copied = place.end;
  }
  return result + text.slice(copied);
}
