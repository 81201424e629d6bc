import { messageWords, READY } from '../../words/messages.ts';
import type { Trainer } from './controller.ts';

/** How it goes with the run in hand, once there are runs; and why nothing can be trained, if that is so. */
export function Status({ trainer }: { readonly trainer: Trainer }) {
  const RunStatus = trainer.withRuns.value?.RunStatus;
  const failure = trainer.failure.value;
  return (
    <>
      {RunStatus ? (
        <RunStatus trainer={trainer} />
      ) : (
        <div class="trainer-status">
          <progress max={1} value={0} aria-label="Images seen" />
          <p class="status">{READY}</p>
        </div>
      )}
      {failure && (
        <p class="notice notice-bad" role="alert">
          {messageWords(failure)}
        </p>
      )}
    </>
  );
}
