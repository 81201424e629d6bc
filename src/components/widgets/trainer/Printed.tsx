import { useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { shownText } from '../../lab/console/as-text.ts';
import type { Trainer } from './controller.ts';

const SHOW_EVERY = 250; // ms

/** The last lines that the reader's code has printed while it trains. */
export default function Printed({ trainer }: { readonly trainer: Trainer }) {
  const text = useSignal('');
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    const show = (): void => {
      timer = undefined;
      text.value = trainer.printed
        .peek()
        .map((shown) => (shown.kind === 'dropped' ? `… ${shown.count} more lines …` : shownText(shown)))
        .join('\n');
    };
    const stop = trainer.printed.subscribe(() => void (timer ??= setTimeout(show, SHOW_EVERY)));
    return () => {
      stop();
      clearTimeout(timer);
    };
  }, []);
  return text.value === '' ? null : (
    <details class="trainer-printed" open>
      <summary>Your code printed</summary>
      <pre tabIndex={0}>{text.value}</pre>
    </details>
  );
}
