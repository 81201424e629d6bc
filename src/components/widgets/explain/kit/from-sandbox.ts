import type { ReaderMessage } from '../../../../lib/engine/contract.ts';
import type { Shown } from '../../../../lib/sandbox/contract.ts';
import { getSandbox } from '../../../../lib/sandbox/sandbox.ts';

/** Of a text that is printed; the sandbox cuts longer ones. */
const PIECE = 1500; // characters

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const wordsOf = ({ message, remedy, line }: ReaderMessage): string =>
  [line ? `Line ${line}: ${sentence(message)}` : sentence(message), remedy].filter(Boolean).join(' ');

/** What a program has given: what can be written as JSON, and pictures, which carry many numbers at little cost. */
export interface FromSandbox {
  readonly value: unknown;
  /** The numbers of what was shown by `show(matrix, mark)`: a picture for each column of a matrix [784, columns]. */
  readonly pictures: readonly Float32Array<ArrayBuffer>[];
}

interface FromSandboxOptions {
  readonly signal?: AbortSignal;
  /** At most so many come wherever the program asks for images. */
  readonly images?: number;
}

/**
 * Runs the reader's program `code` in the sandbox and gives what `using` makes of it: TypeScript of the book's own with a
 * function `use(reader, tools, mark)` of the program's exports, a check's tools, and the title of pictures for this figure;
 * its result, or what it resolves to, can be written as JSON. Whatever comes back is the work of code that nobody knows: look at each value before it is used.
 * Rejects in plain words, with the line where the reader's own code failed.
 */
export async function fromSandbox(
  code: string,
  using: string,
  { signal, images }: FromSandboxOptions = {},
): Promise<FromSandbox> {
  const mark = crypto.randomUUID(); // no print of the reader's can be taken for a piece
  const check = `${using}
export default async (reader: never, tools: never) => {
  const text = JSON.stringify((await use(reader, tools, '${mark}')) ?? null);
  for (let from = 0; from < text.length; from += ${PIECE})
    console.log('${mark}', from, text.slice(from, from + ${PIECE}));
  return (tools as { pass(message: string): unknown }).pass('');
};`;
  const pieces: string[] = [];
  const pictures: Float32Array<ArrayBuffer>[] = [];
  const onShown = (shown: Shown): void => {
    if (shown.kind === 'picture' && shown.title?.startsWith(mark)) pictures.push(shown.pixels);
    if (shown.kind !== 'console') return;
    const [first, , piece] = shown.values;
    if (first?.kind === 'primitive' && first.text === mark && piece?.kind === 'primitive') pieces.push(piece.text);
  };
  const { end, stop } = getSandbox().run({ code, check, onShown, ...(images === undefined ? {} : { images }) });
  signal?.addEventListener('abort', stop, { once: true });
  const ended = await end;
  signal?.throwIfAborted();
  if (ended.outcome === 'error') throw new Error(wordsOf(ended.error));
  if (ended.outcome !== 'done') throw new Error('It was stopped.');
  return { value: JSON.parse(pieces.join('')) as unknown, pictures };
}
