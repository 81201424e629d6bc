import { toString } from 'hast-util-to-string';
import { CONTINUE, SKIP, visit } from 'unist-util-visit';

/**
 * @typedef {{ type: string, tagName?: string, value?: string | undefined, data?: unknown, properties?: Record<string, unknown>, children?: Node[] }} Node
 */

/** Makes a formula that is a paragraph of its own (`$$…$$` on one line) a display formula, as TeX would. */
export const remarkDisplayFormulas = () => (/** @type {Node} */ tree) =>
  visit(tree, 'paragraph', (node, index, parent) => {
    const only = node.children?.length === 1 ? node.children[0] : undefined;
    if (only?.type !== 'inlineMath') return;
    const code = {
      type: 'element',
      tagName: 'code',
      properties: { className: ['language-math', 'math-display'] },
      children: [{ type: 'text', value: only.value }],
    };
    parent.children[index] = { type: 'math', value: only.value, data: { hName: 'pre', hChildren: [code] } };
  });

/** Puts each Markdown table into a box that scrolls sideways, so that a wide one does not widen a narrow page. */
export const rehypeScrollableTables = () => (/** @type {Node} */ tree) =>
  visit(tree, { tagName: 'table' }, (table, index, parent) => {
    const properties = { className: ['scroll-x'] };
    parent.children[index] = { type: 'element', tagName: 'div', properties, children: [table] };
    return SKIP;
  });

/** Says of each link to another site that it leads out, and sends no word of where the reader came from. */
export const rehypeOutsideLinks = () => (/** @type {Node} */ tree) =>
  visit(tree, { tagName: 'a' }, (link) => {
    if (/^https?:/.test(String(link.properties?.['href'])))
      link.properties = { ...link.properties, rel: ['external', 'noreferrer'] };
  });

/**
 * Ties a number to its per cent sign, and the sides of `28 x 28` to each other: no line breaks within.
 *
 * @param {string} text
 */
export const tieNumbers = (text) =>
  text.replace(/(\d) (?=%)/g, '$1\u00a0').replace(/(\d) ([x×]) (?=\d)/g, '$1\u00a0$2\u00a0');

/** Does so in all text but code and formulas. */
export const rehypeTieNumbers = () => (/** @type {Node} */ tree) =>
  visit(tree, (node) => {
    if (node.tagName === 'code' || node.tagName === 'pre' || hasClass(node, 'katex')) return SKIP;
    if (node.type === 'text' && node.value !== undefined) node.value = tieNumbers(node.value);
    return CONTINUE;
  });

/** Formulas up to this many letters stay on one line with the punctuation around them. */
const SHORT = 14;
const OPENING = /[([“‘]+$/;
const CLOSING = /^[,.;:!?)\]”’]+/;

/** @param {Node} node */
function isShortFormula(node) {
  const classes = node.properties?.['className'];
  if (node.tagName !== 'span' || !Array.isArray(classes) || !classes.includes('katex')) return false;
  const visible = node.children?.find((child) =>
    /** @type {unknown[]} */ (child.properties?.['className'] ?? []).includes('katex-html'),
  );
  return visible !== undefined && toString(visible).length <= SHORT;
}

/** Code up to this many letters does so too, whatever stops it has inside. */
export const SHORT_CODE = 20;

/** @param {Node} node */
const isShortCode = (node) => node.tagName === 'code' && toString(node).length <= SHORT_CODE;

/** @param {Node} node @param {string} name */
const hasClass = (node, name) =>
  /** @type {unknown[]} */ ([node.properties?.['className'] ?? []].flat()).includes(name);

/** Keeps a short formula or piece of code together with the brackets and stops around it: a browser would break the line there. */
export const rehypeKeepPunctuation = () => (/** @type {Node} */ tree) =>
  visit(tree, (node) => {
    // Neither a listing nor a display formula stands in a line of text; what is together stays so.
    if (!node.children || node.tagName === 'pre' || hasClass(node, 'katex-display') || hasClass(node, 'together'))
      return SKIP;
    node.children = keptTogether(node.children);
    return CONTINUE;
  });

/** @param {readonly Node[]} nodes */
function keptTogether(nodes) {
  /** @type {Node[]} */
  const children = [];
  for (const child of nodes) {
    const last = children.at(-1);
    const closing =
      child.type === 'text' && last && hasClass(last, 'together') ? CLOSING.exec(child.value ?? '')?.[0] : undefined;
    if (closing !== undefined) {
      last?.children?.push({ type: 'text', value: closing });
      children.push({ ...child, value: child.value?.slice(closing.length) });
    } else if (isShortFormula(child) || isShortCode(child)) {
      const opening = last?.type === 'text' ? OPENING.exec(last.value ?? '')?.[0] : undefined;
      if (last && opening !== undefined) last.value = last.value?.slice(0, -opening.length);
      const together = [...(opening === undefined ? [] : [{ type: 'text', value: opening }]), child];
      children.push({ type: 'element', tagName: 'span', properties: { className: 'together' }, children: together });
    } else {
      children.push(child);
    }
  }
  return children;
}
