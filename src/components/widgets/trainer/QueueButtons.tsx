import { Action, mainAction, wrongSetting } from './actions.tsx';
import { isBusy, isQueued, type Trainer } from './controller.ts';

/** By run, and by queue. */
export function QueueButtons({ trainer }: { readonly trainer: Trainer }) {
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
        roomy
        does={() => trainer.train()}
        unless={trainsNow ? 'Train does that now.' : wrong}
      />
      <Action label="Stop" does={trainer.stop} unless={!on && 'Nothing is running.'} />
      {waiting > 0 && <Action label="Stop all" does={trainer.stopAll} />}
    </div>
  );
}
