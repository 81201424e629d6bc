import type { Trainer } from './controller.ts';

const HINTS = ['pointerover', 'focusin'] as const;

/**
 * The reader has reached for a trainer: fetches and compiles what its first run needs. When pointer or focus comes to a
 * button, what the browser has kept of the images is read as well: so the first point of the curve comes soon after a press.
 */
export async function warm(trainer: Trainer, box: HTMLElement): Promise<void> {
  const engines = import('../../../lib/engine/client.ts').then(({ getEngineClient }) => getEngineClient());
  const aim = (): void => {
    if (!box.querySelector('button:is(:hover, :focus)')) return;
    for (const hint of HINTS) box.removeEventListener(hint, aim);
    void engines.then((all) => all.prepare('images', trainer.parsed.value.network?.specification.data));
  };
  for (const hint of HINTS) box.addEventListener(hint, aim);
  aim(); // it may be there already
  (await engines).prepare('code');
  await Promise.all([import('../../../lib/runs/page-runs.ts'), import('./with-runs.ts')]);
}
