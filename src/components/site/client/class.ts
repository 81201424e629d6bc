import { CLASS_KEY } from '../../../lib/storage/names.ts';
import { readText } from '../../../lib/storage/text.ts';
import { siteRoot } from '../../islands/site-root.ts';

/** Loads what a class needs where there is one: the host's, as `npm run edition` marks each page, a link's, or one that is kept; or where a step is projected. */
export function careForClass(): void {
  const look = (): void => {
    if (
      document.documentElement.dataset['class'] !== undefined ||
      /^#(class|project)=/.test(location.hash) ||
      readText(CLASS_KEY)
    )
      void import('../../widgets/class/bar/mount-class.tsx').then(({ mountClass }) => mountClass(siteRoot()));
  };
  addEventListener('hashchange', look);
  look();
}
