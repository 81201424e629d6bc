import { useSignal } from '@preact/signals';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { Lazy } from '../../islands/Lazy.tsx';
import { SavePicture } from '../../islands/SavePicture.tsx';
import { views as known, type ViewName } from '../pictures/registry.ts';
import { count } from '../../words/format.ts';
import type { Trainer } from './controller.ts';
import { watchModel } from './shown-model.ts';

interface PicturesProps {
  readonly trainer: Trainer;
  readonly id: string;
  readonly views: readonly string[];
  readonly onWhy?: (image: number) => void;
}

/** Which tab a key leads to, from the one at `index` of `count`; null for any other key. */
export function tabAfter(key: string, index: number, count: number): number | null {
  if (key === 'ArrowRight') return (index + 1) % count;
  if (key === 'ArrowLeft') return (index + count - 1) % count;
  if (key === 'Home') return 0;
  return key === 'End' ? count - 1 : null;
}

/** Pictures of the trained model, one at a time, by tabs: arrow keys, Home and End move between them. */
export default function Pictures({ trainer, id, views, onWhy }: PicturesProps) {
  const names = views.filter((name): name is ViewName => Object.hasOwn(known, name));
  const chosen = useSignal<ViewName>(names[0]!);
  const box = useRef<HTMLDivElement>(null);
  const panel = useRef<HTMLDivElement>(null);
  const watched = useMemo(
    () =>
      watchModel(
        trainer,
        () => box.current?.closest('details')?.open !== false && document.visibilityState === 'visible',
      ),
    [],
  );
  useEffect(() => {
    const fold = box.current?.closest('details');
    fold?.addEventListener('toggle', watched.schedule);
    document.addEventListener('visibilitychange', watched.schedule);
    watched.schedule();
    return () => {
      fold?.removeEventListener('toggle', watched.schedule);
      document.removeEventListener('visibilitychange', watched.schedule);
      watched.stop();
    };
  }, []);
  const { model } = watched;
  const shown = model.value;
  const view = chosen.value;
  const choose = (name: ViewName): void => {
    chosen.value = name;
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('[role="tab"][aria-selected="true"]')?.focus());
  };
  return (
    <div class="trainer-pictures" ref={box}>
      <p class="status">
        {shown
          ? `Of ${shown.name}, after ${count(shown.imagesSeen)} images.`
          : 'Train, and the pictures show what has been learned.'}{' '}
        {trainer.guest.value && (
          <button class="button button-quiet" type="button" onClick={() => (trainer.guest.value = null)}>
            Back to the run
          </button>
        )}
      </p>
      <div
        class="trainer-tabs"
        role="tablist"
        aria-label="Pictures of the trained network"
        onKeyDown={(event) => {
          const to = tabAfter(event.key, names.indexOf(view), names.length);
          if (to === null) return;
          event.preventDefault();
          choose(names[to]!);
        }}
      >
        {names.map((name) => (
          <button
            key={name}
            class="trainer-tab"
            type="button"
            role="tab"
            id={`${id}-tab-${name}`}
            aria-selected={name === view}
            aria-controls={`${id}-pictures`}
            tabIndex={name === view ? 0 : -1}
            onClick={() => choose(name)}
          >
            {known[name].title}
          </button>
        ))}
      </div>
      <div role="tabpanel" ref={panel} id={`${id}-pictures`} aria-labelledby={`${id}-tab-${view}`} tabIndex={0}>
        {shown && <SavePicture box={panel} title={known[view].title} />}
        <Lazy key={view} load={known[view].load} props={{ id: `${id}-${view}`, model, ...(onWhy ? { onWhy } : {}) }} />
      </div>
    </div>
  );
}
