import { launch, type Browser as Puppeteer, type KeyInput, type Page } from 'puppeteer-core';
import { PATIENCE, WINDOW, type Browser, type Tab } from './contract.ts';

/** What a loaded machine does not need: updates, reports, first-run pages. Downloads go where nobody looks. */
const FIREFOX_PREFERENCES = {
  'browser.download.folderList': 2,
  'browser.download.useDownloadDir': true,
  'browser.download.always_ask_before_handling_new_types': false,
  'browser.download.manager.addToRecentDocs': false,
  'browser.download.alwaysOpenPanel': false,
  // Two tabs of one site in processes of their own need more memory than a small machine has.
  'dom.ipc.processCount': 2,
  'dom.ipc.processCount.webIsolated': 2,
  // Nor is a process started for a tab that may be opened, or a new one for each story.
  'dom.ipc.processPrelaunch.enabled': false,
  'dom.ipc.keepProcessesAlive.webIsolated.max': 2,
  'dom.ipc.keepProcessesAlive.webIsolated.perOriginMax': 2,
  // Nobody looks: half the frames do, and all of them are painted by the processor.
  'layout.frame_rate': 30,
  'browser.sessionstore.interval': 3_600_000,
  'accessibility.force_disabled': 1,
  'toolkit.cosmeticAnimations.enabled': false,
  'dom.min_background_timeout_value': 4,
  'dom.timeout.enable_budget_timer_throttling': false,
};

const CHROMIUM_FLAGS = [
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
];

/** Firefox by WebDriver BiDi, or Chromium by its own protocol. `folder` is for what the browser downloads. */
export async function openByPuppeteer(
  name: 'firefox' | 'chromium',
  executablePath: string,
  folder: string,
): Promise<Browser> {
  const browser = await launch({
    browser: name === 'firefox' ? 'firefox' : 'chrome',
    executablePath,
    headless: true,
    // Nobody asks what it loads: the host notes that.
    networkEnabled: false,
    protocolTimeout: 2 * PATIENCE,
    timeout: PATIENCE,
    defaultViewport: WINDOW,
    args: name === 'chromium' ? CHROMIUM_FLAGS : [],
    ...(name === 'firefox' && {
      extraPrefsFirefox: { ...FIREFOX_PREFERENCES, 'browser.download.dir': folder },
    }),
  });
  const inFront: Front = {};
  return {
    name,
    version: (await browser.version()).replace('/', ' '),
    narrowest: 390,
    newTab: async () => tab(await browser.newPage(), inFront),
    close: () => end(browser),
  };
}

async function end(browser: Puppeteer): Promise<void> {
  const program = browser.process();
  await browser.close().catch(() => undefined);
  program?.kill('SIGKILL');
}

/** The tab that the reader looks at: others sleep, as tabs do. */
interface Front {
  page?: Page;
}

function tab(page: Page, front: Front): Tab {
  page.setDefaultTimeout(PATIENCE);
  front.page = page;
  const face = async (): Promise<void> => {
    if (front.page === page) return;
    await page.bringToFront();
    front.page = page;
  };
  const loaded = { waitUntil: 'load', timeout: PATIENCE } as const;
  return {
    async open(url) {
      await face();
      await page.goto(url, loaded);
    },
    async reload() {
      await face();
      await page.reload(loaded);
    },
    async evaluate(expression) {
      // Who looks at a page has it before them: behind another it may not even come to life.
      await face();
      const text = (await page.evaluate(`(async () => JSON.stringify(await (${expression})))()`)) as string | undefined;
      return text === undefined ? undefined : (JSON.parse(text) as unknown);
    },
    async drag([first, ...others], pointer) {
      if (!first) return;
      await face();
      if (pointer === 'touch') {
        await page.touchscreen.touchStart(first.x, first.y);
        for (const { x, y } of others) await page.touchscreen.touchMove(x, y);
        await page.touchscreen.touchEnd();
        return;
      }
      await page.mouse.move(first.x, first.y);
      await page.mouse.down();
      for (const { x, y } of others) await page.mouse.move(x, y);
      await page.mouse.up();
    },
    async press(key, held = []) {
      await face();
      for (const one of held) await page.keyboard.down(one as KeyInput);
      await page.keyboard.press(key as KeyInput);
      for (const one of [...held].reverse()) await page.keyboard.up(one as KeyInput);
    },
    resize: (width, height) => page.setViewport({ width, height }),
    screenshot: async () => Buffer.from(await page.screenshot()),
    async close() {
      await page.close();
      if (front.page === page) delete front.page;
    },
  };
}
