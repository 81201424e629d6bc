import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSpeaker, type Speaker } from '../../../../src/components/widgets/trainer/speaker.ts';
import { idleView, type TrainerView } from '../../../../src/components/widgets/trainer/view.ts';

let said: string[] = [];
let speaker: Speaker;
beforeEach(() => {
  vi.useFakeTimers();
  said = [];
  speaker = createSpeaker((words) => said.push(words));
  speaker.hear(idleView);
});
afterEach(() => void vi.useRealTimers());

const at = (state: TrainerView['state'], imagesSeen: number): void =>
  speaker.hear({ ...idleView, state, imagesSeen, imagesTotal: 60_000 });
const paused = (images: number): string =>
  `Paused after ${images} of 60,000 images. Continue, or take one image at a time.`;

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
  speaker.hear(idleView);
  vi.advanceTimersByTime(1000);
  expect(said).toEqual([paused(6), 'Ready. Nothing is loaded and nothing runs until you start it.']);
});

it('tells of a long training every ten seconds, and of its end within one', () => {
  for (let tenth = 0; tenth < 250; tenth++) {
    at('running', tenth * 100);
    vi.advanceTimersByTime(100);
  }
  expect(said).toEqual(
    [0, 9_900, 19_900].map((seen) => `Training: ${seen.toLocaleString('en-US')} of 60,000 images seen.`),
  );
  at('stopped', 25_000);
  vi.advanceTimersByTime(1000);
  expect(said.at(-1)).toBe('Stopped after 25,000 of 60,000 images. The run stays on the chart.');
});

it('takes back what is no longer so before it was said', () => {
  at('paused', 1);
  at('running', 1);
  at('paused', 1);
  vi.advanceTimersByTime(20_000);
  speaker.dispose();
  expect(said).toEqual([paused(1)]);
});
