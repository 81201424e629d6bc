import { fromPlainBase64, toPlainBase64 } from '../transfer/base64.ts';
import { gzipped, wholeText } from '../transfer/gzip-text.ts';
import { judgeClass, LONGEST_CLASS, readClass, type ClassFile, type ReadClass } from './class-file.ts';

/** How the part of an address after `#` begins where it carries a class. */
export const CLASS_HASH = '#class=';

/** The class file as the end of an address. */
export const classHash = async (file: ClassFile): Promise<string> =>
  CLASS_HASH + toPlainBase64(await gzipped(JSON.stringify(file)));

/** The class of an address; null where it carries none. */
export async function classOfHash(hash: string): Promise<ReadClass | null> {
  if (!hash.startsWith(CLASS_HASH)) return null;
  try {
    const text = await wholeText(new Blob([fromPlainBase64(hash.slice(CLASS_HASH.length))]), LONGEST_CLASS);
    return text === null ? readClass('x'.repeat(LONGEST_CLASS + 1)) : readClass(text);
  } catch {
    return judgeClass('a link that is cut or damaged');
  }
}
