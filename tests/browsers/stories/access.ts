import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import type { Scene, Story } from '../scene.ts';
import { exerciseOn, openWithDraft, RIGHT, updateWith } from './exercise.ts';
import { statusOf, trainerOn } from './trainer.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong: one line for each rule. The letters of formulas are hidden from it, as they are from screen readers. */
async function broken(scene: Scene): Promise<string[]> {
  await scene.page.tab.evaluate(`(() => { ${AXE}; return true; })()`);
  return scene.page.run(async (tags) => {
    // Lays out the whole page, as a jump within it does, and gives what measures sizes a frame to do so.
    dispatchEvent(new Event('hashchange'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { axe } = window as unknown as {
      axe: {
        run(context: object, options: object): Promise<{ violations: { id: string; nodes: { html: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(
      { exclude: ['.katex-html'] },
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] },
    );
    return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html.slice(0, 200)).join(' ')}`);
  }, TAGS);
}

export const access: readonly Story[] = [
  {
    title: 'reader can use the pages with any assistive technology',
    async tell(scene) {
      for (const address of ['', 'chapters/pictures-are-numbers/', 'playground/', '404.html']) {
        await scene.open(address);
        expect(await broken(scene), address).toEqual([]);
      }
    },
  },
  {
    title: 'reader can write, run and train by touch on a phone',
    async tell(scene) {
      const { page, browser } = scene;
      await page.tab.resize(browser.touches ? 390 : 460, 844);
      const exercise = await openWithDraft(scene, updateWith(RIGHT));
      await exercise.run.tap();
      await exercise.verdict.says('Passed.');
      await scene.open('chapters/scores-to-probabilities/');
      const trainer = await trainerOn(page, 'one-layer');
      await trainer.button('Train').tap();
      await statusOf(trainer).says(/\d/);
      await trainer.button('Stop').tap();
      await statusOf(trainer).says(/Stopped|Finished/);
      await (await exerciseOn(page, '05-scores-to-probabilities/softmax')).plain.tap();
      // A window without a window manager is never in focus, so `:focus` says nothing.
      await page.until('a field to write in', () =>
        Boolean(document.activeElement?.closest('.lab-textarea, .monaco-editor')),
      );
    },
  },
];
