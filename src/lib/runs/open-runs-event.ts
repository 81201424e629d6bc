/** Told to the document when there are open runs: it is time for the dock. */
export const OPEN_RUNS_EVENT = 'delta-to-depth:runs';
