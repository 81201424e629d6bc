/**
 * @typedef {{ type: string, tagName?: string, value?: string, properties?: Record<string, unknown>, children?: Node[] }} Node
 */

/** Puts each Markdown table into a box that scrolls sideways, so that a wide one does not widen a narrow page. */
export function rehypeScrollableTables() {
  /** @param {Node} node */
  const walk = (node) => {
    node.children = node.children?.map((child) => {
      walk(child);
      return child.type === 'element' && child.tagName === 'table'
        ? { type: 'element', tagName: 'div', properties: { className: ['scroll-x'] }, children: [child] }
        : child;
    });
  };
  return walk;
}
