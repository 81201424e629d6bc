/** The client's part of @astrojs/preact that writes a slot's markup back as HTML when a widget is drawn anew. */
const WRITER = /@astrojs\/preact\/dist\/static-html\.js$/;
const WRITES = 'dangerouslySetInnerHTML: { __html: value }';

/** One value for one markup: Preact leaves alone what has the same value as before, with whatever lives in it by now. */
const POLICY = `
const policy = globalThis.trustedTypes?.createPolicy('astro-slot', { createHTML: (html) => html });
const made = new Map();
const trusted = (html) => {
  if (!policy) return html;
  if (!made.has(html)) made.set(html, policy.createHTML(html));
  return made.get(html);
};
`;

/**
 * The one place of the book that writes HTML says so by a policy of its own (Trusted Types), which nothing else can
 * reach: the markup of an island's slot, as the build wrote it and the island read it out of the page.
 * Errors: @astrojs/preact writes it in another way than this knows.
 * @returns {import('vite').Plugin}
 */
export function trustedSlots() {
  return {
    name: 'delta-to-depth:trusted-slots',
    transform(code, id) {
      if (!WRITER.test(id.split('?', 1)[0])) return undefined;
      if (!code.includes(WRITES)) throw new Error(`${id}: expected "${WRITES}", found none.`);
      return { code: POLICY + code.replace(WRITES, 'dangerouslySetInnerHTML: { __html: trusted(value) }'), map: null };
    },
  };
}
