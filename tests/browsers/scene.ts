import type { Browser } from './driver/contract.ts';
import { Page } from './driver/page.ts';
import { openSite, type Site } from './site.ts';

/** What goes wrong in a page that is left, or closed, says nothing about the page. */
const TROUBLES = 'window.watched ? window.watched.take() : []';

/** One story's stage: a browser, a host of its own with the built site, and the pages that it opens. */
export class Scene {
  readonly pages: Page[] = [];
  readonly #sites: Site[] = [];
  readonly #troubles: string[] = [];

  readonly browser: Browser;
  readonly site: Site;
  readonly page: Page;
  readonly #folder: string;

  private constructor(browser: Browser, site: Site, page: Page, folder: string) {
    this.browser = browser;
    this.site = site;
    this.page = page;
    this.#folder = folder;
    this.#sites.push(site);
    this.pages.push(page);
  }

  static async open(browser: Browser, folder: string): Promise<Scene> {
    const site = await openSite(folder);
    return new Scene(browser, site, new Page(await browser.newTab()), folder);
  }

  async anotherPage(): Promise<Page> {
    const page = new Page(await this.browser.newTab());
    this.pages.push(page);
    return page;
  }
  /** The book on a host of its own, under a path of its own. */
  async anotherSite(base: string): Promise<Site> {
    const site = await openSite(this.#folder, base);
    this.#sites.push(site);
    return site;
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
    for (const site of this.#sites) site.switchOff();
  }
}

/** A story that a reader lives through, the same in every browser. */
export interface Story {
  /** Begins with "reader can". */
  readonly title: string;
  tell(scene: Scene): Promise<void>;
  /** It goes on where the story before it ended, in the same pages: what that one left is where this one begins. */
  readonly goesOn?: boolean;
  /** Troubles that belong to the story, such as a request that its offline host refuses. */
  readonly expected?: readonly RegExp[];
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
    html: { ...document.documentElement.dataset },
    focus: `${focus?.tagName} ${focus?.id ?? ''} ${(focus as HTMLInputElement | null)?.value?.slice(0, 40) ?? ''} ${focus?.textContent.slice(0, 40)}`,
    lastPress,
    open,
    dock: document.querySelector<HTMLElement>('.run-dock')?.innerText.slice(0, 100),
    scrolled: Math.round(scrollY),
    asleep: document.querySelectorAll('astro-island[ssr]').length,
  });
}
