/**
 * @typedef {{ type: string, tagName?: string, value?: string | undefined, data?: unknown, properties?: Record<string, unknown>, children?: Node[] }} Node
 */

/** Makes a formula that is a paragraph of its own (`$$…$$` on one line) a display formula, as TeX would. */
export function remarkDisplayFormulas() {
  /** @param {Node} node */
  const walk = (node) => {
    if (!node.children) return;
    node.children = node.children.map((child) => {
      const only = child.children?.length === 1 ? child.children[0] : undefined;
      if (child.type === 'paragraph' && only?.type === 'inlineMath') {
        const code = {
          type: 'element',
          tagName: 'code',
          properties: { className: ['language-math', 'math-display'] },
          children: [{ type: 'text', value: only.value }],
        };
        return { type: 'math', value: only.value, data: { hName: 'pre', hChildren: [code] } };
      }
      walk(child);
      return child;
    });
  };
  return walk;
}

/** Puts each Markdown table into a box that scrolls sideways, so that a wide one does not widen a narrow page. */
export function rehypeScrollableTables() {
  /** @param {Node} node */
  const walk = (node) => {
    if (!node.children) return;
    node.children = node.children.map((child) => {
      walk(child);
      return child.type === 'element' && child.tagName === 'table'
        ? { type: 'element', tagName: 'div', properties: { className: ['scroll-x'] }, children: [child] }
        : child;
    });
  };
  return walk;
}

/** Says of each link to another site that it leads out, and sends no word of where the reader came from. */
export function rehypeOutsideLinks() {
  /** @param {Node} node */
  const walk = (node) => {
    if (node.tagName === 'a' && /^https?:/.test(String(node.properties?.['href'])))
      node.properties = { ...node.properties, rel: ['external', 'noreferrer'] };
    node.children?.forEach(walk);
  };
  return walk;
}

/**
 * Ties a number to its per cent sign, and the sides of `28 x 28` to each other: no line breaks within.
 *
 * @param {string} text
 */
export const tieNumbers = (text) =>
  text.replace(/(\d) (?=%)/g, '$1\u00a0').replace(/(\d) ([x×]) (?=\d)/g, '$1\u00a0$2\u00a0');

/** Does so in all text but code and formulas. */
export function rehypeTieNumbers() {
  /** @param {Node} node */
  const walk = (node) => {
    if (node.type === 'text' && node.value !== undefined) node.value = tieNumbers(node.value);
    if (node.tagName === 'code' || node.tagName === 'pre' || hasClass(node, 'katex')) return;
    node.children?.forEach(walk);
  };
  return walk;
}

/** Formulas up to this many letters stay on one line with the punctuation around them. */
const SHORT = 14;
const OPENING = /[([“‘]+$/;
const CLOSING = /^[,.;:!?)\]”’]+/;

/** @param {Node} node @returns {string} */
const textOf = (node) => node.value ?? node.children?.map(textOf).join('') ?? '';

/** @param {Node} node */
function isShortFormula(node) {
  const classes = node.properties?.['className'];
  if (node.tagName !== 'span' || !Array.isArray(classes) || !classes.includes('katex')) return false;
  const visible = node.children?.find((child) =>
    /** @type {unknown[]} */ (child.properties?.['className'] ?? []).includes('katex-html'),
  );
  return visible !== undefined && textOf(visible).length <= SHORT;
}

/** Code up to this many letters does so too, whatever stops it has inside. */
export const SHORT_CODE = 20;

/** @param {Node} node */
const isShortCode = (node) => node.tagName === 'code' && textOf(node).length <= SHORT_CODE;

/** @param {Node} node @param {string} name */
const hasClass = (node, name) =>
  /** @type {unknown[]} */ ([node.properties?.['className'] ?? []].flat()).includes(name);

/** Keeps a short formula or piece of code together with the brackets and stops around it: a browser would break the line there. */
export function rehypeKeepPunctuation() {
  /** @param {Node} node */
  const walk = (node) => {
    // Neither a listing nor a display formula stands in a line of text.
    if (!node.children || node.tagName === 'pre' || hasClass(node, 'katex-display')) return;
    node.children.forEach(walk);
    /** @type {Node[]} */
    const children = [];
    for (const child of node.children) {
      const last = children.at(-1);
      const closing =
        child.type === 'text' && last?.properties?.['className'] === 'together'
          ? CLOSING.exec(child.value ?? '')?.[0]
          : undefined;
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
    node.children = children;
  };
  return walk;
}
