import { isBusy, isQueued, isResumable, type NetworkTrainer } from './controller.ts';

/** One action; it keeps its place and the focus when it does not apply, and says why. */
function Action({
  label,
  does,
  unless,
  primary = false,
}: {
  readonly label: string;
  readonly does: () => void;
  readonly unless?: string | false;
  readonly primary?: boolean;
}) {
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

/** What the first button does now: what goes on where something is in hand and nothing was changed, else a new run. */
function mainAction(
  trainer: NetworkTrainer,
  wrong: string | false,
): { label: string; does: () => void; unless: string | false } {
  const run = trainer.inHand.value;
  if (isBusy(run))
    return {
      label: 'Pause',
      does: trainer.pause,
      unless: run!.state === 'loading' && 'Wait until the images are here, or press Stop.',
    };
  const goesOn = run?.state === 'paused' || (isResumable(run) && !trainer.changed.value);
  if (goesOn) return { label: 'Go on', does: trainer.goOn, unless: false };
  const several = trainer.networks.length > 1;
  return {
    label: several ? 'Train this one' : run && !isQueued(run) ? 'Train again' : 'Train',
    does: trainer.train,
    unless: wrong,
  };
}

export function RunButtons({ trainer }: { readonly trainer: NetworkTrainer }) {
  const run = trainer.inHand.value;
  const wrong = trainer.parsed.value.network === null && 'First put the marked setting right.';
  const main = mainAction(trainer, wrong);
  const several = trainer.networks.length > 1;
  const waiting = trainer.runs.value.filter(isQueued).length;
  const on = isBusy(run) || isQueued(run) || run?.state === 'paused';
  const newRun = main.does === trainer.train ? 'Train does that now.' : wrong;
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
        does={trainer.train}
        unless={newRun}
      />
      <Action label="Stop" does={trainer.stop} unless={!on && 'Nothing is running.'} />
      {waiting > 0 && <Action label="Stop all" does={trainer.stopAll} />}
    </div>
  );
}
