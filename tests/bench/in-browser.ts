import { readFileSync } from 'node:fs';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import * as s4 from '../../src/lib/systems/published/s4.ts';
import { openBenchPage, type OpenPage } from './bench-page.ts';
import type { Contender, Missing } from './contender.ts';
import { correctWith, SOLUTION } from './in-node.ts';
import type { Passes } from './page/main.ts';

declare const passes: Passes; // in the page

const NAMES = { reader: "reader's update, in the page's sandbox", engine: "reference engine, in the page's worker" };

/** The two ways in which a reader's page makes the pass. */
export async function browserContenders(test: DigitSet): Promise<readonly (Contender | Missing)[]> {
  let opened: OpenPage | undefined;
  const closeOnce = async (): Promise<void> => {
    const open = opened;
    opened = undefined;
    await open?.close();
  };
  try {
    opened = await openBenchPage();
    const { page, by } = opened;
    await page.evaluate(() => passes.load());
    const code = readFileSync(SOLUTION, 'utf8');
    const contender = (name: keyof typeof NAMES): Contender => ({
      name: NAMES[name],
      by,
      async pass() {
        const { seconds, weights } = await page.evaluate(
          ([which, specification, text]) =>
            which === 'reader' ? passes.reader(specification, text) : passes.engine(specification),
          [name, s4.specification, code] as const,
        );
        return { seconds, correct: correctWith(Float32Array.from(weights), test) };
      },
      close: closeOnce,
    });
    return [contender('engine'), contender('reader')];
  } catch (error) {
    await closeOnce();
    const missing = error instanceof Error ? error.message : String(error);
    return Object.values(NAMES).map((name) => ({ name, missing }));
  }
}
