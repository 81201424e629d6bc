import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import type { Scene } from '../scene.ts';

const AXE = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'];

/** What axe finds wrong: one line for each rule. The letters of formulas are hidden from it, as they are from screen readers. */
export async function broken(scene: Scene): Promise<string[]> {
  await scene.page.tab.evaluate(`(() => { ${AXE}; return true; })()`);
  return scene.page.run(async (tags) => {
    // Lays out the whole page, as a jump within it does, and gives what measures sizes a frame to do so.
    dispatchEvent(new Event('hashchange'));
    await new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)));
    const { axe } = window as unknown as {
      axe: {
        run(
          context: object,
          options: object,
        ): Promise<{ violations: { id: string; nodes: { html: string; failureSummary?: string }[] }[] }>;
      };
    };
    const { violations } = await axe.run(
      { exclude: ['.katex-html'] },
      { runOnly: { type: 'tag', values: tags }, resultTypes: ['violations'] },
    );
    return violations.map(
      ({ id, nodes }) =>
        `${id}: ${nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} (${failureSummary})`).join(' ')}`,
    );
  }, TAGS);
}
