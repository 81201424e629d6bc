import type { ExecutionEnd } from '../../lib/sandbox/contract.ts';

/** Where a run stands. Every run has a number, so that news of an older run cannot change a newer one. */
export type ExecutionState =
  | { readonly phase: 'idle' }
  | { readonly phase: 'compiling'; readonly run: number }
  /** `silent` is the number of seconds for which the code has not let anything else happen. */
  | { readonly phase: 'running'; readonly run: number; readonly silent: number }
  | { readonly phase: 'stopping'; readonly run: number }
  | { readonly phase: 'done'; readonly run: number; readonly end: ExecutionEnd };

export type ExecutionEvent =
  | { readonly type: 'run'; readonly run: number }
  | { readonly type: 'started'; readonly run: number }
  | { readonly type: 'silent'; readonly run: number; readonly seconds: number }
  | { readonly type: 'stop' }
  | { readonly type: 'ended'; readonly run: number; readonly end: ExecutionEnd };

export const isBusy = (state: ExecutionState): boolean =>
  state.phase === 'compiling' || state.phase === 'running' || state.phase === 'stopping';

/** The state after `event`; the same object when the event changes nothing or belongs to an older run. */
export function nextExecutionState(state: ExecutionState, event: ExecutionEvent): ExecutionState {
  if (event.type === 'run') return { phase: 'compiling', run: event.run };
  if (state.phase === 'idle' || state.phase === 'done') return state;
  if (event.type === 'stop') return state.phase === 'stopping' ? state : { phase: 'stopping', run: state.run };
  if (event.run !== state.run) return state;
  switch (event.type) {
    case 'started':
      return state.phase === 'compiling' ? { phase: 'running', run: state.run, silent: 0 } : state;
    case 'silent':
      return state.phase === 'running' ? { ...state, silent: event.seconds } : state;
    case 'ended':
      // A run that was told to stop never passes, even if its verdict was already on the way.
      return { phase: 'done', run: state.run, end: state.phase === 'stopping' ? { outcome: 'stopped' } : event.end };
  }
}

/** The one line under the run bar. `tone` chooses its colour and its word. */
export interface ExecutionLine {
  readonly tone: 'quiet' | 'good' | 'bad' | 'warn';
  /** First word or two, in bold, so that colour is never the only sign. */
  readonly lead: string;
  readonly text: string;
  /** The reader's own line, from 1. */
  readonly line?: number;
}

const duration = (milliseconds: number): string =>
  milliseconds < 1000 ? `${Math.max(1, Math.round(milliseconds))} ms` : `${(milliseconds / 1000).toFixed(1)} s`;

export function executionLine(state: ExecutionState): ExecutionLine | null {
  switch (state.phase) {
    case 'idle':
      return null;
    case 'compiling':
      return { tone: 'quiet', lead: 'Getting ready…', text: '' };
    case 'running':
      return state.silent > 0
        ? {
            tone: 'warn',
            lead: 'Still running.',
            text: `No pause for ${Math.round(state.silent)} s. A long loop may take its time; Stop ends one that never ends.`,
          }
        : { tone: 'quiet', lead: 'Running…', text: '' };
    case 'stopping':
      return { tone: 'quiet', lead: 'Stopping…', text: '' };
    case 'done':
      return describeEnd(state.end);
  }
}

/** Engines' messages have no full stop: `x is not defined`. */
const sentence = (text: string): string => (/[.!?…)]$/.test(text.trim()) ? text.trim() : `${text.trim()}.`);

function describeEnd(end: ExecutionEnd): ExecutionLine {
  if (end.outcome === 'stopped') {
    return { tone: 'warn', lead: 'Stopped.', text: 'A stopped run is not judged. Run again when you are ready.' };
  }
  if (end.outcome === 'error') {
    const { message, remedy, line } = end.error;
    return {
      tone: 'bad',
      lead: line === undefined ? 'Error.' : `Error in line ${line}.`,
      text: [message, remedy]
        .filter((text) => text !== undefined)
        .map(sentence)
        .join(' '),
      ...(line === undefined ? {} : { line }),
    };
  }
  if (!end.verdict) return { tone: 'quiet', lead: 'Done', text: `in ${duration(end.milliseconds)}.` };
  return end.verdict.passed
    ? { tone: 'good', lead: 'Passed.', text: end.verdict.message }
    : { tone: 'bad', lead: 'Not yet.', text: end.verdict.message };
}
