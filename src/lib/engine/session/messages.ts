import { DataError } from '../../data/data-error.ts';
import type { ReaderMessage } from '../contract.ts';

const count = (value: number): string => value.toLocaleString('en');

/** What the reader is told when something happens to a run. */
export const say = {
  diverged: (imagesSeen: number, lastGood: number): ReaderMessage => ({
    message: `At image ${count(imagesSeen)} the numbers outgrew what a 32-bit float holds: the run diverged.`,
    remedy: `A smaller learning rate helps. The last good weights are those after image ${count(lastGood)}; you can restore them.`,
  }),

  /** `forgets` when its optimizer remembers something from step to step, which is lost with the engine. */
  engineLost: (why: string, imagesSeen: number, forgets: boolean): ReaderMessage => ({
    message: `${why} Training goes on with the reference engine, from the weights last read back, at image ${count(imagesSeen)}.${forgets ? ' What the optimizer remembers starts anew, so the figures may differ a little from those of a run without a break.' : ''}`,
  }),

  optimizerAnew: (imagesSeen: number): ReaderMessage => ({
    message: `These are the weights after image ${count(imagesSeen)}. What the optimizer remembers from step to step starts anew from here.`,
  }),

  cacheFull: (): ReaderMessage => ({
    message: 'The browser has no room left to keep the digits. All works, but they load again on your next visit.',
  }),

  failed: (error: unknown): ReaderMessage =>
    error instanceof DataError
      ? { message: error.message, remedy: error.remedy }
      : { message: `Training broke off: ${error instanceof Error ? error.message : String(error)}.`, remedy: 'Rewind and run again. If it comes back, reload the page.' },

  workerLost: (why: string): ReaderMessage => ({
    message: `The engine's worker ${why}.`,
    remedy: 'Run again: a new one starts, from the initial weights. If that does not help, reload the page.',
  }),
} as const;
