import { useState } from 'preact/hooks';
import type { ComponentType } from 'preact';
import type { DataSetId } from '../../../lib/data/data-sets.ts';
import { formatBytes } from './loading.ts';
import { useAlive } from './use-alive.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Size of all the files, in bytes. */
  readonly totalBytes: number;
  /** Images in all. */
  readonly count: number;
  readonly data?: DataSetId | undefined;
}

/** The button that fetches the browser of all images, and then the browser. Nothing is loaded before it is pressed. */
export default function DigitBrowser({ count, ...rest }: Props) {
  const [Browser, setBrowser] = useState<ComponentType<Omit<Props, 'count'>> | null>(null);
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

  if (Browser) return <Browser {...rest} />;
  return (
    <div class="digit-start needs-js" inert={!alive}>
      <button type="button" class="button button-primary" disabled={state === 'fetching'} onClick={() => void open()}>
        {state === 'failed'
          ? 'Try again'
          : `Load all ${count.toLocaleString('en-US')} (${formatBytes(rest.totalBytes)})`}
      </button>
      <span class="status" role="status">
        {state === 'failed' && 'A part of this page could not be fetched. Check the connection, then retry.'}
        {state === 'fetching' && 'Opening …'}
      </span>
    </div>
  );
}
