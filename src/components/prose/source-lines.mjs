/** The lines of a source that a line of a listing comes from, in a comment at its end: `# 42, 43`. */
const FROM = /\s*#\s*(\d[\d, –-]*)$/;

/**
 * A Shiki transformer for listings that are written anew after a source: with `source-lines` behind the language, the
 * numbers in the comments at the ends of the lines stand before the lines (`data-from`), where a narrow screen has them
 * in sight.
 *
 * @type {import('shiki').ShikiTransformer}
 */
export const sourceLines = {
  name: 'delta-to-depth:source-lines',
  pre(node) {
    if (isAfterSource(this.options)) this.addClassToHast(node, 'source-lines');
  },
  line(node) {
    if (!isAfterSource(this.options)) return;
    const last = node.children.at(-1);
    const text = last?.type === 'element' ? last.children[0] : undefined;
    const from = text?.type === 'text' ? FROM.exec(text.value) : null;
    if (text?.type !== 'text' || !from) return;
    node.properties['data-from'] = from[1]?.trim();
    text.value = text.value.slice(0, from.index);
  },
};

/** @param {{ meta?: { __raw?: string } | undefined }} options */
const isAfterSource = ({ meta }) => /\bsource-lines\b/.test(meta?.__raw ?? '');
