import { PROBE_NAME } from './names.ts';
import { writeText } from './text.ts';

/** Whether this browser keeps texts for this page now. */
export function keepsTexts(): boolean {
  const trouble = writeText(PROBE_NAME, '1');
  writeText(PROBE_NAME, undefined);
  return trouble === null;
}

/** Whether it gives this page a database. */
export const keepsDatabases = (): Promise<boolean> =>
  new Promise((resolve) => {
    try {
      const request = indexedDB.open(PROBE_NAME);
      request.onsuccess = () => {
        request.result.close();
        indexedDB.deleteDatabase(PROBE_NAME);
        resolve(true);
      };
      request.onerror = () => resolve(false);
    } catch {
      resolve(false); // forbidden: even asking may throw
    }
  });
