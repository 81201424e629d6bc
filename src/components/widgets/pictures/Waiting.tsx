import type { ComponentChildren } from 'preact';
import { count } from '../../words/format.ts';
import type { Judging } from './judging.ts';
import { dataSetOf } from './picture-of.ts';
import type { ShownModel } from './picture.ts';
import type { Explained, TestImages } from './test-images.ts';

interface WaitingProps {
  /** What is being waited for, as a sentence. */
  readonly what: string;
  readonly problem?: Explained | null | undefined;
  readonly onRetry?: (() => void) | undefined;
}

/** Stands where a picture will be: what it waits for, or what went wrong and a way to try again. */
export function Waiting({ what, problem, onRetry }: WaitingProps) {
  if (!problem)
    return (
      <p class="status picture-waiting" role="status">
        {what}
      </p>
    );
  return (
    <div class="notice notice-bad" role="alert">
      <p>
        {problem.message} {problem.remedy}
      </p>
      {onRetry && (
        <p>
          <button type="button" class="button" onClick={onRetry}>
            Try again
          </button>
        </p>
      )}
    </div>
  );
}

interface JudgedWaitingProps {
  readonly model: ShownModel;
  readonly images: TestImages;
  readonly judging: Judging;
}

/** Stands where a picture of the judged test images will be. */
export function JudgedWaiting({ model, images, judging }: JudgedWaitingProps) {
  const problem = images.problem.value;
  return (
    <Waiting
      what={`Judging the ${count(dataSetOf(model).counts.test)} test images…`}
      problem={problem ?? judging.problem.value}
      onRetry={problem ? images.retry : judging.retry}
    />
  );
}

/** What to do while there is no model. */
export const Untrained = ({ children }: { readonly children: ComponentChildren }) => (
  <p class="notice">Nothing is trained yet. Press Train; {children} as soon as there are weights.</p>
);
