import type { Trainer } from './controller.ts';
import { isBusy, isQueued, isResumable } from './controller.ts';

interface ActionProps {
  readonly label: string;
  readonly does: () => void;
  /** Why it does not apply now. */
  readonly unless?: string | false;
  readonly primary?: boolean;
  /** Its words get longer: it has room for them from the start, so that its neighbours stay where they are. */
  readonly roomy?: boolean;
}

/** One action; it keeps its place and the focus when it does not apply, and says why. */
export function Action({ label, does, unless, primary = false, roomy = false }: ActionProps) {
  return (
    <button
      class={`button${primary ? ' button-primary' : ''}${roomy ? ' trainer-roomy' : ''}`}
      type="button"
      aria-disabled={unless ? 'true' : undefined}
      title={unless || undefined}
      onClick={() => !unless && does()}
    >
      {label}
    </button>
  );
}

/** Why nothing can begin with the settings as they stand. */
export const wrongSetting = (trainer: Trainer): string | false =>
  trainer.parsed.value.network === null && 'First put the marked setting right.';

/** What the first button does now: what goes on where something is in hand and nothing was changed, else a new run. */
export function mainAction(trainer: Trainer): ActionProps {
  const run = trainer.inHand.value;
  if (isBusy(run))
    return {
      label: 'Pause',
      does: trainer.pause,
      unless: run!.state === 'loading' && 'Wait until the images are here, or press Stop.',
    };
  const waits = trainer.preset === 'network' && run?.state === 'paused';
  if (waits || (isResumable(run) && !trainer.changed.value))
    return { label: 'Go on', does: trainer.goOn, unless: false };
  const several = trainer.networks.length > 1;
  return {
    label: several ? 'Train this one' : run && !isQueued(run) ? 'Train again' : 'Train',
    does: () => trainer.train(),
    unless: wrongSetting(trainer),
  };
}
