import { signal } from '@preact/signals';
import { expect, test, vi } from 'vitest';
import type { ShownModel } from '../../../../src/components/widgets/pictures/picture.ts';
import { judgeAsItChanges, type JudgingHost } from '../../../../src/components/widgets/pictures/judging.ts';
import { deltaRule } from '../../../support/specifications.ts';

const model = (imagesSeen: number): ShownModel => ({ name: 'm', specification: deltaRule, weights: [], imagesSeen });
const settle = (): Promise<void> => new Promise((resolve) => setTimeout(resolve));

/** A host in which judging takes 300 ms, and time stands still otherwise. */
function slowHost() {
  let time = 0;
  const asked: {
    readonly model: ShownModel;
    readonly answer: (value: Float32Array) => void;
    readonly fail: (error: Error) => void;
  }[] = [];
  const rests: { readonly run: () => void; readonly milliseconds: number }[] = [];
  const host: JudgingHost = {
    outputs: (shown) =>
      new Promise((answer, fail) =>
        asked.push({ model: shown, answer: (value) => ((time += 300), answer(value)), fail }),
      ),
    now: () => time,
    later: (run, milliseconds) => rests.push({ run, milliseconds }),
  };
  return { host, asked, rests };
}

test('one question at a time, the newest model next, and a rest of four times the work between', async () => {
  const { host, asked, rests } = slowHost();
  const shown = signal<ShownModel | null>(model(100));
  const judging = judgeAsItChanges(shown, () => ({ set: 'test', from: 0, to: 10 }), 500, host);
  shown.value = model(200);
  shown.value = model(300);
  expect(asked.map(({ model: { imagesSeen } }) => imagesSeen)).toEqual([100]);
  asked[0]!.answer(Float32Array.of(1));
  await settle();
  expect(judging.judgement.value!.model.imagesSeen).toBe(100);
  expect(rests.map(({ milliseconds }) => milliseconds)).toEqual([1200]);
  expect(asked).toHaveLength(1); // it rests
  rests[0]!.run();
  expect(asked.map(({ model: { imagesSeen } }) => imagesSeen)).toEqual([100, 300]);
  expect(judging.judgement.value!.model.imagesSeen).toBe(100); // stays until the newer one is there
});

test('a failure is told, the next model tries again, and nothing comes after disposal', async () => {
  const { host, asked, rests } = slowHost();
  const shown = signal<ShownModel | null>(model(1));
  const judging = judgeAsItChanges(shown, () => ({ set: 'test', from: 0, to: 10 }), 500, host);
  asked[0]!.fail(new Error('The line is down.'));
  await settle();
  expect(judging.problem.value?.message).toBe('The line is down.');
  rests[0]!.run();
  expect(asked).toHaveLength(1);
  judging.retry();
  expect(asked).toHaveLength(2);
  judging.dispose();
  asked[1]!.answer(Float32Array.of(1));
  await settle();
  expect(judging.judgement.value).toBeNull();
});

test('without a model nothing is asked, and what was judged goes with it', async () => {
  const { host, asked } = slowHost();
  const shown = signal<ShownModel | null>(null);
  const judging = judgeAsItChanges(shown, () => ({ set: 'test', from: 0, to: 10 }), 500, host);
  const seen = vi.fn();
  judging.judgement.subscribe(seen);
  expect(asked).toHaveLength(0);
  shown.value = model(5);
  asked[0]!.answer(Float32Array.of(1));
  await settle();
  shown.value = null;
  expect(seen.mock.calls.map(([value]) => (value as { model: ShownModel } | null)?.model.imagesSeen ?? null)).toEqual([
    null,
    5,
    null,
  ]);
});

test('what is known already is not asked again', () => {
  const { host, asked } = slowHost();
  const known = model(100);
  const shown = signal<ShownModel | null>(known);
  const first = { model: known, outputs: Float32Array.of(1), shares: false };
  const judging = judgeAsItChanges(shown, () => ({ set: 'test', from: 0, to: 10 }), 500, host, first);
  expect(asked).toHaveLength(0);
  expect(judging.judgement.value).toBe(first);
  shown.value = model(200);
  expect(asked).toHaveLength(1);
});
