/**
 * `node tests/browsers/epoch.ts`: one epoch of 784-490-10 (60,000 images, batches of 30, momentum) by the processor's
 * engine in the playground of each browser that is installed, one after the other on the same machine: the fastest of
 * five, after a first one that loads the digits. For the README's table: on a machine that does nothing else.
 */
import { loadavg } from 'node:os';
import { BROWSERS } from './driver/contract.ts';
import { openBrowser } from './driver/open.ts';
import { Scene } from './scene.ts';
import { copySite } from './site.ts';
import { statusOf, trainerOn } from './stories/trainer.ts';

const NETWORK = 'playground/#layers=490:relu,10&optimizer=momentum&learningRate=0.003&batchSize=30&epochs=1';

const RUNS = 5;

const site = copySite();
console.log(`Load of the machine before: ${loadavg()[0]!.toFixed(1)} (a quiet one has less than 0.5).`);
for (const name of BROWSERS) {
  const browser = await openBrowser(name).catch((error: Error) => console.log(`${name}: ${error.message}`));
  if (!browser) continue;
  const scene = await Scene.open(browser, site.folder, { keeps: true });
  await scene.open(NETWORK);
  const trainer = await trainerOn(scene.page, 'playground');
  await trainer.in('.bench-more .trainer-fold > summary', { text: 'All settings' }).click();
  await trainer.field('Engine').choose('simd');
  const seconds: number[] = [];
  let correct = '';
  for (let run = 0; run <= RUNS; run++) {
    await trainer.button(/^Train/).click();
    await trainer.in('.trainer-run').has(run + 1);
    const said = await statusOf(trainer).says(/^Finished in/);
    const [, time, right] = /^Finished in ([\d.]+) s: 60,000 images, ([\d,]+ of 10,000)/.exec(said) ?? [];
    if (time === undefined || right === undefined) throw new Error(`expected seconds and a score, got "${said}"`);
    if (run > 0) seconds.push(Number(time));
    correct = right;
  }
  const all = seconds.map((time) => time.toFixed(1)).join(', ');
  console.log(`${browser.version}: ${Math.min(...seconds).toFixed(1)} s (all: ${all}), ${correct} right`);
  await scene.close();
  await browser.close();
}
site.remove();
