import { ModelStore } from '../../../lib/models/model-store.ts';
import { saveFile } from '../../islands/save-file.ts';
import type { ModelsHost } from './kept-models.ts';

let store: ModelStore | undefined;

/** The page's engines, its database and its downloads. */
export const browserHost = (): ModelsHost => ({
  async engines() {
    const { getEngineClient } = await import('../../../lib/engine/client.ts');
    return getEngineClient();
  },
  store: (store ??= new ModelStore()), // one for all trainers of a page
  download: ({ name, type, content }) => saveFile(name, new Blob([content], { type })),
  async read(files, assumptions, signal) {
    const { readInWorker } = await import('../../../lib/interchange/worker/read-in-worker.ts');
    const blobs = files.map((file) => ({ name: file.name, blob: file as File })); // as the field and the drop give them
    return readInWorker(blobs, assumptions, signal);
  },
  now: () => Date.now(),
});
