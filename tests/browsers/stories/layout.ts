import { expect } from 'vitest';
import type { Page } from '../driver/page.ts';
import type { Scene, Story } from '../scene.ts';

/** The text may move under the reader by this much: a line's worth. */
export const MOST = 20; // pixels
const CHAPTERS = ['chapters/the-delta-rule/', 'chapters/four-hundred-and-ninety-units/'];

/**
 * Runs in the page: from now on, in each frame, by how much the text in the window moves against it, beyond what the
 * window itself was scrolled by the reader. Whatever moves the text so that it jumps before the reader's eyes counts;
 * a correction of the scroll position that keeps it in its place does not. So where it is is asked of an observer of
 * intersections, which tells it as it was painted: before a frame's own corrections it may be elsewhere for a moment.
 */
export function watchText(): void {
  const state = { most: 0, what: '', frames: 0 };
  Object.assign(window, { textWatch: state });
  const held = () => {
    const hits = [0.3, 0.5, 0.7].map((side) => document.elementFromPoint(innerWidth * side, innerHeight / 2));
    const blocks = hits.map((hit) =>
      hit?.closest('main p, main h2, main h3, main li, main figure, main .panel, main .step, footer p, footer'),
    );
    return blocks.find(Boolean) ?? document.querySelector('footer');
  };
  let block = held();
  let top: number | undefined;
  const observer = new IntersectionObserver((entries) => {
    for (const { target, boundingClientRect } of entries) {
      if (target !== block) continue;
      const moved = Math.abs(boundingClientRect.top - (top ?? boundingClientRect.top));
      if (moved > state.most) {
        state.most = moved;
        state.what = `${block.tagName} “${block.textContent.trim().slice(0, 60)}” in frame ${state.frames}`;
      }
      top = boundingClientRect.top;
    }
  });
  const look = (): void => {
    // Somebody watches anew.
    if ((window as unknown as { textWatch: object }).textWatch !== state) return;
    state.frames++;
    observer.disconnect();
    if (!block?.isConnected) {
      block = held();
      top = undefined;
    }
    if (block) observer.observe(block);
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

/** Waits until nothing waits to be laid out or to wake near the window, and some frames more; gives the greatest jump. */
export async function greatestJump(page: Page): Promise<{ most: number; what: string }> {
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
    // Who moves has seen the page: a key before the first frame may be lost in the browser.
    await scene.page.run(
      () => new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(() => resolve(true)))),
    );
    await move(scene.page);
    const { most, what } = await greatestJump(scene.page);
    expect(Math.round(most), `${chapter}, ${how}: ${what}`).toBeLessThanOrEqual(MOST);
  }
}

/** Waits until the window has come to rest. */
export const atRest = (page: Page): Promise<void> =>
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
        // As it is painted, as above.
        const gap = await page.run(
          () =>
            new Promise<number>((resolve) =>
              new IntersectionObserver(([page], observer) => {
                observer.disconnect();
                resolve(page!.boundingClientRect.bottom - innerHeight);
              }).observe(document.documentElement),
            ),
        );
        expect(gap, 'from the end').toBeLessThanOrEqual(MOST);
        expect(gap, 'from the end').toBeGreaterThanOrEqual(-1);
      }),
  },
  {
    title: 'reader can go on reading while parts above wake',
    goesOn: true,
    async tell(scene) {
      const { page } = scene;
      await page.run(watchText);
      await page.until(
        'the first look',
        () => (window as unknown as { textWatch: { frames: number } }).textWatch.frames > 2,
      );
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
];
