import { chromium, type Page } from '@playwright/test';
import { browserVersion, findBrowser } from '../../scripts/lib/browser.mjs';
import { serveBenchPage } from './page/serve.ts';

export interface OpenPage {
  readonly page: Page;
  /** The browser, with its version. */
  readonly by: string;
  close(): Promise<void>;
}

/** The bench's page in a browser of its own, without a graphics card. Throws where there is no browser or no data. */
export async function openBenchPage(): Promise<OpenPage> {
  const file = await findBrowser({ install: false });
  if (!file) throw new Error('no Chromium or Chrome found; name one: DELTA_BROWSER=/path/to/chrome');
  const served = await serveBenchPage();
  try {
    const browser = await chromium.launch({ executablePath: file, args: ['--no-sandbox', '--disable-gpu'] });
    const page = await browser.newPage();
    await page.goto(served.url);
    const close = async (): Promise<void> => {
      await browser.close();
      await served.close();
    };
    return { page, by: browserVersion(file).split(' ').slice(0, 2).join(' '), close };
  } catch (error) {
    await served.close();
    throw error;
  }
}
