/**
 * The stories of one browser, named by DELTA_SUITE (`npm test -- firefox webkit`). One browser for all; each has tabs of its
 * own, and nothing of what the reader of another has left. What the browser keeps of the book itself it keeps for all but
 * first visits: fetching and keeping its hundreds of files anew for each would be most of the work.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from './driver/contract.ts';
import { openBrowser, suite } from './driver/open.ts';
import { until } from './driver/page.ts';
import { Scene, type Story } from './scene.ts';
import { copySite, openSite, type Site } from './site.ts';
import { keeping } from './stories/keeping.ts';
import { layout } from './stories/layout.ts';
import { DEEP, reading } from './stories/reading.ts';
import { running } from './stories/running.ts';
import { sandbox } from './stories/sandbox.ts';
import { touch } from './stories/touch.ts';
import { training } from './stories/training.ts';

const GROUPS: Readonly<Record<string, readonly Story[]>> = {
  reading,
  layout,
  running,
  sandbox,
  training,
  keeping,
  touch,
};

let browser: Browser;
let site: ReturnType<typeof copySite>;
let host: Site;
/** The stage of the story that was told last, and which that was if it ended well. */
let last: { readonly scene: Scene; readonly told: Story | null } | undefined;
beforeAll(async () => {
  site = copySite();
  host = await openSite(site.folder, DEEP);
  browser = await openBrowser(suite);
});
afterAll(async () => {
  await last?.scene.close();
  await browser?.close();
  host?.switchOff();
  site.remove();
});

test(`${suite} notes whatever goes wrong in a page`, async () => {
  const scene = await Scene.open(browser, site.folder, { keeps: true });
  try {
    await scene.open('404.html');
    await scene.page.run(() => {
      const preload = (name: string): void => {
        const link = document.createElement('link');
        Object.assign(link, { rel: 'modulepreload', href: new URL(name, document.baseURI) });
        document.head.append(link);
      };
      preload('_astro/gone.js');
      // One that is there is no trouble, however often it is asked for.
      for (let time = 0; time < 3; time++) preload(document.querySelector<HTMLScriptElement>('script[src]')!.src);
      document.body.append(Object.assign(new Image(), { src: 'gone.png' }));
      for (const write of [
        () => (document.body.appendChild(document.createElement('p')).innerHTML = '<b>written</b>'),
        () => new Worker('https://example.org/worker.js'),
      ])
        try {
          write();
        } catch {
          // It is refused, as it should be.
        }
      setTimeout(() => {
        throw new Error('thrown');
      });
      void Promise.reject(new Error('rejected'));
      console.error('said');
    });
    await scene.page.tab.evaluate(`import('data:text/javascript,1').then(() => 'done', () => 'refused')`);
    const expected = [
      /load: <link .*gone\.js/,
      /load: <img/,
      /^refused: script-src/,
      /^refused: require-trusted-types-for .*innerHTML/,
      /^refused: require-trusted-types-for .*Worker/,
      /^error: .*thrown/,
      /^rejected/,
      /said$/,
    ];
    const found: string[] = [];
    await until('all of them', async () => {
      found.push(...(await scene.troubles()));
      return expected.every((one) => found.some((words) => one.test(words))) ? true : undefined;
    });
    expect(found.filter((words) => !expected.some((one) => one.test(words)))).toEqual([]);
    expect([...new Set(scene.missing)].toSorted()).toEqual(['/_astro/gone.js', '/gone.png']);
  } finally {
    await scene.close();
  }
});

for (const [group, stories] of Object.entries(GROUPS)) {
  describe(`${suite}, ${group}`, () => {
    for (const [at, story] of stories.entries()) {
      const { title, tell, goesOn = false, expected = [] } = story;
      test(title, async () => {
        // Told without the one before it, a story that goes on begins where that one began.
        const follows = goesOn && last?.told === stories[at - 1];
        let first = at;
        while (!follows && stories[first]!.goesOn) first--;
        if (!follows) {
          await last?.scene.close();
          last = undefined;
        }
        const own = stories[first]!.host;
        const scene =
          last?.scene ??
          (await (own === undefined
            ? Scene.openOn(browser, host)
            : Scene.open(browser, site.folder, { keeps: own === 'first visit' })));
        last = { scene, told: null };
        try {
          for (const before of stories.slice(first, at)) await before.tell(scene);
          await tell(scene);
          expect(await scene.troubles(...expected)).toEqual([]);
          expect(scene.missing).toEqual([]);
          last = { scene, told: story };
        } catch (error) {
          const noted = await scene.troubles(...expected);
          if (error instanceof Error)
            error.message += [`\nThe pages: ${await scene.look()}`, ...noted.map((one) => `Noted: ${one}`)].join('\n');
          throw error;
        }
      });
    }
  });
}
