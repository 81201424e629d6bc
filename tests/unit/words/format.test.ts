import { describe, expect, it } from 'vitest';
import {
  bytesOf,
  count,
  duration,
  loss,
  percent,
  rate,
  signed,
  timeLeft,
  timeTaken,
} from '../../../src/components/words/format.ts';
import { messageWords } from '../../../src/components/words/messages.ts';
import { loadingWords, scoreWords } from '../../../src/components/words/training.ts';

describe('numbers as the trainer writes them', () => {
  it('writes counts, shares and rates', () => {
    expect(count(6928)).toBe('6,928');
    expect(percent(0.6928)).toBe('69.28 %');
    expect(scoreWords({ correct: 6928, of: 10_000 })).toBe('6,928 of 10,000 · 69.28 %');
    expect([45_321, 867, 12.34, 3.21, 0, Number.NaN].map(rate)).toEqual(['45,300', '867', '12', '3.2', '–', '–']);
  });

  it('estimates time no more exactly than it can', () => {
    expect([0.4, 12.4, 59.4, 59.6, 131, 3590, 3599, 3900].map(duration)).toEqual([
      'under 1 s',
      '12 s',
      '59 s',
      '1 min',
      '2 min 10 s',
      '59 min 50 s',
      '1 h 0 min',
      '1 h 5 min',
    ]);
    expect([0.84, 9.96, 131].map(timeTaken)).toEqual(['0.8 s', '10 s', '2 min 10 s']);
    expect(timeLeft(20_000, 60_000, 10_000)).toBe('4 s');
    expect(timeLeft(60_000, 60_000, 10_000)).toBe('none');
    expect(timeLeft(0, 60_000, 0)).toBe('–');
  });

  it('writes sizes, weights and losses', () => {
    expect(bytesOf(812_000, 1_604_000)).toBe('0.8 of 1.6 MB');
    expect(bytesOf(12_300, 60_000)).toBe('12 of 60 kB');
    expect([signed(0.1234), signed(-0.2), signed(0.001), signed(Number.NaN)]).toEqual([
      '+0.12',
      '−0.20',
      '0.00',
      'not a number',
    ]);
    expect([27_140.2, 12.34, 0.4181, Number.POSITIVE_INFINITY, 3.2e9].map(loss)).toEqual([
      '27,140',
      '12.3',
      '0.418',
      '–',
      '3.2e+9',
    ]);
  });

  it('names the images that are loading, with sizes', () => {
    const sizes = { loadedBytes: 800_000, totalBytes: 1_600_000 };
    const holds = (set: 'train' | 'test', kind: 'images' | 'labels', from: number) => ({
      set,
      kind,
      from,
      count: 10_000,
    });
    expect(loadingWords({ name: 'train-2', from: 'network', ...sizes, holds: holds('train', 'images', 20_000) })).toBe(
      'Loading images 20,001 to 30,000: 0.8 of 1.6 MB',
    );
    expect(loadingWords({ name: 'test-0', from: 'cache', ...sizes, holds: holds('test', 'images', 0) })).toBe(
      'Reading the 10,000 test images (kept in this browser): 0.8 of 1.6 MB',
    );
    expect(loadingWords({ name: 'train-labels', from: 'network', ...sizes, holds: holds('train', 'labels', 0) })).toBe(
      'Loading the labels: 0.8 of 1.6 MB',
    );
  });

  it('says a message with its line and its remedy', () => {
    expect(messageWords({ message: 'delta is not defined.', line: 7, remedy: 'Define it.' })).toBe(
      'Line 7 of your code: delta is not defined. Define it.',
    );
  });
});
