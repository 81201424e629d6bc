/**
 * `npm run pictures [-- NAME]`: takes the README's pictures from the built site, light and dark, and those of
 * docs/teaching.md, into docs/pictures: all, or those whose name begins so. A digit is drawn, a network trained, an exercise
 * passed, a class handed in first, so that they show what a reader sees.
 */
import { existsSync, readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import { chromium, type Page } from '@playwright/test';
import { classHash } from '../src/lib/class/class-link.ts';
import type { ClassFile } from '../src/lib/class/class-file.ts';
import { packHandIn } from '../src/lib/hand-in/hand-in.ts';
import { findBrowser } from './lib/browser.mjs';
import { serve } from './lib/static-server.mjs';

const root = resolve(import.meta.dirname, '..');
const dist = resolve(root, 'dist');

/** What is done on a page before its picture is taken. */
interface Picture {
  readonly name: string;
  readonly path: string;
  /** Smaller, and light alone. */
  readonly small?: true;
  prepare(page: Page): Promise<void>;
}

const CLASS_CHAPTER = '03-the-delta-rule';
const CLASS: ClassFile = {
  format: 'delta-to-depth class',
  version: 1,
  name: 'Year 11 blue',
  chapters: [{ chapter: CLASS_CHAPTER, due: '2037-03-10T08:00Z' }],
  solutions: 'passed',
  hints: 'always',
  handIn: { ask: 'name' },
  questions: [{ chapter: CLASS_CHAPTER, step: 'error', name: 'why', kind: 'text', words: 'Why is the error squared?' }],
};
const programOf = (exercise: string, file: 'start' | 'solution'): string =>
  readFileSync(resolve(root, `src/content/chapters/${CLASS_CHAPTER}/${exercise}/${file}.ts`), 'utf8');

/** Gives the page of who teaches the class file. */
const giveClass = (page: Page): Promise<void> =>
  page.getByLabel('A class file that you have').setInputFiles({
    name: 'class.json',
    mimeType: 'application/json',
    buffer: Buffer.from(JSON.stringify(CLASS)),
  });

/** What four students handed in: two honest, one half done, one who says more than is so. */
async function handedIn(): Promise<{ readonly name: string; readonly mimeType: string; readonly buffer: Buffer }[]> {
  const names = ['error-and-delta', 'outer', 'update'];
  const students = [
    ['Ada', 3, 3],
    ['Ben', 3, 2],
    ['Cleo', 2, 2],
    ['Dan', 3, 3],
  ] as const;
  return Promise.all(
    students.map(async ([name, said, right]) => {
      const exercises = names.slice(0, said).map((exercise, i) => ({
        exercise: `${CLASS_CHAPTER}/${exercise}`,
        code: programOf(exercise, i < right ? 'solution' : 'start'),
        state: 'passed' as const,
        tries: 2 + i,
      }));
      const answers = [
        {
          question: `${CLASS_CHAPTER}/why`,
          answer: 'So that no error can hide another.',
          saved: '2037-03-09T08:00:00.000Z',
        },
      ];
      const handIn = {
        format: 'delta-to-depth hand-in',
        version: 1,
        class: CLASS.name,
        student: { name },
        writtenAt: '2037-03-09T08:00:00.000Z',
        exercises,
        steps: {},
        answers,
        claims: [],
      } as const;
      return { name: `${name}.json.gz`, mimeType: 'application/gzip', buffer: Buffer.from(await packHandIn(handIn)) };
    }),
  );
}

const PICTURES: readonly Picture[] = [
  {
    name: 'teacher-class',
    path: 'class/',
    small: true,
    async prepare(page) {
      await giveClass(page);
      await page.getByText('class.json is loaded').waitFor();
      await page.locator('#class-words').evaluate((heading) => heading.scrollIntoView());
    },
  },
  {
    name: 'teacher-student',
    path: `chapters/the-delta-rule/${await classHash(CLASS)}`,
    small: true,
    async prepare(page) {
      await page.getByRole('button', { name: 'Join' }).click();
      await page.getByText('exercises passed').click();
      await page.getByRole('textbox', { name: 'Why is the error squared?' }).waitFor();
    },
  },
  {
    name: 'teacher-table',
    path: 'class/',
    small: true,
    async prepare(page) {
      await giveClass(page);
      await page.getByLabel('Files that were handed in').setInputFiles(await handedIn());
      await page.getByRole('button', { name: /^Run \d+ things again/ }).click();
      await page.getByText('tried again in').waitFor({ timeout: 120_000 });
      await page.locator('.hand-ins-count').evaluate((line) => line.scrollIntoView());
    },
  },
  {
    name: 'home',
    path: '',
    async prepare(page) {
      await page.locator('.home-lab astro-island:not([ssr])').waitFor();
      const pad = (await page.locator('.first-pad .draw-pad').boundingBox())!;
      const points = [
        [0.28, 0.25],
        [0.7, 0.22],
        [0.56, 0.5],
        [0.45, 0.84],
      ].map(([x, y]) => [pad.x + x! * pad.width, pad.y + y! * pad.height] as const);
      await page.mouse.move(...points[0]!);
      await page.mouse.down();
      for (const [x, y] of points) await page.mouse.move(x, y, { steps: 8 });
      await page.mouse.up();
      await page.locator('.first-example').waitFor({ state: 'detached' });
      await page.getByRole('button', { name: /^Teach it with/ }).click();
      await page
        .getByText(/^Finished/)
        .first()
        .waitFor({ timeout: 120_000 });
    },
  },
  {
    name: 'chapter',
    path: 'chapters/a-hidden-layer/#step-four-gradients',
    async prepare(page) {
      const folder = '07-a-hidden-layer/backward';
      const exercise = page.locator(`[data-exercise="${folder}"]`);
      await exercise.locator('.lab-textarea').waitFor({ state: 'attached' });
      await exercise
        .locator('.lab-textarea')
        .fill(readFileSync(resolve(root, `src/content/chapters/${folder}/solution.ts`), 'utf8'));
      await exercise.getByRole('button', { name: /^Run/ }).click();
      await exercise.getByText('Passed.').waitFor({ timeout: 60_000 });
      await page.locator('#step-four-gradients').evaluate((step) => step.scrollIntoView());
    },
  },
];

if (!existsSync(`${dist}/index.html`)) {
  console.error('pictures: expected a built site in dist/, found none. Run npm run build first.');
  process.exit(1);
}
const server = await serve({ folder: dist });
const address = server.address();
if (address === null || typeof address === 'string') throw new Error('The server has no port.');
const browser = await chromium.launch({
  executablePath: (await findBrowser())!,
  args: process.getuid?.() === 0 ? ['--no-sandbox'] : [],
});
const [wanted = ''] = process.argv.slice(2);
for (const { name, path, small = false, prepare } of PICTURES.filter((picture) => picture.name.startsWith(wanted)))
  for (const theme of small ? (['light'] as const) : (['light', 'dark'] as const)) {
    const viewport = small ? { width: 1000, height: 640 } : { width: 1440, height: 900 };
    const page = await browser.newPage({ viewport, colorScheme: theme });
    await page.goto(`http://127.0.0.1:${address.port}/${path}`);
    await prepare(page);
    await page.waitForTimeout(1000);
    const file = `docs/pictures/${name}${small ? '' : `-${theme}`}.jpeg`;
    await page.screenshot({ path: resolve(root, file), type: 'jpeg', quality: small ? 70 : 82 });
    console.log(file);
    await page.close();
  }
await browser.close();
server.close();
