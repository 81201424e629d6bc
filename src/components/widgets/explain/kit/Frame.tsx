import type { ComponentChildren } from 'preact';

interface FrameProps {
  /** What to do first; stands under the picture until it has been tried. */
  readonly hint: string;
  /** What to notice, once something has been tried; null before. */
  readonly notice: string | null;
  readonly children: ComponentChildren;
  /** Back to how the page was built; null while it is so. */
  readonly onReset: (() => void) | null;
  /** Further buttons. */
  readonly actions?: ComponentChildren;
}

/** What all explanations share: the picture, one line that says what to try and then what to notice, and the way back. */
export function Frame({ hint, notice, children, onReset, actions }: FrameProps) {
  return (
    <>
      {children}
      <div class="explanation-actions needs-js">
        {actions}
        <button type="button" class="button button-quiet" disabled={onReset === null} onClick={() => onReset?.()}>
          Back to the start
        </button>
      </div>
      <p class="explanation-words needs-js" role="status">
        {notice ?? hint}
      </p>
    </>
  );
}
