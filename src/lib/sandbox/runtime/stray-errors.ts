import { READER_FILE } from '../module-url.ts';

type Listener = (error: unknown) => void;

// Both taken before the worker is locked down; neither is there in Node.
const report = globalThis.reportError?.bind(globalThis);
const listen = globalThis.addEventListener?.bind(globalThis);

const strayListeners: Listener[] = [];
let probe: ((event: ErrorEvent) => void) | null = null;

const tell = (error: unknown): void => strayListeners.forEach((listener) => listener(error));

listen?.('error', (event) => {
  event.preventDefault();
  if (probe) probe(event);
  else tell(event.error);
});
listen?.('unhandledrejection', (event) => {
  event.preventDefault();
  tell(event.reason);
});

/** Errors that no code of the reader's catches. Heard first: these listeners are older than any of the reader's. */
export const onStrayError = (listener: Listener): void => void strayListeners.push(listener);

/**
 * The line of a module that could not be read. Its error has no trace, but the browser knows the place:
 * it comes with the event that `reportError` sends.
 */
export function lineOfSyntaxError(error: unknown): number | undefined {
  let line: number | undefined;
  probe = (event) => {
    if (event.lineno > 0 && event.filename.includes(READER_FILE)) line = event.lineno;
  };
  try {
    report?.(error);
  } finally {
    probe = null;
  }
  return line;
}
