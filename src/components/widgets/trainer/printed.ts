import { signal, type ReadonlySignal } from '@preact/signals';
import type { Shown } from '../../../lib/sandbox/contract.ts';

const LINES_SHOWN = 12;
const SHOW_EVERY = 250; // ms

/** What the reader's code prints while it trains: the last lines, for the trainer's own small console. */
export interface Printed {
  readonly text: ReadonlySignal<string>;
  add(shown: Shown): void;
  clear(): void;
}

/** The console's own words are fetched with the first line. */
export function createPrinted(): Printed {
  const text = signal('');
  let waiting: Shown[] = [];
  let lines: string[] = [];
  let timer: number | undefined;

  async function show(): Promise<void> {
    const { shownText } = await import('../../lab/console/as-text.ts');
    timer = undefined;
    const fresh = waiting.map((shown) =>
      shown.kind === 'dropped' ? `… ${shown.count} more lines …` : shownText(shown),
    );
    waiting = [];
    lines = [...lines, ...fresh].slice(-LINES_SHOWN);
    text.value = lines.join('\n');
  }
  return {
    text,
    add(shown) {
      waiting.push(shown);
      if (waiting.length > LINES_SHOWN) waiting.shift();
      timer ??= window.setTimeout(() => void show(), SHOW_EVERY);
    },
    clear() {
      waiting = [];
      lines = [];
      text.value = '';
    },
  };
}
