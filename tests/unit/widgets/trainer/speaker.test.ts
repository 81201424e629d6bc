import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { deltaRule } from '../../../../src/lib/systems/delta-rule.ts';
import { networkOf } from '../../../../src/lib/systems/network.ts';
import { trainingSettingsOf } from '../../../../src/components/widgets/trainer/training-settings.ts';
import { createRunSpeaker, type Speaker } from '../../../../src/components/widgets/trainer/speaker.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { recordOf } from '../../../support/run-records.ts';

let said: string[] = [];
let speaker: Speaker<RunRecord | null>;
beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  speaker = createRunSpeaker((words) => said.push(words));
  speaker.hear(null);
});
afterEach(() => void vi.useRealTimers());

const settings = trainingSettingsOf(networkOf({ ...deltaRule(), epochs: 2 }));
const at = (state: RunRecord['state'], imagesSeen: number): void =>
  speaker.hear(recordOf(settings, { title: 'One layer', state, imagesSeen }));
const paused = (images: number): string => `Paused after ${images} of 120,000 images.`;

it('says the newest of ten quick steps, and not each of them', () => {
  for (let image = 1; image <= 10; image++) {
    at('paused', image);
    vi.advanceTimersByTime(250);
  }
  vi.advanceTimersByTime(1000);
  expect(said[0]).toBe(paused(1));
  expect(said.at(-1)).toBe(paused(10));
  expect(said).toHaveLength(4);
});

it('says that all is ready again after a rewind, but not when the page opens', () => {
  expect(said).toEqual([]);
  at('paused', 6);
  speaker.hear(null);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([paused(6), 'Ready. Nothing is loaded and nothing runs until you start it.']);
});

it('tells of a long training every ten seconds, and of its end within one', () => {
  for (let tenth = 0; tenth < 250; tenth++) {
    at('running', tenth * 400);
    vi.advanceTimersByTime(100);
  }
  expect(said).toEqual(['Training One layer: epoch 1 of 2.', 'Training One layer: epoch 2 of 2.']);
  at('stopped', 100_000);
  vi.advanceTimersByTime(1000);
  expect(said.at(-1)).toBe('Stopped after 100,000 of 120,000 images. The run stays on the chart.');
});

it('takes back what is no longer so before it was said', () => {
  at('paused', 1);
  at('running', 1);
  at('paused', 1);
  vi.advanceTimersByTime(20_000);
  speaker.dispose();
  expect(said).toEqual([paused(1)]);
});
