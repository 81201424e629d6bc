import { termId } from '../prose/term-id.ts';

/** A term, and where the book explains it. */
export interface GlossaryEntry {
  readonly term: string;
  /** Id of its place in the chapter. */
  readonly id: string;
  /** Id of the step that it stands in. */
  readonly step: string;
  /** The sentences that explain it, or what the mark says that it means, with `code` and $formulas$ as in the chapter's text. */
  readonly text: string;
}

const TERM = /<Term((?:"[^"]*"|[^">])*)>([^<]*)<\/Term>/g;

/** Formulas and code, in which no sentence ends. */
const UNSPLIT = /<Term(?:"[^"]*"|[^">])*>|\$[^$]+\$|`[^`]+`/g;
const HELD = '\ue000';

/** The sentences of a paragraph. */
export function sentencesOf(paragraph: string): readonly string[] {
  const held: string[] = [];
  const masked = paragraph.replace(/\s+/g, ' ').replace(UNSPLIT, (whole) => `${HELD}${held.push(whole) - 1}${HELD}`);
  return masked
    .split(/(?<=[.!?](?:["”)]|<\/Term>)?) (?=[\p{Lu}\ue000(“"<*])/u)
    .map((sentence) => sentence.replace(/\ue000(\d+)\ue000/g, (_whole, place: string) => held[Number(place)]!));
}

/** A sentence of a chapter's text as it is read: without the marks of Markdown. */
const plain = (text: string): string =>
  text
    .replace(TERM, '$2')
    .replace(/\*\*([^*]+)\*\*/g, '$1')
    .replace(/(^|[^*\w])\*([^*]+)\*/g, '$1$2')
    .replace(/\[([^\]]+)\]\([^)]*\)/g, '$1');

const numberIn = (attributes: string, name: string): number =>
  Number(new RegExp(`\\b${name}=\\{(\\d+)\\}`).exec(attributes)?.[1] ?? 0);

/** The terms that a chapter's MDX marks with <Term>, in its order. Throws where one stands in no step, or asks for sentences that are not there. */
export function termsOf(source: string): readonly GlossaryEntry[] {
  const entries: GlossaryEntry[] = [];
  let step: string | undefined;
  for (const block of source.split(/\n\s*\n|\n(?=- )/)) {
    step = /<Step id="([^"]+)"/.exec(block)?.[1] ?? step;
    const paragraph = block.replace(/^- /, '').trim();
    const sentences = sentencesOf(paragraph);
    for (const [tag, attributes = '', written = ''] of paragraph.matchAll(TERM)) {
      const term = /\bname="([^"]+)"/.exec(attributes)?.[1] ?? written;
      const place = sentences.findIndex((sentence) => sentence.includes(tag));
      const [first, last] = [place - numberIn(attributes, 'before'), place + numberIn(attributes, 'after')];
      if (step === undefined) throw new Error(`<Term>${term}</Term>: expected to stand in a step. Move it into one.`);
      if (place < 0 || first < 0 || last >= sentences.length)
        throw new Error(
          `<Term>${term}</Term>: expected its paragraph to have the sentences that before and after ask for, got ${sentences.length}. Ask for fewer.`,
        );
      const means = /\bmeans="([^"]+)"/.exec(attributes)?.[1];
      entries.push({
        term,
        id: termId(term),
        step,
        text: means ?? plain(sentences.slice(first, last + 1).join(' ')).replace(/:$/, '.'),
      });
    }
  }
  return entries;
}
