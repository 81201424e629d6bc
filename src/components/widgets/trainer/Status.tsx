import { effect, useSignal } from '@preact/signals';
import { useEffect } from 'preact/hooks';
import { count } from '../../words/format.ts';
import type { TrainerController } from './controller.ts';
import { createSpeaker } from './speaker.ts';
import { messageWords, statusWords } from '../../words/training.ts';

/** Progress, one plain line of what is happening, and what went wrong with what can be done about it. */
export function Status({ trainer }: { readonly trainer: TrainerController }) {
  const view = trainer.view.value;
  const spoken = useSignal('');

  useEffect(() => {
    const speaker = createSpeaker((words) => void (spoken.value = words));
    const stop = effect(() => speaker.hear(trainer.view.value));
    return () => {
      stop();
      speaker.dispose();
    };
  }, []);

  const loading = view.state === 'loading' ? view.loading : null;
  const [done, all] = loading ? [loading.loadedBytes, loading.totalBytes] : [view.imagesSeen, view.imagesTotal];
  return (
    <div class="trainer-status">
      <progress max={all || 1} value={done} aria-label={loading ? 'Loaded' : 'Images seen'} />
      <p class="status">{statusWords(view)}</p>
      <p class="visually-hidden" role="status">
        {spoken.value}
      </p>
      {view.because && <p class="notice">{view.because}</p>}
      {view.notice && <p class="notice">{messageWords(view.notice)}</p>}
      {view.diverged && (
        <div class="notice notice-bad" role="alert">
          <p>{messageWords(view.diverged.message)}</p>
          <p>
            <button class="button" type="button" onClick={trainer.restoreLastGood}>
              Restore the last good weights
            </button>{' '}
            <span>from image {count(view.diverged.lastGood)}</span>
          </p>
        </div>
      )}
      {view.failed && (
        <div class="notice notice-bad" role="alert">
          <p>{messageWords(view.failed.message)}</p>
          {view.failed.retryable && (
            <p>
              <button class="button" type="button" onClick={trainer.retry}>
                Retry
              </button>
            </p>
          )}
        </div>
      )}
    </div>
  );
}
