import { describe, expect, test } from 'vitest';
import { readTrainingDigits } from '../../../../src/components/widgets/digits/at-build.ts';
import { ReaderWalk } from '../../../../src/components/widgets/explain/stepper/reader-walk.ts';
import { compareInWords, walkTo } from '../../../../src/components/widgets/explain/stepper/view.ts';
import { Walk, type ImageSource } from '../../../../src/components/widgets/explain/stepper/walk.ts';
import { initialWeights } from '../../../../src/components/widgets/weights/initial.ts';
import type { SessionEvent, TrainingSession } from '../../../../src/lib/engine/contract.ts';
import { DeltaRule } from '../../../../src/lib/nn/delta-rule.ts';
import { deltaRule } from '../../../support/specifications.ts';

const digits = readTrainingDigits(0, 400);
const start = initialWeights(deltaRule);
const images: ImageSource = {
  count: 60_000,
  at: (index) => digits[index],
  get: (index) => Promise.resolve(digits[index]!),
};

/** A session whose update is the book's, as the sandbox would run it; `alpha` below zero makes it diverge. */
function session(alpha = 0.01) {
  const listeners = new Set<(event: SessionEvent) => void>();
  const emit = (event: SessionEvent) => listeners.forEach((listener) => listener(event));
  const calls: string[] = [];
  let weights = Float32Array.from(start);
  let seen = 0;
  let hang = false;
  const show = () =>
    emit({
      type: 'weights',
      imagesSeen: seen,
      weights: [{ name: '0.weight', shape: [784, 10], values: Float32Array.from(weights) }],
    });
  const fake: TrainingSession = {
    settings: {} as TrainingSession['settings'],
    run: () => undefined,
    pause: () => undefined,
    stop() {
      calls.push('stop');
      emit({ type: 'state', state: 'stopped' });
    },
    step(count) {
      calls.push(`step ${count}`);
      void Promise.resolve().then(() => {
        if (hang) return emit({ type: 'notice', message: { message: 'Your update has not answered for 3 seconds.' } });
        const rule = new DeltaRule(weights, 10);
        for (let k = 0; k < count; k++, seen++) {
          rule.learn(digits[seen]!.pixels, 0, digits[seen]!.label, alpha);
          if (!weights.every(Number.isFinite))
            return emit({
              type: 'diverged',
              imagesSeen: seen,
              lastGood: 0,
              message: { message: `After image ${seen} the run diverged.` },
            });
        }
        show();
        emit({ type: 'state', state: 'paused' });
      });
    },
    rewind() {
      calls.push('rewind');
      weights = Float32Array.from(start);
      seen = 0;
      show();
    },
    restoreLastGood: () => undefined,
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose: () => calls.push('dispose'),
  };
  return { fake, calls, emit, hangFromNow: () => (hang = true) };
}
const bits = (weights: Float32Array): number[] => [...new Uint32Array(Float32Array.from(weights).buffer)];

describe('the reader\u2019s walk', () => {
  test('agrees with the book\u2019s when the code does, and goes back bit for bit', async () => {
    const { fake, calls } = session();
    const reader = new ReaderWalk(start, fake, 60_000);
    const book = new Walk(start, 10, images, 0.01);
    for (const seen of [1, 2, 3, 100, 2, 1, 0, 100]) {
      await reader.goTo(seen);
      await book.goTo(seen);
      expect(reader.imagesSeen).toBe(seen);
      expect(bits(reader.weights)).toEqual(bits(book.weights));
    }
    expect(calls).toEqual(['step 1', 'step 1', 'step 1', 'step 97']);
  });

  test('starts the session anew for what is no longer kept', async () => {
    const { fake, calls } = session();
    const reader = new ReaderWalk(start, fake, 60_000);
    await reader.goTo(100);
    await reader.goTo(40);
    expect(calls).toEqual(['step 100', 'rewind', 'step 40']);
    const book = new Walk(start, 10, images, 0.01);
    await book.goTo(40);
    expect(bits(reader.weights)).toEqual(bits(book.weights));
  });

  test('keeps a bounded number of weights', async () => {
    const { fake, calls } = session();
    const reader = new ReaderWalk(start, fake, 60_000);
    for (let seen = 1; seen <= 300; seen++) await reader.goTo(seen);
    await reader.goTo(45);
    expect(calls).not.toContain('rewind');
    await reader.goTo(44);
    expect(calls.slice(-2)).toEqual(['rewind', 'step 44']);
  });

  test('says what failed, with its line, and can go on', async () => {
    const { fake, emit } = session();
    const reader = new ReaderWalk(start, fake, 60_000);
    const going = reader.goTo(1);
    emit({
      type: 'failed',
      message: { message: 'prediction is not defined.', line: 4, remedy: 'Work it out first.' },
      retryable: false,
    });
    await expect(going).rejects.toThrow('Line 4: prediction is not defined. Work it out first.');
    await reader.goTo(2);
    expect(reader.imagesSeen).toBe(2);
  });

  test('names divergence, says so again, and still goes back', async () => {
    const { fake } = session(-1);
    const reader = new ReaderWalk(start, fake, 60_000);
    await reader.goTo(1);
    await expect(reader.goTo(300)).rejects.toThrow('the run diverged. Go forward from image 1');
    await expect(reader.goTo(300)).rejects.toThrow('the run diverged');
    await reader.goTo(1);
    expect(reader.imagesSeen).toBe(1);
  });

  test('stops an update that does not answer, and stays where it was', async () => {
    const { fake, calls, hangFromNow } = session();
    const reader = new ReaderWalk(start, fake, 60_000);
    await reader.goTo(2);
    hangFromNow();
    const notices: string[] = [];
    const stop = new AbortController();
    await reader.goTo(9, {
      signal: stop.signal,
      onNotice: (words) => {
        notices.push(words);
        stop.abort();
      },
    });
    expect(notices).toEqual(['Your update has not answered for 3 seconds.']);
    expect(calls.at(-1)).toBe('stop');
    expect(reader.imagesSeen).toBe(2);
  });
});

describe('a look at one image', () => {
  test('compares what the reader\u2019s code did with what the book asks', async () => {
    const good = await walkTo(2, 'reader', new ReaderWalk(start, session().fake, 60_000), images, 0.01, {});
    expect(good?.rule).toBe('reader');
    expect(good?.imagesSeen).toBe(2);
    expect(good?.apart).toBeLessThan(1e-3);
    expect(compareInWords(good!.apart!, 7840)).toContain('agrees');
    const doubled = await walkTo(0, 'reader', new ReaderWalk(start, session(0.02).fake, 60_000), images, 0.01, {});
    expect(doubled?.apart).toBeCloseTo(1, 3);
    expect(compareInWords(doubled!.apart!, 7840)).toContain('by up to 100 %');
  });

  test('tells nothing of a step that was stopped', async () => {
    const held = session();
    held.hangFromNow();
    const stop = new AbortController();
    expect(
      await walkTo(1, 'reader', new ReaderWalk(start, held.fake, 60_000), images, 0.01, {
        signal: stop.signal,
        onNotice: () => stop.abort(),
      }),
    ).toBeNull();
  });
});
