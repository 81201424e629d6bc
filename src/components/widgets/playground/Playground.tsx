import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { FIELDS } from '../../../lib/settings/fields.ts';
import { CONTROLS } from '../trainer/controls.ts';
import AllSettings from '../trainer/AllSettings.tsx';
import type { ChartFixed } from '../chart/model.ts';
import { formOf, parseForm, type NetworkForm } from '../trainer/form.ts';
import { NetworkTrainer } from '../trainer/NetworkTrainer.tsx';
import { VIEW_NAMES } from '../pictures/registry.ts';
import { FIRST_NETWORK, readLink, saysSettings, writeLink, type ReadLink } from '../../../lib/systems/link.ts';

interface PlaygroundProps {
  readonly chart: ChartFixed;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts?: ComponentChildren;
  /** Slot: the chart's axes, drawn at build. */
  readonly frame?: ComponentChildren;
}

const OPEN = [
  'hidden',
  'activation',
  'optimizer',
  'learningRate',
  'batchSize',
  'epochs',
] as const satisfies readonly (typeof CONTROLS)[number][];

/** Writes the settings into the page's address, without a step in the history. */
function rememberSettings([form]: readonly NetworkForm[]): void {
  const { network } = form ? parseForm(form, FIRST_NETWORK) : { network: null };
  if (network) history.replaceState(history.state, '', `#${writeLink(network)}`);
}

function CopyLink() {
  const said = useSignal('');
  const copy = async (): Promise<void> => {
    try {
      await navigator.clipboard.writeText(location.href);
      said.value = 'Copied.';
    } catch {
      said.value = 'This browser does not let the page copy. The link is the address of this page.';
    }
  };
  return (
    <p class="playground-link">
      <button class="button" type="button" onClick={() => void copy()}>
        Copy a link to these settings
      </button>{' '}
      <span class="field-hint" role="status">
        {said.value || 'The link holds the settings, not the runs. Opening it starts nothing.'}
      </span>
    </p>
  );
}

const buttons = (): HTMLElement[] => [
  ...document.querySelectorAll<HTMLElement>('#trainer-playground .trainer-buttons .button'),
];

/** Makes `change`, which puts another trainer in the place of this one, and gives that one what was pressed too early for this. */
function passingOnEarlyPress(change: () => void): void {
  const pressed = buttons().findIndex((button) => button.dataset['pressed'] !== undefined);
  change();
  // Once it is drawn, and alive.
  if (pressed >= 0) requestAnimationFrame(() => requestAnimationFrame(() => buttons()[pressed]?.click()));
}

/** A trainer for any network, whose settings are in the address. */
export function Playground({ chart, readouts, frame }: PlaygroundProps) {
  const asked = useSignal<ReadLink & { readonly key: number }>({ network: FIRST_NETWORK, problems: [], key: 0 });
  // Before the effects of the first trainer, which would repeat an early press with settings that nobody asked for.
  useLayoutEffect(() => {
    const take = (): void => {
      if (location.hash === '' ? asked.peek().key === 0 : !saysSettings(location.hash)) return;
      passingOnEarlyPress(() => (asked.value = { ...readLink(location.hash), key: asked.peek().key + 1 }));
    };
    const follow = (): void => {
      const { key } = asked.peek();
      take();
      // A link from far down the page, as the shelf's: the reader sees what it has set.
      if (asked.peek().key > key)
        requestAnimationFrame(() => document.querySelector('#trainer-playground')?.scrollIntoView());
    };
    take();
    addEventListener('hashchange', follow);
    return () => removeEventListener('hashchange', follow);
  }, []);
  const { network, problems, key } = asked.value;
  return (
    <>
      {problems.length > 0 && (
        <div class="notice" role="alert">
          <p>Part of the link could not be taken.</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <NetworkTrainer
        key={key}
        id="playground"
        title="Your network"
        scope="playground"
        networks={[network]}
        forms={[formOf(network)]}
        change={OPEN}
        views={VIEW_NAMES}
        by={null}
        chart={{ ...chart, epochs: Math.min(FIELDS.epochs.form.most, Math.max(1, network.epochs)) }}
        open
        allSettings={AllSettings}
        onSettingsChange={rememberSettings}
        readouts={readouts}
        frame={frame}
      />
      <CopyLink />
    </>
  );
}
