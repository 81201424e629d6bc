import type { ComponentChildren } from 'preact';
import { Action, mainAction, wrongSetting } from './actions.tsx';
import { isBusy, isQueued, type Trainer } from './controller.ts';

/** Whether the run in hand trains, waits for its turn or has paused. */
export const isUnderWay = (trainer: Trainer): boolean => {
  const run = trainer.inHand.value;
  return isBusy(run) || isQueued(run) || run?.state === 'paused';
};

interface RunButtonsProps {
  readonly trainer: Trainer;
  /** One network of several, all of which can be trained by one button: that one comes `first`. */
  readonly several?: boolean;
  readonly first?: ComponentChildren;
  /** Ways to train less than a whole run. */
  readonly children?: ComponentChildren;
}

/** What starts a run and goes on, begins another one, and stops. */
export function RunButtons({ trainer, several = false, first, children }: RunButtonsProps) {
  const main = mainAction(trainer);
  const trainsNow = main.label !== 'Pause' && main.label !== 'Go on';
  const another = several ? 'Queue this one' : 'Queue a new run';
  return (
    <div class="trainer-buttons needs-js">
      {first}
      <Action primary={!several} {...main} />
      {children}
      <Action
        label={isBusy(trainer.inHand.value) ? another : 'New run'}
        roomy
        does={() => trainer.train()}
        unless={trainsNow ? 'Train does that now.' : wrongSetting(trainer)}
      />
      <Action label="Stop" does={trainer.stop} unless={!isUnderWay(trainer) && 'Nothing is running.'} />
      {trainer.runs.value.some(isQueued) && <Action label="Stop all" does={trainer.stopAll} />}
    </div>
  );
}
