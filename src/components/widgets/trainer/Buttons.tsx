import { isBusy, isResumable, type TrainerController } from './controller.ts';

/** One action; it keeps its place and the focus when it does not apply, and says why. */
function Action({
  label,
  does,
  unless,
}: {
  readonly label: string;
  readonly does: () => void;
  readonly unless?: string | false;
}) {
  return (
    <button
      class="button"
      type="button"
      aria-disabled={unless ? 'true' : undefined}
      title={unless || undefined}
      onClick={() => !unless && does()}
    >
      {label}
    </button>
  );
}

export function Buttons({ trainer }: { readonly trainer: TrainerController }) {
  const view = trainer.view.value;
  const busy = isBusy(view);
  const begun = view.state !== 'idle';
  const goesOn = isResumable(view) && !trainer.changed.value;
  const wrong = !trainer.canTrain.value && 'First put the marked setting right.';
  const main = busy ? 'Pause' : goesOn ? 'Continue' : begun ? 'Train again' : 'Train';
  const pauses = view.state === 'running';
  const mainOff = busy ? !pauses && 'Wait until the images are here, or press Stop.' : wrong;
  return (
    <div class="trainer-buttons needs-js">
      <button
        class="button button-primary"
        type="button"
        aria-disabled={mainOff ? 'true' : undefined}
        title={mainOff || undefined}
        onClick={() => {
          if (!mainOff) (pauses ? trainer.pause : trainer.train)();
        }}
      >
        {main}
      </button>
      <Action label="One image" does={() => trainer.step(1)} unless={busy ? 'Pause first.' : wrong} />
      <Action label="One pass" does={trainer.stepEpoch} unless={busy ? 'Pause first.' : wrong} />
      <Action label="Stop" does={trainer.stop} unless={!busy && view.state !== 'paused' && 'Nothing is running.'} />
      <Action label="Back to start" does={trainer.rewind} unless={!begun && 'The weights are at their start.'} />
    </div>
  );
}
