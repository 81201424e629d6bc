import type { Book } from '../../../../lib/class/book.ts';
import { Choose } from './fields.tsx';

interface Place {
  readonly chapter: string;
  readonly step: string;
}

interface Props extends Place {
  readonly book: Book;
  readonly stepLabel?: string;
  readonly onPlace: (place: Place) => void;
}

/** The chapter and the step at whose end something of the instructor’s stands. */
export function StepPlace({ book, chapter, step, stepLabel = 'At the end of the step', onPlace }: Props) {
  const steps = book.find(({ id }) => id === chapter)?.steps ?? [];
  return (
    <div class="keep-line">
      <Choose
        label="Chapter"
        names={Object.fromEntries(book.map(({ id, number, title }) => [id, `${number}. ${title}`]))}
        value={chapter}
        onChoice={(next) =>
          onPlace({ chapter: next, step: book.find(({ id }) => id === next)?.steps.at(-1)?.id ?? '' })
        }
      />
      <Choose
        label={stepLabel}
        names={Object.fromEntries(steps.map(({ id, title }) => [id, title]))}
        value={step}
        onChoice={(next) => onPlace({ chapter, step: next })}
      />
    </div>
  );
}

/** The end of the first chapter of the book. */
export function firstPlace(book: Book): Place {
  const [chapter] = book;
  return { chapter: chapter?.id ?? '', step: chapter?.steps.at(-1)?.id ?? '' };
}

/** `beginning-2`: unlike the names that are there. */
export function freshName(beginning: string, taken: readonly string[]): string {
  let n = 1;
  while (taken.includes(`${beginning}-${n}`)) n++;
  return `${beginning}-${n}`;
}
