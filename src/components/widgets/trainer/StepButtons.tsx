import { Action, mainAction, wrongSetting } from './actions.tsx';
import { isBusy, isQueued, type Trainer } from './controller.ts';

/** By image and by pass, and back to the start. */
export function StepButtons({ trainer }: { readonly trainer: Trainer }) {
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
