import { Action, wrongSetting } from './actions.tsx';
import { isUnderWay, RunButtons } from './RunButtons.tsx';
import type { Trainer } from './controller.ts';

/** By run, and by queue. */
export function QueueButtons({ trainer }: { readonly trainer: Trainer }) {
  const count = trainer.networks.length;
  const side = count === 2 ? 'Train both side by side' : 'Train all side by side';
  return (
    <RunButtons
      trainer={trainer}
      several={count > 1}
      first={
        count > 1 && (
          <Action
            primary
            label={trainer.together ? side : `Train all ${count}`}
            does={trainer.trainAll}
            unless={isUnderWay(trainer) ? 'What is under way comes first: stop it, or wait.' : wrongSetting(trainer)}
          />
        )
      }
    />
  );
}
