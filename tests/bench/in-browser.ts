import { readFileSync } from 'node:fs';
import { chromium } from '@playwright/test';
import type { DigitSet } from '../../src/lib/data/contract.ts';
import { browserVersion, findBrowser } from '../../scripts/lib/browser.mjs';
import * as s4 from '../../src/lib/systems/published/s4.ts';
import type { Contender, Missing } from './contender.ts';
import { correctWith, SOLUTION } from './in-node.ts';
import type { Passes } from './page/main.ts';
import { serveBenchPage } from './page/serve.ts';

declare const passes: Passes; // in the page

const NAMES = { reader: "reader's update, in the page's sandbox", engine: "reference engine, in the page's worker" };

/** The two ways in which a reader's page makes the pass. */
export async function browserContenders(test: DigitSet): Promise<readonly (Contender | Missing)[]> {
  const opened: (() => Promise<void>)[] = [];
  const closeAll = async (): Promise<void> => {
    for (const close of opened.splice(0)) await close();
  };
  try {
    const file = await findBrowser({ install: false });
    if (!file) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
    const served = await serveBenchPage();
    opened.push(served.close);
    const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox', '--disable-gpu'] });
    opened.unshift(() => browser.close());
    const page = await browser.newPage();
    await page.goto(served.url);
    await page.evaluate(() => passes.load());
    const code = readFileSync(SOLUTION, 'utf8');
    const contender = (name: keyof typeof NAMES): Contender => ({
      name: NAMES[name],
      by: browserVersion(file).split(' ').slice(0, 2).join(' '),
      async pass() {
        const { seconds, weights } = await page.evaluate(
          ([which, specification, text]) => (which === 'reader' ? passes.reader(specification, text) : passes.engine(specification)),
          [name, s4.specification, code] as const,
        );
        return { seconds, correct: correctWith(Float32Array.from(weights), test) };
      },
      close: closeAll,
    });
    return [contender('engine'), contender('reader')];
  } catch (error) {
    await closeAll();
    const missing = error instanceof Error ? error.message : String(error);
    return Object.values(NAMES).map((name) => ({ name, missing }));
  }
}
