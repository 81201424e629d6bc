/** Leaves KaTeX's woff and ttf fonts out of the build: every browser that runs the book reads woff2. */
export function katexWoff2Only() {
  return {
    name: 'delta-to-depth:katex-woff2-only',
    enforce: /** @type {const} */ ('pre'),
    /** @param {string} code @param {string} id */
    transform(code, id) {
      if (!/katex(\.min)?\.css/.test(id)) return null;
      return { code: code.replace(/,\s*url\([^)]*\.(?:woff|ttf)\)\s*format\([^)]*\)/g, ''), map: null };
    },
  };
}
