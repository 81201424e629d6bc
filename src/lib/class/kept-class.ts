import { CLASS_KEY, MADE_CLASS_KEY } from '../storage/names.ts';
import { readText, writeText } from '../storage/text.ts';
import { judgeClass, LONGEST_CLASS, readClass, writeClass, type ClassFile } from './class-file.ts';

/** The class that the reader is in. One from a link was chosen by the reader, and stands before that of the host. */
export interface KeptClass {
  readonly from: 'link' | 'host';
  readonly file: ClassFile;
}

/** What the browser keeps; null where there is none, or none that can be read. */
export function keptClass(): KeptClass | null {
  try {
    const { from, file } = JSON.parse(readText(CLASS_KEY) ?? 'null') as Record<'from' | 'file', unknown>;
    const judged = judgeClass(file);
    return 'file' in judged ? { from: from === 'link' ? 'link' : 'host', file: judged.file } : null;
  } catch {
    return null;
  }
}

export const keepClass = (kept: KeptClass | null): void =>
  void writeText(CLASS_KEY, kept === null ? undefined : JSON.stringify(kept));

/**
 * The class of the host, `class.json` beside its first page, fetched anew; null where it has none that can be read now.
 * It stays for times without a network.
 */
export async function classOfHost(root: URL): Promise<ClassFile | null> {
  try {
    const answer = await fetch(new URL('class.json', root), { cache: 'no-cache' });
    const text = answer.ok ? await answer.text() : '';
    const read = readClass(text.slice(0, LONGEST_CLASS + 1));
    return 'file' in read ? read.file : null;
  } catch {
    return null;
  }
}

/** The class file that was last made in this browser and is right; null where there is none. */
export function madeClass(): ClassFile | null {
  const read = readClass(readText(MADE_CLASS_KEY) ?? '');
  return 'file' in read ? read.file : null;
}

export const keepMadeClass = (file: ClassFile): void => void writeText(MADE_CLASS_KEY, writeClass(file));
