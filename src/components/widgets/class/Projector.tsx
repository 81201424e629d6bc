import { useSignal } from '@preact/signals';
import type { Book } from '../../../lib/class/book.ts';
import { firstPlace, StepPlace } from './maker/StepPlace.tsx';

/** Leads to one step in large type, for the projector. */
export function Projector({ root, book }: { readonly root: URL; readonly book: Book }) {
  const place = useSignal(firstPlace(book));
  const { chapter, step } = place.value;
  const path = book.find(({ id }) => id === chapter)?.path ?? '';
  return (
    <div class="keep">
      <p>One step in large type with its explanation, and nothing else. Arrow keys go on, Escape leaves.</p>
      <StepPlace book={book} chapter={chapter} step={step} stepLabel="Step" onPlace={(next) => (place.value = next)} />
      <p>
        <a class="button" href={new URL(`${path}#project=${step}`, root).href} target="_blank" rel="noopener">
          Show it on the projector
        </a>
      </p>
    </div>
  );
}
