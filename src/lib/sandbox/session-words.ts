import type { ReaderMessage } from '../engine/contract.ts';

const count = (value: number): string => value.toLocaleString('en');

/** What a run by the reader's code says to the reader. */
export const words = {
  slow: (seconds: number): ReaderMessage => ({
    message: `Your update has not answered for ${Math.floor(seconds)} seconds.`,
    remedy: 'It may go round in a loop without an end. Stop ends it; what was trained before stays.',
  }),
  ended: (imagesSeen: number): ReaderMessage => ({
    message: `Your update did not answer, so it was ended. The weights are those after image ${count(imagesSeen)}.`,
  }),
  diverged: (imagesSeen: number, lastGood: number): ReaderMessage => ({
    message: `After image ${count(imagesSeen)} some weights were no longer finite numbers: the run diverged.`,
    remedy: `A smaller learning rate helps, unless the update itself is wrong. The last good weights are those after image ${count(lastGood)}; you can restore them.`,
  }),
};
