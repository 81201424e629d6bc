import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { expect } from 'vitest';
import type { Scene, Story } from '../scene.ts';
import { until } from '../driver/page.ts';
import { drawOne } from './drawing.ts';
import { openWithDraft, RIGHT, updateWith } from './exercise.ts';
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
    title: 'reader can run, train, write and draw by touch on a phone',
    async tell(scene) {
      const { page, browser } = scene;
      await page.tab.resize(browser.narrowest, 844);
      const exercise = await openWithDraft(scene, updateWith(RIGHT));
      await exercise.run.tap();
      await exercise.verdict.says('Passed.');
      await exercise.plain.tap();
      // A window without a window manager is never in focus, so `:focus` says nothing.
      await page.until('a field to write in', () => document.activeElement?.matches('.lab-textarea'));
      await page.tab.press('End', ['Control']);
      for (const letter of '// mine') await page.tab.press(letter);
      await until('what they wrote', async () =>
        (await exercise.plain.value())?.endsWith('// mine') ? true : undefined,
      );
      // Touch keyboards and the large editor do not go together.
      await exercise.root.in('.monaco-editor').has(0);
      await scene.open('chapters/scores-to-probabilities/');
      const trainer = await trainerOn(page, 'one-layer');
      await trainer.button('Train').tap();
      await statusOf(trainer).says(/\d/);
      await trainer.button('Stop').tap();
      await statusOf(trainer).says(/Stopped|Finished/);
      await drawOne(scene, 'touch');
    },
  },
];
