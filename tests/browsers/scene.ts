import type { Browser } from './driver/contract.ts';
import { Page } from './driver/page.ts';
import { BLANK, openSite, type Site } from './site.ts';

/** What goes wrong in a page that is left, or closed, says nothing about the page. */
const TROUBLES = 'window.watched ? window.watched.take() : []';

/** One story's stage: a browser, a host with the built site, where the reader has kept nothing yet, and the pages that it opens. */
export class Scene {
  readonly pages: Page[] = [];
  readonly #troubles: string[] = [];

  readonly browser: Browser;
  readonly site: Site;
  readonly page: Page;
  readonly #isShared: boolean;
  readonly #missedBefore: number;

  private constructor(browser: Browser, site: Site, page: Page, isShared: boolean) {
    this.browser = browser;
    this.site = site;
    this.page = page;
    this.#isShared = isShared;
    this.#missedBefore = site.missing.length;
    this.pages.push(page);
  }

  /** On a host of its own, whose book the browser keeps for reading offline if it `keeps`. */
  static async open(browser: Browser, folder: string, { keeps }: { readonly keeps: boolean }): Promise<Scene> {
    const site = await openSite(folder, '/', { keeps });
    return new Scene(browser, site, new Page(await browser.newTab()), false);
  }
  /** On a host of several stories: the browser has the book from before, but nothing that a reader has left in it. */
  static async openOn(browser: Browser, site: Site): Promise<Scene> {
    const page = new Page(await browser.newTab());
    await page.open(site.url + BLANK);
    await page.run(forget);
    return new Scene(browser, site, page, true);
  }

  /** Addresses that were asked for in this story and are not there. */
  get missing(): readonly string[] {
    return this.site.missing.slice(this.#missedBefore);
  }

  async anotherPage(): Promise<Page> {
    const page = new Page(await this.browser.newTab());
    this.pages.push(page);
    return page;
  }

  /** Opens an address of the book, such as `chapters/batches/`. */
  async open(address: string, page = this.page): Promise<void> {
    await this.note(page);
    await page.open(this.site.url + address);
  }
  async reload(page = this.page): Promise<void> {
    await this.note(page);
    await page.tab.reload();
  }

  /** Takes down what went wrong in a page so far. */
  async note(page = this.page): Promise<void> {
    const found = (await page.tab.evaluate(TROUBLES).catch(() => [])) as string[];
    this.#troubles.push(...found);
  }
  /** What went wrong in all pages, but for what the story expects. */
  async troubles(...expected: readonly RegExp[]): Promise<readonly string[]> {
    for (const page of this.pages) await this.note(page);
    return this.#troubles.filter((one) => !expected.some((pattern) => pattern.test(one)));
  }

  /** How the pages look, in words: for a story that did not end well. */
  async look(): Promise<string> {
    const looks = this.pages.map(
      (page) => page.run(lookOf).catch((error: Error) => `cannot be asked: ${error.message}`) as Promise<string>,
    );
    return (await Promise.all(looks)).join('\n');
  }

  async close(): Promise<void> {
    for (const page of this.pages) await page.tab.close().catch(() => undefined);
    if (!this.#isShared) this.site.switchOff();
  }
}

/** A story that a reader lives through, the same in every browser. */
export interface Story {
  /** Begins with "reader can". */
  readonly title: string;
  tell(scene: Scene): Promise<void>;
  /** It goes on where the story before it ended, in the same pages: what that one left is where this one begins. */
  readonly goesOn?: boolean;
  /**
   * It is told on a host of its own. On a `first visit` the browser fetches and keeps the whole book while the story goes
   * on; where nothing is `kept` it does not, which spares all that work.
   */
  readonly host?: 'first visit' | 'nothing kept';
  /** Troubles that belong to the story, such as a request that its offline host refuses. */
  readonly expected?: readonly RegExp[];
}

/**
 * Runs in the page: takes away what a reader has left in the browser; the book that it keeps for reading offline stays.
 * Databases are emptied, not deleted: a page that was just closed may hold them a while longer.
 */
async function forget(): Promise<void> {
  localStorage.clear();
  const done = <T>(request: IDBRequest<T>): Promise<T> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error ?? new Error('storage could not be emptied'));
    });
  for (const { name } of await indexedDB.databases()) {
    const base = await done(indexedDB.open(name!));
    const stores = [...base.objectStoreNames];
    const writing = stores.length > 0 ? base.transaction(stores, 'readwrite') : null;
    await Promise.all(stores.map((store) => done(writing!.objectStore(store).clear())));
    base.close();
  }
}

/** Runs in the page: where it is, what has the focus, what the last press met, what is open. */
function lookOf(): string {
  const { lastPress } = window as unknown as { lastPress?: { met: boolean; came: string[] } };
  const open = [...document.querySelectorAll('dialog[open], [popover]:popover-open')].map(
    (one) => one.id || one.className,
  );
  const focus = document.activeElement;
  return JSON.stringify({
    href: location.href,
    state: document.readyState,
    way: (performance.getEntriesByType('navigation')[0] as PerformanceNavigationTiming | undefined)?.type,
    html: { ...document.documentElement.dataset },
    focus: `${focus?.tagName} ${focus?.id ?? ''} ${(focus as HTMLInputElement | null)?.value?.slice(0, 40) ?? ''} ${focus?.textContent.slice(0, 40)}`,
    lastPress,
    open,
    dock: document.querySelector<HTMLElement>('.run-dock')?.innerText.slice(0, 100),
    status: [...document.querySelectorAll<HTMLElement>('.trainer-status')].map((one) => one.innerText.slice(0, 200)),
    scrolled: Math.round(scrollY),
    asleep: document.querySelectorAll('astro-island[ssr]').length,
  });
}
