import type { Story } from '../scene.ts';
import { until } from '../driver/page.ts';
import { drawOne } from './drawing.ts';
import { openWithDraft, RIGHT, updateWith } from './exercise.ts';
import { statusOf, trainerOn } from './trainer.ts';

export const touch: readonly Story[] = [
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
      await scene.open('playground/#layers=32:relu,10&epochs=1&trainCount=10000');
      const playground = await trainerOn(page, 'playground');
      await playground.button('Train').tap();
      await statusOf(playground).says(/^Finished in/);
      await drawOne(scene, 'touch');
    },
  },
];
