import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { Lazy } from '../../lab/Lazy.tsx';
import { createPacedSpeaker } from '../trainer/speaker.ts';
import { messageWords } from '../../words/training.ts';
import { isBusy, type NetworkTrainer } from './controller.ts';
import { onlyGuesses, runStatus, spokenStatus } from '../../words/run.ts';

const loadGuessNotice = async () => (await import('./GuessNotice.tsx')).default;

/** Progress, one plain line of what is happening, and what went wrong with what can be done about it. */
export function RunStatus({ trainer }: { readonly trainer: NetworkTrainer }) {
  const run = trainer.inHand.value;
  const failure = trainer.failure.value;
  const spoken = useSignal('');

  useEffect(() => {
    const speaker = createPacedSpeaker<typeof run>(
      (words) => void (spoken.value = words),
      (one) => ({ words: spokenStatus(one), state: one && `${one.id} ${one.state}`, ticks: isBusy(one) }),
    );
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
      {run && onlyGuesses(run) && <Lazy load={loadGuessNotice} props={{ run }} />}
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
          {run.state === 'failed' && (
            <p>
              <button class="button" type="button" onClick={trainer.goOn}>
                Try again
              </button>
            </p>
          )}
        </div>
      )}
      {failure && (
        <p class="notice notice-bad" role="alert">
          {messageWords(failure)}
        </p>
      )}
    </div>
  );
}
