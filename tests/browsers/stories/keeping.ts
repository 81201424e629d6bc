import { readFileSync } from 'node:fs';
import { expect } from 'vitest';
import { readModelFiles } from '../../../src/lib/interchange/model-files.ts';
import type { Page, Place } from '../driver/page.ts';
import { until } from '../driver/page.ts';
import type { Scene, Story } from '../scene.ts';
import { drawOne } from './drawing.ts';
import { CHAPTER_4, exerciseOn, leaveDraft, RIGHT, UPDATE, updateWith, CHAPTER_3 } from './exercise.ts';
import { FINISHED, statusOf, trainerOn } from './trainer.ts';
import { S4_ROWS } from '../../support/s4-counts.ts';

const FIXTURES = new URL('../../golden/fixtures/', import.meta.url);

async function openKeep(scene: Scene): Promise<{ trainer: Place; keep: Place }> {
  const trainer = await trainerOn(scene.page, 'pass');
  const keep = trainer.in('.keep');
  await until('the part that keeps models to be open', async () => {
    if ((await keep.all((all) => all[0]?.checkVisibility())) === true) return true;
    await trainer.in('summary', { text: /^Save and export/ }).click();
    return undefined;
  });
  return { trainer, keep };
}

/** The file that the page handed out last. */
async function handedOut(page: Page): Promise<{ name: string; bytes: Buffer }> {
  return until('a file', async () => {
    const file = await page.run(async () => {
      const last = (window as unknown as { watched: { files: { name: string; blob: Blob }[] } }).watched.files.pop();
      if (!last) return null;
      let text = '';
      for (const byte of new Uint8Array(await last.blob.arrayBuffer())) text += String.fromCharCode(byte);
      return { name: last.name, text: btoa(text) };
    });
    return file ? { name: file.name, bytes: Buffer.from(file.text, 'base64') } : undefined;
  });
}

export const keeping: readonly Story[] = [
  {
    title: 'reader can train on all 60,000 images and gets the nine counts of S4 exactly',
    async tell(scene) {
      await scene.open(CHAPTER_4);
      const trainer = await trainerOn(scene.page, 'pass');
      await trainer.button('Train').click();
      await statusOf(trainer).says(FINISHED);
      const rows = trainer.in('.trainer-published tbody tr');
      await rows.has(9);
      const cells = await rows.all((all) =>
        all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent.trim())),
      );
      expect(cells).toEqual(S4_ROWS.map(([images, correct]) => [images, correct, correct, 'yes']));
    },
  },
  {
    title: 'reader can keep a model, load it after a reload, take it away and bring it in',
    goesOn: true,
    async tell(scene) {
      const { trainer, keep } = await openKeep(scene);
      await trainer.button('Back to start').click();
      await trainer.button('One image').click();
      await statusOf(trainer).says('Paused after 1');
      await keep.field('Name').fill('first steps');
      await keep.button('Save model').click();
      const saved = await keep.says(/Saved “first steps”: [\d,]+ of 10,000/);
      const score = /[\d,]+ of 10,000 · [\d.]+ %/.exec(saved)![0];
      await keep.button('safetensors').click();
      const { name, bytes } = await handedOut(scene.page);
      expect(readModelFiles(new Map([[name, bytes]])).imagesSeen).toBe(1);

      await scene.reload();
      const again = await openKeep(scene);
      await again.keep.button('Load first steps').click();
      await again.keep.says(`784-10 from “first steps”: ${score} right.`);
      await again.keep.field('Model file').give(name, bytes);
      await again.keep.says(new RegExp(`784-10 from “${name.replaceAll('.', '\\.')}”: ${score}`));
    },
  },
  {
    title: 'reader can bring in a model made by PyTorch, and sees the score that PyTorch computed',
    goesOn: true,
    async tell(scene) {
      const { correct } = (
        JSON.parse(readFileSync(new URL('interchange.json', FIXTURES), 'utf8')) as Record<string, { correct: number }>
      )['784-10']!;
      const { keep } = await openKeep(scene);
      await keep
        .field('Model file')
        .give('pytorch.safetensors', readFileSync(new URL('pytorch-784-10.safetensors', FIXTURES)));
      await keep.says(`784-10 from “pytorch.safetensors”: ${correct.toLocaleString('en-US')} of 10,000`);
    },
  },
  {
    title: 'reader can train one network after the other in the workbench, by every engine that is there',
    async tell(scene) {
      await scene.open('playground/#layers=16:relu,10&epochs=1&trainCount=6000');
      const trainer = await trainerOn(scene.page, 'playground');
      const runs = trainer.in('.trainer-run');
      await trainer.in('.bench-more .trainer-fold > summary', { text: 'All settings' }).click();
      const engine = trainer.field('Engine');
      for (const [at, name] of ['simd', 'simd', 'reference', 'auto'].entries()) {
        await engine.choose(name);
        await trainer.button(/^Train/).click();
        await runs.has(at + 1);
        await statusOf(trainer).says(/^Finished in .*: 6,000 images, [78],\d{3} of 10,000/);
      }
      // The same seed by the same engine: the same result.
      const results = await runs.all((all) => all.map((run) => /[\d,]+ of 10,000/.exec(run.innerText)?.[0]));
      // The newest stands first.
      expect(results.at(-1)).toBeDefined();
      expect(results.at(-2)).toBe(results.at(-1));
    },
  },
  {
    title: 'reader can draw a digit, and it is judged by what they trained',
    goesOn: true,
    async tell(scene) {
      await drawOne(scene, 'mouse');
    },
  },
  {
    title: 'reader can go on reading, running and training when the network is gone',
    host: 'first visit',
    // The host refuses, as it should; a page that was never opened may say so while it loads.
    expected: [/Failed to fetch|Load failed|NetworkError|did not load/],
    async tell(scene) {
      const { page } = scene;
      await scene.open(CHAPTER_3);
      await page.tab.press('Shift');
      await page.until('the book to be kept', () =>
        navigator.serviceWorker.ready.then((book) => book.active?.state === 'activated'),
      );
      // Digits are kept as they are first used.
      const trainer = await trainerOn(page, 'pass');
      // Their own code, which is chosen here, teaches nothing yet.
      await trainer.field('Code').choose('book');
      await trainer.button('Train').click();
      await statusOf(trainer).says(FINISHED);
      await leaveDraft(page, UPDATE, updateWith(RIGHT));
      scene.site.switchOff();

      await scene.open('chapters/ten-neurons/');
      await page.find('h1').says('Ten neurons');
      await scene.open(CHAPTER_3);
      const exercise = await exerciseOn(page);
      await exercise.run.click();
      await exercise.verdict.says('Passed.');
      // That sets the trainer going, with their own code.
      const again = page.find('#trainer-pass');
      await statusOf(again).says(/^(?:Training|Finished): (?:all )?[\d,]{5,}/);
      await again.in('.trainer-run', { text: /your code/ }).isThere();
    },
  },
];
