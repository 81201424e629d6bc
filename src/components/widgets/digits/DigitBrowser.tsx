import { useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import { formatBytes } from './loading.ts';
import { useAlive } from './use-alive.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Size of all the files, in bytes. */
  readonly totalBytes: number;
}

/** The button that fetches the browser of all digits, and then the browser. Nothing is loaded before it is pressed. */
export default function DigitBrowser({ id, totalBytes }: Props) {
  const [Browser, setBrowser] = useState<ComponentType<Props> | null>(null);
  const alive = useAlive();
  const [state, setState] = useState<'resting' | 'fetching' | 'failed'>('resting');

  const open = async (): Promise<void> => {
    setState('fetching');
    try {
      const loaded = await import('./Browser.tsx');
      setBrowser(() => loaded.Browser);
    } catch {
      setState('failed');
    }
  };

  if (Browser) return <Browser id={id} totalBytes={totalBytes} />;
  return (
    <div class="digit-start needs-js" inert={!alive}>
      <button type="button" class="button button-primary" disabled={state === 'fetching'} onClick={() => void open()}>
        {state === 'failed' ? 'Try again' : `Load all 70,000 (${formatBytes(totalBytes)})`}
      </button>
      <span class="status" role="status">
        {state === 'failed' && 'A part of this page could not be fetched. Check the connection, then retry.'}
        {state === 'fetching' && 'Opening …'}
      </span>
    </div>
  );
}
