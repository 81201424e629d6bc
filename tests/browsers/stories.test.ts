/** The stories of one browser, named by DELTA_SUITE (`npm test -- firefox webkit`). One browser for all; each has a host and a tab of its own. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Browser } from './driver/contract.ts';
import { openBrowser, suite } from './driver/open.ts';
import { Scene, type Story } from './scene.ts';
import { copySite } from './site.ts';
import { access } from './stories/access.ts';
import { keeping } from './stories/keeping.ts';
import { layout } from './stories/layout.ts';
import { reading } from './stories/reading.ts';
import { running } from './stories/running.ts';
import { sandbox } from './stories/sandbox.ts';
import { training } from './stories/training.ts';

const GROUPS: Readonly<Record<string, readonly Story[]>> = {
  reading,
  layout,
  running,
  sandbox,
  training,
  keeping,
  access,
};

let browser: Browser;
let site: ReturnType<typeof copySite>;
beforeAll(async () => {
  site = copySite();
  browser = await openBrowser(suite);
});
afterAll(async () => {
  await browser?.close();
  site.remove();
});

for (const [group, stories] of Object.entries(GROUPS)) {
  describe(`${suite}, ${group}`, () => {
    for (const { title, tell, expected = [], notIn } of stories) {
      const reason = notIn?.[suite];
      test.skipIf(reason !== undefined)(reason === undefined ? title : `${title} (${reason})`, async () => {
        const scene = await Scene.open(browser, site.folder);
        try {
          await tell(scene);
          expect(await scene.troubles(...expected)).toEqual([]);
          expect(scene.site.missing).toEqual([]);
        } catch (error) {
          const noted = await scene.troubles(...expected);
          if (noted.length > 0 && error instanceof Error) error.message += `\nNoted in the page:\n${noted.join('\n')}`;
          throw error;
        } finally {
          await scene.close();
        }
      });
    }
  });
}
