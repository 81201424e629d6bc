import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { messageWords } from '../../words/messages.ts';
import { onlyGuesses, runStatus } from '../../words/run.ts';
import { createRunSpeaker } from './speaker.ts';
import { isResumable, type Trainer } from './controller.ts';
import { GuessNotice } from './GuessNotice.tsx';

/** Progress, one plain line of what is happening, and what went wrong with what can be done about it. */
export function RunStatus({ trainer }: { readonly trainer: Trainer }) {
  const run = trainer.inHand.value;
  const spoken = useSignal('');
  useEffect(() => {
    const speaker = createRunSpeaker((words) => void (spoken.value = words));
    speaker.hear(null);
    const stop = effect(() => speaker.hear(trainer.inHand.value));
    return () => {
      stop();
      speaker.dispose();
    };
  }, []);

  const loading = run?.state === 'loading' ? run.loading : null;
  const [done, all] = loading
    ? [loading.loadedBytes, loading.totalBytes]
    : [run?.imagesSeen ?? 0, run?.imagesTotal ?? 0];
  const bad = run?.state === 'failed' || run?.state === 'diverged';
  const named = run && trainer.networks.length > 1 ? `${run.title}: ` : '';
  return (
    <div class="trainer-status">
      <progress max={all || 1} value={done} aria-label={loading ? 'Loaded' : 'Images seen'} />
      <p class="status">
        {named}
        {runStatus(run)}
      </p>
      <p class="visually-hidden" role="status">
        {spoken.value}
      </p>
      {run && onlyGuesses(run) && <GuessNotice run={run} />}
      {run?.because && <p class="notice">{run.because}</p>}
      {run?.notice && <p class="notice">{messageWords(run.notice)}</p>}
      {run?.message && (
        <div class={`notice${bad ? ' notice-bad' : ''}`} role="alert">
          <p>{messageWords(run.message)}</p>
          {run.state === 'diverged' && (
            <p>
              <button class="button" type="button" onClick={trainer.restoreLastGood}>
                Restore the last good weights
              </button>
            </p>
          )}
          {run.state === 'failed' && isResumable(run) && (
            <p>
              <button class="button" type="button" onClick={trainer.goOn}>
                Try again
              </button>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
