/**
 * Keeps style sheets that only a dynamic import needs, such as the editor's: Astro 7.3 takes a sheet of the client
 * build that no page links for an orphan and deletes it, unless a chunk has it among its assets
 * (astro/dist/core/build/plugins/plugin-css.js, `isOrphaned`). Sheets that the server build has too are linked
 * by their page and left alone.
 * @returns {import('vite').Plugin}
 */
export function keepLazyStyles() {
  /** @type {Set<string>} Modules of style that pages link. */
  const linked = new Set();
  return {
    name: 'delta-to-depth:keep-lazy-styles',
    enforce: 'pre',
    generateBundle(_options, bundle) {
      for (const chunk of Object.values(bundle)) {
        if (chunk.type !== 'chunk') continue;
        const styles = Object.keys(chunk.modules).filter((id) => /\.css(\?|$)/.test(id));
        if (this.environment.name !== 'client') {
          styles.forEach((id) => linked.add(id));
        } else if (styles.some((id) => !linked.has(id))) {
          chunk.viteMetadata?.importedCss.forEach((file) => chunk.viteMetadata?.importedAssets.add(file));
        }
      }
    },
  };
}
