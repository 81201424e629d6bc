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
        const code = { type: 'element', tagName: 'code', properties: { className: ['language-math', 'math-display'] }, children: [{ type: 'text', value: only.value }] };
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
