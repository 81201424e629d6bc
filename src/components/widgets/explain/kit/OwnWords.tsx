import type { ReaderCode } from './reader-code.ts';

interface OwnWordsProps<Value> {
  /** The reader's function: `backward`. */
  readonly name: string;
  readonly code: ReaderCode<Value>;
  /** How many numbers of what it gave are not what they should be. */
  readonly wrong: (value: Value) => number;
}

/** How the reader's own function does in a figure; nothing until they have run it. */
export function OwnWords<Value>({ name, code, wrong }: OwnWordsProps<Value>) {
  if (code.is === 'not run') return null;
  const said = (): string => {
    if (code.is === 'running') return 'runs here in a moment…';
    if (code.is === 'failed') return `cannot run here yet. ${code.message}`;
    const off = wrong(code.value);
    if (off === 0) return 'runs here, and every number of it is right.';
    return `runs here. ${off === 1 ? 'One of its numbers is' : `${off.toLocaleString('en-US')} of its numbers are`} wrong, and marked where the figure shows them.`;
  };
  return (
    <p class="own-words">
      Your <code>{name}</code> {said()}
    </p>
  );
}
