import { useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useLayoutEffect } from 'preact/hooks';
import { FIELDS } from '../../../lib/settings/fields.ts';
import type { ChartFixed } from '../chart/model.ts';
import { formOf, parseForm, type NetworkForm } from '../trainer/form.ts';
import { Instrument } from './Instrument.tsx';
import { saysClaim, settingsOfLink } from '../../../lib/claims/says-claim.ts';
import { FIRST_NETWORK, readLink, saysSettings, writeLink, type ReadLink } from '../../../lib/systems/link.ts';

interface WorkbenchProps {
  readonly chart: ChartFixed;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts?: ComponentChildren;
  /** Slot: the chart's axes, drawn at build. */
  readonly frame?: ComponentChildren;
}

/** Writes the settings into the page's address, without a step in the history. */
function rememberSettings([form]: readonly NetworkForm[]): void {
  const { network } = form ? parseForm(form, FIRST_NETWORK) : { network: null };
  if (network) history.replaceState(history.state, '', `#${writeLink(network)}`);
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

/** What the address asks for; `claim` is the part after # where that makes one. */
interface Asked extends ReadLink {
  readonly claim: string | null;
  readonly key: number;
}

/** The workbench for any network, whose settings are in the address. */
export function Workbench({ chart, readouts, frame }: WorkbenchProps) {
  const asked = useSignal<Asked>({ network: FIRST_NETWORK, problems: [], claim: null, key: 0 });
  // Before the effects of the first trainer, which would repeat an early press with settings that nobody asked for.
  useLayoutEffect(() => {
    let knowsOwn = false;
    const take = (): void => {
      // An id of images of one's own: what reads it is fetched first.
      if (!knowsOwn && location.hash.includes('~')) {
        knowsOwn = true;
        void import('../../../lib/settings/own-data.ts').then(take, take);
        return;
      }
      if (location.hash === '' ? asked.peek().key === 0 : !saysSettings(location.hash)) return;
      const claim = saysClaim(location.hash) ? location.hash : null;
      passingOnEarlyPress(
        () => (asked.value = { ...readLink(settingsOfLink(location.hash)), claim, key: asked.peek().key + 1 }),
      );
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
  const { network, problems, claim, key } = asked.value;
  return (
    <>
      {problems.length > 0 && claim === null && (
        <div class="notice" role="alert">
          <p>Part of the link could not be taken.</p>
          <ul>
            {problems.map((problem) => (
              <li key={problem}>{problem}</li>
            ))}
          </ul>
        </div>
      )}
      <Instrument
        key={key}
        id="playground"
        title="Your network"
        scope="playground"
        network={network}
        form={formOf(network)}
        chart={{ ...chart, epochs: Math.min(FIELDS.epochs.form.most, Math.max(1, network.epochs)) }}
        onSettingsChange={rememberSettings}
        frame={frame}
        readouts={readouts}
        claim={claim}
        onClaimClosed={() => (asked.value = { ...asked.peek(), claim: null })}
      />
    </>
  );
}
