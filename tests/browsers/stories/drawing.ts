import type { Scene } from '../scene.ts';
import { statusOf, trainerOn } from './trainer.ts';

/** Trains a small network in the playground, and draws a one, which it is to read. */
export async function drawOne(scene: Scene, pointer: 'mouse' | 'touch'): Promise<void> {
  const { page } = scene;
  await scene.open('playground/#layers=32:relu,10&epochs=1&trainCount=10000');
  const trainer = await trainerOn(page, 'playground');
  await trainer.button('Train').click();
  await statusOf(trainer).says(/^Finished in/);
  const pad = page.find('.draw-pad-panel');
  await pad.all((all) => all[0]!.scrollIntoView({ block: 'center', behavior: 'instant' }));
  const canvas = pad.in('canvas');
  await canvas.reach();
  const box = await canvas.all((all) => {
    const { left, top, width, height } = all[0]!.getBoundingClientRect();
    return { left, top, width, height };
  });
  // A one: a stroke downwards.
  const stroke = Array.from({ length: 25 }, (_, i) => ({
    x: box.left + box.width * (0.52 - i * 0.001),
    y: box.top + box.height * (0.2 + i * 0.025),
  }));
  await page.tab.drag(stroke, pointer);
  await pad.in('.judges-guess').says('1');
}
