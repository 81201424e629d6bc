import type { Scene } from '../scene.ts';

/** In the playground, where a small network has been trained: draws a one, which it is to read. */
export async function drawOne(scene: Scene, pointer: 'mouse' | 'touch'): Promise<void> {
  const { page } = scene;
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
