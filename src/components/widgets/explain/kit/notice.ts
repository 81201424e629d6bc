import { useState } from 'preact/hooks';

/** The line under an explanation, as `Frame` takes it. */
export interface Notice {
  /** What to notice; null until something has been tried. */
  readonly notice: string | null;
  readonly setNotice: (words: string | null) => void;
  /** Back to how the page was built; null while it is so. */
  readonly onReset: (() => void) | null;
}

/** What to notice, once something has been tried. `reset` puts all else back to how the page was built. */
export function useNotice(reset: () => void): Notice {
  const [notice, setNotice] = useState<string | null>(null);
  const onReset = (): void => {
    reset();
    setNotice(null);
  };
  return { notice, setNotice, onReset: notice === null ? null : onReset };
}
