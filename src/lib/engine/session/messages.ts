import { DataError } from '../../data/data-error.ts';
import type { ReaderMessage } from '../contract.ts';
import { UnfitStateError } from './unfit-state-error.ts';

const count = (value: number): string => value.toLocaleString('en');

/** What the reader is told when something happens to a run. */
export const say = {
  diverged: (imagesSeen: number, lastGood: number): ReaderMessage => ({
    message: `At image ${count(imagesSeen)} the numbers outgrew what a 32-bit float holds: the run diverged.`,
    remedy: `A smaller learning rate helps. The last good weights are those after image ${count(lastGood)}; you can restore them.`,
  }),

  /** `engine` in the reader's words. `memory`: whether the optimizer remembers something from step to step, and if so, whether it was lost with the engine. */
  engineLost: (why: string, engine: string, imagesSeen: number, memory: 'none' | 'kept' | 'lost'): ReaderMessage => {
    const goesOn = `${why} Training goes on with the ${engine}`;
    const at = `at image ${count(imagesSeen)}`;
    if (memory === 'kept')
      return { message: `${goesOn}, from the last checkpoint, ${at}, with all that the optimizer remembers.` };
    const forgets =
      ' What the optimizer remembers starts anew, so the figures may differ a little from those of a run without a break.';
    return { message: `${goesOn}, from the weights last read back, ${at}.${memory === 'lost' ? forgets : ''}` };
  },

  optimizerAnew: (imagesSeen: number): ReaderMessage => ({
    message: `These are the weights after image ${count(imagesSeen)}. What the optimizer remembers from step to step starts anew from here.`,
  }),

  cacheFull: (): ReaderMessage => ({
    message: 'The browser has no room left to keep the digits. All works, but they load again on your next visit.',
  }),

  failed: (error: unknown): ReaderMessage => {
    if (error instanceof DataError) return { message: error.message, remedy: error.remedy };
    if (error instanceof UnfitStateError) {
      return {
        message: `The run cannot start from these weights: ${error.message}.`,
        remedy: 'Take the network that they were trained with, or rewind to begin from initial weights.',
      };
    }
    return {
      message: `Training broke off: ${error instanceof Error ? error.message : String(error)}.`,
      remedy: 'Go back to the start and run again. If it comes back, reload the page.',
    };
  },

  /** The worker ended without a word, as a browser short of memory may end it; `from` as below. */
  workerGone: (from: number, then: 'goes on' | 'rests'): ReaderMessage => ({
    message: `The browser ended the part of the page that trains. ${
      then === 'goes on' ? 'Training went on' : 'The run stands'
    } ${from > 0 ? `at its last checkpoint, image ${count(from)}` : 'at its beginning, since it had no checkpoint yet'}.`,
  }),

  /** `from` is the image at which the next worker goes on; 0 means the initial weights. */
  workerLost: (why: string, from: number): ReaderMessage => ({
    message: `The engine's worker ${why}.`,
    remedy: `Run again: a new one starts, from ${from > 0 ? `the weights after image ${count(from)}` : 'the initial weights'}. If that does not help, reload the page.`,
  }),
} as const;
