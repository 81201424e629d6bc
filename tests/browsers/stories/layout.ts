import { expect } from 'vitest';
import type { Page } from '../driver/page.ts';
import type { Scene, Story } from '../scene.ts';
import { exerciseOn } from './exercise.ts';

/** The text may move under the reader by this much: a line's worth. */
const MOST = 20; // pixels
const CHAPTERS = ['chapters/the-delta-rule/', 'chapters/four-hundred-and-ninety-units/'];

/**
 * Runs in the page: from now on, in each frame, by how much the text in the window moves against it, beyond what the
 * window itself was scrolled by the reader. Whatever moves the text so that it jumps before the reader's eyes counts;
 * a correction of the scroll position that keeps it in its place does not.
 */
function watchText(): void {
  const state = { most: 0, what: '', frames: 0, at: 0 };
  Object.assign(window, { textWatch: state });
  const held = () => {
    const middle = innerHeight / 2;
    for (const side of [0.3, 0.5, 0.7]) {
      const hit = document.elementFromPoint(innerWidth * side, middle);
      const block = hit?.closest('main p, main h2, main h3, main li, main figure, main .panel, main .step');
      if (block) return block;
    }
    return null;
  };
  let block = held();
  let top = block?.getBoundingClientRect().top ?? 0;
  const look = (): void => {
    state.frames++;
    if (block?.isConnected) {
      const now = block.getBoundingClientRect().top;
      const moved = Math.abs(now - top);
      if (moved > state.most) {
        state.most = moved;
        state.what = `${block.tagName} “${block.textContent.trim().slice(0, 60)}” in frame ${state.frames}`;
      }
      top = now;
    } else {
      block = held();
      top = block?.getBoundingClientRect().top ?? 0;
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Waits until nothing waits to be laid out or to wake near the window, and some frames more; gives the greatest jump. */
async function greatestJump(page: Page): Promise<{ most: number; what: string }> {
  await page.until('all steps to be laid out', () => {
    const whole = 'whole' in document.documentElement.dataset;
    return whole || document.querySelector('.step:not([data-laid])') === null;
  });
  const frames = await page.run(() => (window as unknown as { textWatch: { frames: number } }).textWatch.frames);
  await page.until(
    'thirty frames more',
    (from) => (window as unknown as { textWatch: { frames: number } }).textWatch.frames > from + 30,
    frames,
  );
  return page.run(() => (window as unknown as { textWatch: { most: number; what: string } }).textWatch);
}

async function staysPut(scene: Scene, how: string, move: (page: Page) => Promise<void>): Promise<void> {
  for (const chapter of CHAPTERS) {
    await scene.open(chapter);
    await move(scene.page);
    const { most, what } = await greatestJump(scene.page);
    expect(Math.round(most), `${chapter}, ${how}: ${what}`).toBeLessThanOrEqual(MOST);
  }
}

/** Waits until the window has come to rest. */
const atRest = (page: Page): Promise<void> =>
  page.until('the window to rest', async () => {
    const from = scrollY;
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => setTimeout(resolve, 100))));
    return scrollY === from && scrollY > 0;
  });

export const layout: readonly Story[] = [
  {
    title: 'reader can press End without the text moving afterwards',
    tell: (scene) =>
      staysPut(scene, 'End', async (page) => {
        await page.tab.press('End');
        await atRest(page);
        await page.run(watchText);
        const gap = (): Promise<number> =>
          page.run(() => document.documentElement.scrollHeight - innerHeight - scrollY);
        expect(await gap(), 'from the end').toBeLessThanOrEqual(MOST);
      }),
  },
  {
    title: 'reader can jump to a step and stay on it',
    tell: (scene) =>
      staysPut(scene, 'a jump', async (page) => {
        await page.run(() => {
          const link = document.createElement('a');
          link.href = `#${[...document.querySelectorAll('.step')].at(-2)!.id}`;
          document.body.append(link);
          link.click();
        });
        await atRest(page);
        await page.run(watchText);
        const top = await page.run(() => document.querySelector(':target')!.getBoundingClientRect().top);
        expect(top).toBeGreaterThanOrEqual(0);
        expect(top).toBeLessThan(200);
      }),
  },
  {
    title: 'reader can drag the scrollbar into the middle without the text moving afterwards',
    tell: (scene) =>
      staysPut(scene, 'the scrollbar', async (page) => {
        // What a scrollbar does: the window is elsewhere at once, and the page hears of it after.
        for (const part of [0.3, 0.6, 0.5]) {
          await page.run(
            (share) => scrollTo({ top: share * document.documentElement.scrollHeight, behavior: 'instant' }),
            part,
          );
          await atRest(page);
        }
        await page.run(watchText);
      }),
  },
  {
    title: 'reader can go on reading while parts above wake',
    async tell(scene) {
      const { page } = scene;
      await scene.open(CHAPTERS[0]!);
      await page.tab.press('End');
      await atRest(page);
      await page.run(watchText);
      // An editor and a trainer, far above, become alive and grow.
      const grown = await page.run(() => {
        const before = document.documentElement.scrollHeight;
        const island = document.querySelector<HTMLElement>('[data-exercise]')!;
        island.style.paddingBottom = '300px';
        return new Promise<number>((resolve) =>
          requestAnimationFrame(() =>
            requestAnimationFrame(() => resolve(document.documentElement.scrollHeight - before)),
          ),
        );
      });
      expect(grown).toBeGreaterThan(250);
      const { most, what } = await greatestJump(page);
      expect(Math.round(most), what).toBeLessThanOrEqual(MOST);
    },
  },
  {
    title: 'reader can click into an editor, which wakes where it stands',
    async tell(scene) {
      const { page } = scene;
      await scene.open(CHAPTERS[0]!);
      const heights = (): Promise<number[]> =>
        page.find('.lab-code').all((areas) => areas.map(({ offsetHeight }) => offsetHeight));
      const asleep = await heights();
      const exercise = await exerciseOn(page);
      await exercise.plain.reach();
      await page.until('all exercises to be awake', () => {
        const one = document.querySelector<HTMLElement>('astro-island[ssr] > .lab-island');
        one?.scrollIntoView({ block: 'center', behavior: 'instant' });
        return one === null;
      });
      await exercise.plain.reach();
      expect(await heights()).toEqual(asleep);
      await atRest(page);
      await page.run(watchText);
      await exercise.plain.click();
      await exercise.root.in('.monaco-editor .view-line').isThere();
      const { most, what } = await greatestJump(page);
      expect(Math.round(most), what).toBeLessThanOrEqual(MOST);
    },
  },
];
