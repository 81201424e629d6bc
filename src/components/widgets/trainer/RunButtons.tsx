import type { Trainer } from './controller.ts';
import { isBusy, isQueued, isResumable } from './controller.ts';

interface ActionProps {
  readonly label: string;
  readonly does: () => void;
  /** Why it does not apply now. */
  readonly unless?: string | false;
  readonly primary?: boolean;
}

/** One action; it keeps its place and the focus when it does not apply, and says why. */
export function Action({ label, does, unless, primary = false }: ActionProps) {
  return (
    <button
      class={`button${primary ? ' button-primary' : ''}`}
      type="button"
      aria-disabled={unless ? 'true' : undefined}
      title={unless || undefined}
      onClick={() => !unless && does()}
    >
      {label}
    </button>
  );
}

const wrongSetting = (trainer: Trainer): string | false =>
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

/** By image and by pass, and back to the start. */
function StepButtons({ trainer }: { readonly trainer: Trainer }) {
  const run = trainer.inHand.value;
  const busy = isBusy(run);
  const stepOff = busy ? 'Pause first.' : isQueued(run) ? 'It waits for its turn.' : wrongSetting(trainer);
  const stopOff = !busy && !isQueued(run) && run?.state !== 'paused' && 'Nothing is running.';
  return (
    <div class="trainer-buttons needs-js">
      <Action primary {...mainAction(trainer)} />
      <Action label="One image" does={() => trainer.step(1)} unless={stepOff} />
      <Action label="One pass" does={trainer.stepEpoch} unless={stepOff} />
      <Action label="Stop" does={trainer.stop} unless={stopOff} />
      <Action label="Back to start" does={trainer.rewind} unless={!run && 'The weights are at their start.'} />
    </div>
  );
}

/** By run, and by queue. */
function QueueButtons({ trainer }: { readonly trainer: Trainer }) {
  const run = trainer.inHand.value;
  const wrong = wrongSetting(trainer);
  const main = mainAction(trainer);
  const several = trainer.networks.length > 1;
  const waiting = trainer.runs.value.filter(isQueued).length;
  const on = isBusy(run) || isQueued(run) || run?.state === 'paused';
  const trainsNow = main.label !== 'Pause' && main.label !== 'Go on';
  const all = trainer.together
    ? trainer.networks.length === 2
      ? 'Train both side by side'
      : 'Train all side by side'
    : `Train all ${trainer.networks.length}`;
  return (
    <div class="trainer-buttons needs-js">
      {several && (
        <Action
          primary
          label={all}
          does={trainer.trainAll}
          unless={on ? 'What is under way comes first: stop it, or wait.' : wrong}
        />
      )}
      <Action primary={!several} {...main} />
      <Action
        label={!isBusy(run) ? 'New run' : several ? 'Queue this one' : 'Queue a new run'}
        does={() => trainer.train()}
        unless={trainsNow ? 'Train does that now.' : wrong}
      />
      <Action label="Stop" does={trainer.stop} unless={!on && 'Nothing is running.'} />
      {waiting > 0 && <Action label="Stop all" does={trainer.stopAll} />}
    </div>
  );
}

export const RunButtons = ({ trainer }: { readonly trainer: Trainer }) =>
  trainer.preset === 'single layer' ? <StepButtons trainer={trainer} /> : <QueueButtons trainer={trainer} />;
