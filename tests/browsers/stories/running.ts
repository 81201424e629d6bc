import { expect } from 'vitest';
import { until, type Page } from '../driver/page.ts';
import type { Story } from '../scene.ts';
import { BLANK } from '../site.ts';
import { atRest, greatestJump, MOST, watchText } from './layout.ts';
import {
  exerciseOn,
  type Exercise,
  leaveDraft,
  lineOf,
  openWithDraft,
  RIGHT,
  UPDATE,
  updateWith,
  CHAPTER_3,
} from './exercise.ts';

/** Programs that fail, each with a mark at the line that the reader must be sent to. */
const FAILURES: Readonly<Record<string, string>> = {
  'in their function': updateWith('  const prediction = predictt(image, weights); // here'),
  'in a call at the tail of a function': updateWith(
    `${RIGHT}\n  again(undefined as never);`,
    `function again(values: Float32Array): number {\n  return first(values);\n}\nfunction first(values: Float32Array): number {\n  return values.length; // here\n}`,
  ),
  'at the top of the file': updateWith(
    RIGHT,
    `const none = undefined as unknown as Float32Array;\nnone.fill(1); // here\n`,
  ),
  'inside lab': `import { dot, zeros } from 'lab';\n\nexport const update = (): number => 1;\nconst wrong = dot(zeros(3), zeros(4)); // here\n`,
  'inside lab, at the tail of a function': `import { dot, zeros } from 'lab';\n\n\nfunction score(): unknown {\n  return dot(zeros(3), zeros(4)); // here\n}\nexport const update = (): number => 1;\nscore();\n`,
};

/** Writes a program in one tab, and waits until it has come to another. */
async function write(writer: Page, exercise: Exercise, code: string): Promise<void> {
  await leaveDraft(writer, UPDATE, code);
  await until('the program', async () => ((await exercise.plain.value()) === code ? true : undefined));
}

export const running: readonly Story[] = [
  {
    title: 'reader can run the listing as it stands, write the update, pass, and find the mark after a reload',
    async tell(scene) {
      await scene.open(CHAPTER_3);
      const first = await exerciseOn(scene.page);
      await first.run.click();
      await first.verdict.says('Not yet.');
      const exercise = await openWithDraft(scene, updateWith(RIGHT));
      await exercise.run.click();
      await exercise.verdict.says('Passed.');
      await scene.reload();
      await exercise.root.in('.lab-passed').says('Passed');
    },
  },
  {
    title: 'reader can see at which line of their own code an error is, wherever it comes from',
    async tell(scene) {
      // They write in one tab and run in another.
      const writer = await scene.anotherPage();
      await scene.open(BLANK, writer);
      await scene.open(CHAPTER_3);
      const exercise = await exerciseOn(scene.page);
      const seen = new Set<number>();
      for (const [place, code] of Object.entries(FAILURES)) {
        const line = lineOf(code, '// here');
        expect(seen, 'lines that earlier programs fail at').not.toContain(line);
        seen.add(line);
        await write(writer, exercise, code);
        await exercise.run.click();
        await exercise.verdict.says(`Error in line ${line}.`);
        expect(await exercise.verdict.text(), place).not.toMatch(/Passed|Not yet/);
      }
    },
  },
  {
    title: 'reader can stop a loop that never ends, and run again at once',
    goesOn: true,
    async tell(scene) {
      const [, writer] = scene.pages;
      const exercise = await exerciseOn(scene.page);
      await write(writer!, exercise, updateWith(RIGHT, 'while (true) {}'));
      await exercise.run.click();
      await exercise.verdict.says('No pause for');
      await exercise.stop.click();
      await exercise.verdict.says('Stopped.');
      await exercise.root.in('.lab-passed').has(0);
      await write(writer!, exercise, updateWith(RIGHT));
      await exercise.run.click();
      await exercise.verdict.says('Passed.');
      await exercise.root.button('Run again').click();
      await exercise.verdict.says('Passed.');
    },
  },
  {
    title: 'reader can see in which line they printed something',
    goesOn: true,
    async tell(scene) {
      const code = updateWith(RIGHT, `\n\nconsole.log('first');\n\nconsole.log('second');\n`);
      const [, writer] = scene.pages;
      const exercise = await exerciseOn(scene.page);
      await write(writer!, exercise, code);
      await exercise.run.click();
      await exercise.verdict.says('Passed.');
      for (const word of ['first', 'second'])
        await exercise.root
          .in('.lab-row', { text: word })
          .says(new RegExp(`(?:^|\\D)${lineOf(code, `'${word}'`)}(?:\\D|$)`));
    },
  },
  {
    title: 'reader can click into an editor, which wakes where it stands',
    async tell(scene) {
      const { page } = scene;
      await scene.open(CHAPTER_3);
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
  {
    title: 'reader can write in the large editor, run by keys, and is told what is wrong while they write',
    goesOn: true,
    async tell(scene) {
      const { page } = scene;
      const exercise = await exerciseOn(page);
      await page.until('the editor to have the focus', () =>
        Boolean(document.activeElement?.closest('.monaco-editor')),
      );
      await page.tab.press('End', ['Control']);
      await page.tab.press('Enter');
      for (const letter of 'let mine: string = 5') await page.tab.press(letter);
      await exercise.root.in('.monaco-editor').says(/let.mine:.string.=.5/);
      await exercise.root.in('.squiggly-error').isThere();
      await page.tab.press('Enter', ['Control']);
      await exercise.verdict.says('Not yet.');
    },
  },
];
