import type { ReaderMessage } from '../../../../lib/engine/contract.ts';
import type { Shown } from '../../../../lib/sandbox/contract.ts';
import { getSandbox } from '../../../../lib/sandbox/sandbox.ts';

/** Of a text that is printed; the sandbox cuts longer ones. */
const PIECE = 1500; // characters

const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const wordsOf = ({ message, remedy, line }: ReaderMessage): string =>
  [line ? `Line ${line}: ${sentence(message)}` : sentence(message), remedy].filter(Boolean).join(' ');

/**
 * Runs the reader's program `code` in the sandbox and gives what `using` makes of it: TypeScript of the book's own with a
 * function `use(reader, tools)` of the program's exports and a check's tools, whose result, or what it resolves to, can be
 * written as JSON. Whatever comes back is the work of code that nobody knows: look at each value before it is used.
 * Rejects in plain words, with the line where the reader's own code failed.
 */
export async function fromSandbox(code: string, using: string, signal?: AbortSignal): Promise<unknown> {
  const mark = crypto.randomUUID(); // no print of the reader's can be taken for a piece
  const check = `${using}
export default async (reader: never, tools: never) => {
  const text = JSON.stringify((await use(reader, tools)) ?? null);
  for (let from = 0; from < text.length; from += ${PIECE})
    console.log('${mark}', from, text.slice(from, from + ${PIECE}));
  return (tools as { pass(message: string): unknown }).pass('');
};`;
  const pieces: string[] = [];
  const onShown = (shown: Shown): void => {
    if (shown.kind !== 'console') return;
    const [first, , piece] = shown.values;
    if (first?.kind === 'primitive' && first.text === mark && piece?.kind === 'primitive') pieces.push(piece.text);
  };
  const { end, stop } = getSandbox().run({ code, check, onShown });
  signal?.addEventListener('abort', stop, { once: true });
  const ended = await end;
  signal?.throwIfAborted();
  if (ended.outcome === 'error') throw new Error(wordsOf(ended.error));
  if (ended.outcome !== 'done') throw new Error('It was stopped.');
  return JSON.parse(pieces.join('')) as unknown;
}
