import { expect } from 'vitest';
import type { Page, Place } from '../driver/page.ts';
import { until } from '../driver/page.ts';
import type { Scene, Story } from '../scene.ts';
import {
  CHAPTER_3,
  CHAPTER_5,
  exerciseOn,
  leaveDraft,
  lineOf,
  openAfterDraft,
  openWithDraft,
  solutionOf,
  UPDATE,
} from './exercise.ts';
import { HANG } from '../site.ts';
import { dock, FINISHED, statusOf, trainerOn } from './trainer.ts';

const epochIn = async (page: Page): Promise<number> =>
  Number(/epoch (\d+) of/.exec((await dock(page).text()) ?? '')?.[1] ?? 0);
const untilEpoch = (page: Page, epoch: number): Promise<number> =>
  until(`epoch ${epoch}`, async () => {
    const now = await epochIn(page);
    return now >= epoch ? now : undefined;
  });

/** Sets the long training of chapter 5 going. */
async function trainLong(scene: Scene): Promise<Place> {
  await scene.open(CHAPTER_5);
  const trainer = await trainerOn(scene.page, 'one-layer');
  await trainer.field('Epochs').fill('200');
  // From here on the page is in use, so that it is not loaded anew for a file that came late.
  await keepWorkers(scene.page);
  await trainer.button('Train').click();
  await untilEpoch(scene.page, 1);
  return trainer;
}

/** From now on the page keeps the workers in which runs train where the story can reach them, the one of the last run last. */
const keepWorkers = (page: Page): Promise<void> =>
  page.run(() => {
    const engines: Worker[] = [];
    Object.assign(window, {
      engines,
      Worker: class extends Worker {
        override postMessage(message: unknown, transfer?: StructuredSerializeOptions | Transferable[]): void {
          if ((message as { readonly type?: unknown }).type === 'createSession') engines.push(this);
          super.postMessage(message, transfer as Transferable[]);
        }
      },
    });
  });
/** Does something to the one that trains, behind the page's back. */
const toEngines = (page: Page, act: 'end' | 'hang'): Promise<void> =>
  page.run(
    (what, hang) => {
      const worker = (window as unknown as { engines: Worker[] }).engines.at(-1)!;
      if (what === 'end') worker.terminate();
      else worker.postMessage(hang);
    },
    act,
    HANG,
  );

/** Stops a run of the reader's code at the first moment at which it can be. */
async function stopAtOnce(trainer: Place): Promise<void> {
  await until('the run to be stopped', () =>
    trainer.all((all) => {
      const button = [...(all[0]?.querySelectorAll('button') ?? [])].find((one) => one.innerText.trim() === 'Stop');
      const words = all[0]?.querySelector<HTMLElement>('.trainer-status > .status')?.innerText ?? '';
      if (!button || !/^Training: [\d,]+ of/.test(words)) return undefined;
      button.click();
      return true;
    }),
  );
  await statusOf(trainer).says(/Stopped after [\d,]+/);
}

export const training: readonly Story[] = [
  {
    title:
      'reader can have their own update train on all 60,000 images, stop and go on, to 6,928 right, and train again',
    host: 'nothing kept',
    async tell(scene) {
      const exercise = await openWithDraft(scene, `${solutionOf(UPDATE)}\nconsole.log('mine');\n`);
      await exercise.run.click();
      await exercise.verdict.says('Passed.');
      // That sets the trainer going.
      const trainer = await trainerOn(scene.page, 'pass');
      await stopAtOnce(trainer);
      await trainer.button('Go on').click();
      await statusOf(trainer).says(FINISHED);
      await trainer.in('.trainer-run').says('1 epoch, your code');
      await trainer.in('.trainer-printed pre').says('mine');
      // Again, in the same page: nothing of the first run is in the way.
      await trainer.button(/^Train again/).click();
      await trainer.in('.trainer-run').has(2);
      await stopAtOnce(trainer);
    },
  },
  {
    title: 'reader can see at which line their update fails in training',
    async tell(scene) {
      const code = solutionOf(UPDATE).replaceAll('alpha *', 'alhpa *');
      await openAfterDraft(scene, code, CHAPTER_3);
      const trainer = await trainerOn(scene.page, 'pass');
      await trainer.button('Train').click();
      await trainer.in('[role=alert]').says(`Line ${lineOf(code, 'alhpa *')} of your code`);
    },
  },
  {
    title: 'reader can stop an update that never ends, and train again',
    goesOn: true,
    async tell(scene) {
      const code = `let images = 0;\n${solutionOf(UPDATE).replace(/(export function update\([^{]*\{)/, '$1\n  if (++images > 500) for (;;) {}')}`;
      expect(code).toContain('for (;;)');
      await leaveDraft(scene.page, UPDATE, code);
      await scene.reload();
      // Until their code is there the run that failed is in hand, and could go on as it was.
      await exerciseOn(scene.page);
      const trainer = await trainerOn(scene.page, 'pass');
      await trainer.button('Train again').click();
      await trainer.says(/has not answered for \d+ seconds/);
      await trainer.button('Stop').click();
      await trainer.says('did not answer, so it was ended');
      await leaveDraft(scene.page, UPDATE, solutionOf(UPDATE));
      await scene.reload();
      // The run that was ended may be kept: what is trained now is another, by the code as it is now.
      const again = await trainerOn(scene.page, 'pass');
      await again.button('One image').click();
      await statusOf(again).says('Paused after 1');
    },
  },
  {
    title: 'reader can train on though the browser ends the worker, and stop one that hangs',
    host: 'nothing kept',
    async tell(scene) {
      const { page } = scene;
      const trainer = await trainLong(scene);
      await untilEpoch(page, 2);
      await toEngines(page, 'end');
      await trainer.says(
        /The browser ended the part of the page that trains\. Training went on at its last checkpoint/,
      );
      await untilEpoch(page, (await epochIn(page)) + 1);
      await toEngines(page, 'hang');
      await trainer.button('Stop').click();
      await trainer.says(/The browser ended the part of the page that trains\. The run stands at its last checkpoint/);
      await statusOf(trainer).says(/^Stopped after/);
      await trainer.button(/^Go on/).click();
      await untilEpoch(page, (await epochIn(page)) + 1);
      await dock(page).button('Stop').click();
      await dock(page).has(0);
    },
  },
  {
    title: 'reader can reload while a network trains and go on from where it was, also in another chapter',
    host: 'nothing kept',
    async tell(scene) {
      const { page } = scene;
      await trainLong(scene);
      await untilEpoch(page, 3);
      await scene.reload();
      await dock(page).says(/was cut off at epoch \d+ of 200/);
      const cutAt = await epochIn(page);
      await dock(page).button('Go on').click();
      await untilEpoch(page, cutAt + 1);
      const before = await epochIn(page);
      await page.find('a', { text: /Next chapter/ }).click();
      await page.until('the next chapter', () => location.pathname.includes('/batches/'));
      await untilEpoch(page, before + 1);
      await dock(page).button('Stop').click();
      await dock(page).has(0);
    },
  },
  {
    title: 'reader can train in two tabs at once, and what they write in one is in the other',
    async tell(scene) {
      const other = await scene.anotherPage();
      const softmax = '05-scores-to-probabilities/softmax';
      await scene.open(CHAPTER_5);
      await scene.open(CHAPTER_5, other);
      const [here, there] = [await exerciseOn(scene.page, softmax), await exerciseOn(other, softmax)];
      await here.root.button(/^Run/).isThere();
      await there.root.button(/^Run/).isThere();
      await here.plain.fill('// from the first tab');
      await until('the text in the second tab', async () =>
        (await there.plain.value()) === '// from the first tab' ? true : undefined,
      );
      // Two trainers: one and the same shows in either tab what the other trains.
      await scene.open('playground/#layers=10&epochs=1&trainCount=12000');
      const first = await trainerOn(scene.page, 'playground');
      const second = await trainerOn(other, 'one-layer');
      await second.field('Epochs').fill('1');
      await second.button('Train').click();
      await first.button('Train').click();
      await statusOf(first).says(/^Finished in .*: 12,000 images/);
      await statusOf(second).says(/^Finished in .*: 60,000 images/);
    },
  },
  {
    title: 'reader can have TensorFlow.js in their own code',
    async tell(scene) {
      const id = '12-the-same-network-in-tensorflow-js/build';
      const exercise = await openWithDraft(scene, solutionOf(id), {
        id,
        address: 'chapters/the-same-network-in-tensorflow-js/',
      });
      await exercise.run.click();
      await exercise.verdict.says('Passed.');
      const gradients = '12-the-same-network-in-tensorflow-js/gradients';
      await leaveDraft(scene.page, gradients, solutionOf(gradients));
      await scene.reload();
      const second = await exerciseOn(scene.page, gradients);
      await second.run.click();
      await second.verdict.says('Passed.');
    },
  },
];
