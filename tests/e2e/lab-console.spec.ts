import { expect, test } from '@playwright/test';
import { openExercise, RIGHT, withBody, withoutMonaco } from './lab/exercise-page.ts';

/** Each begins with what `lab` must bring, and floods the console until it is stopped. */
const floods: Readonly<Record<string, string>> = {
  plots: 'const points = [0];\nfor (;;) { points.push(Math.sin(points.length)); plot(points); }',
  'plots of many lines': `const lines = Object.fromEntries(Array.from({ length: 20 }, (_, i) => [String(i), Array.from({ length: 5000 }, (_, k) => i * k)]));\nfor (;;) plot(lines);`,
  pictures: 'for (let n = 0; ; n++) show(new Float32Array(784).fill(n % 2));',
  tables: 'for (let n = 0; ; n++) show(zeros(12, 12).map((row) => row.fill(n)));',
};

for (const [name, flood] of Object.entries(floods)) {
  test(`reader can stop a flood of ${name}: the page draws only what is in view`, async ({ page }) => {
    await withoutMonaco(page);
    const { plain, run, root, button, verdict } = await openExercise(page);
    await plain.fill(
      withBody(RIGHT, flood).replace(
        "import type { Matrix, Vector } from 'lab';",
        "import { plot, show, zeros, type Matrix, type Vector } from 'lab';",
      ),
    );
    // Counted by the page itself, so that a page that is too busy is seen as well.
    await page.evaluate(() => {
      const counts = { drawn: 0, rows: 0 };
      Object.assign(globalThis, { counts });
      new MutationObserver(() => {
        counts.drawn = Math.max(counts.drawn, document.querySelectorAll('.lab-rows :is(.lab-figure, table)').length);
        counts.rows = Math.max(counts.rows, document.querySelectorAll('.lab-rows > *').length);
      }).observe(document.body, { childList: true, subtree: true });
    });
    await run.click();
    const counts = () =>
      page.evaluate(() => (globalThis as unknown as { counts: { drawn: number; rows: number } }).counts);
    await expect.poll(async () => (await counts()).rows).toBeGreaterThan(name === 'plots of many lines' ? 2 : 15);
    await expect.poll(async () => (await counts()).drawn).toBeGreaterThan(0);
    await button('Stop').click();
    await expect(verdict).toContainText(/stopped/i);
    const { drawn, rows } = await counts();
    expect(drawn).toBeLessThan(name === 'pictures' ? 60 : 8);
    expect(rows).toBeLessThan(600);
    // What comes into view is drawn.
    const box = root.locator('.lab-rows');
    await expect(async () => {
      await box.evaluate((it) => it.scrollTo(0, it.scrollHeight)); // what was on its way still arrives after Stop
      await expect(box.locator('.lab-in-view').last().locator('canvas, svg, table').first()).toBeAttached({
        timeout: 1000,
      });
    }).toPass();
  });
}

test('reader can tell the lines of a plot by their names, and see the one value that stands out of a million', async ({
  page,
}) => {
  await withoutMonaco(page);
  const { plain, run, root, verdict } = await openExercise(page);
  const lines = `const calm = new Float32Array(1_000_000);\nconst peak = calm.slice();\npeak[345_678] = 5;\nplot({ calm, peak });`;
  await plain.fill(
    withBody(RIGHT, lines).replace(
      "import type { Matrix, Vector } from 'lab';",
      "import { plot, type Matrix, type Vector } from 'lab';",
    ),
  );
  await run.click();
  await expect(verdict).toContainText('Passed.');
  await expect(root.locator('.lab-plot-names')).toHaveText(/^calm\s*peak$/);
  const paths = root.locator('.lab-plot svg [aria-label="line"] path');
  await expect(paths).toHaveCount(2);
  const heights = await paths.evaluateAll((all) => all.map((one) => (one as SVGPathElement).getBBox().height));
  expect(heights[0]).toBe(0);
  expect(heights[1]).toBeGreaterThan(100);
  // Each would have the whole page styled anew.
  await expect(root.locator('.lab-plot style')).toHaveCount(0);
});
