import { writeClass, type ClassFile } from '../class/class-file.ts';
import { manifestOf } from './manifest.ts';
import type { ScormVersion } from './scorm-api.ts';

/** Files of a site by their paths, such as `chapters/batches/index.html`. */
export type SiteFiles = ReadonlyMap<string, Uint8Array>;

export interface EditionOptions {
  /** The class of all who read this copy; null for a copy without one. */
  readonly classFile: ClassFile | null;
  /** For a learning platform that speaks this version. */
  readonly scorm: ScormVersion | null;
}

const SERVICE_WORKER = 'service-worker.js';
const MARK = 'data-class';
/** The frame of readers' code is shut in by a policy that names its bytes, and knows nothing of classes. */
const FRAME = 'sandbox.html';

const read = (bytes: Uint8Array): string => new TextDecoder().decode(bytes);
const write = (text: string): Uint8Array => new TextEncoder().encode(text);

/** A page with, or without, the mark that has it ask for `class.json`. Errors: it is no page of the book. */
export function marked(html: string, hasClass: boolean): string {
  const found = /<html(?: data-class(?:="")?)?(?=[\s>])/.exec(html);
  if (!found) throw new Error('expected a page with <html>, found none.');
  return html.slice(0, found.index) + `<html${hasClass ? ` ${MARK}` : ''}` + html.slice(found.index + found[0].length);
}

/**
 * The service worker, for pages that are not as the build made them: browsers that have visited this host before fetch
 * each page anew.
 */
function withOtherPages(serviceWorker: string, edition: string): string {
  let pages = 0;
  const text = serviceWorker.replace(
    /(url:"[^"]+\.html",revision:")([0-9a-f]+)(?:-\w+)?"/g,
    (_all, before: string, revision: string) => {
      pages++;
      return `${before}${revision}-${edition}"`;
    },
  );
  if (pages === 0) throw new Error(`${SERVICE_WORKER}: expected a list of pages with their revisions, found none.`);
  return text;
}

/** The files of an edition: the site's, made over where they must be, and what is added. */
export function editionOf(site: SiteFiles, { classFile, scorm }: EditionOptions): SiteFiles {
  const files = new Map(site);
  files.delete('class.json');
  files.delete('imsmanifest.xml');
  for (const [path, bytes] of site)
    if (path.endsWith('.html') && path !== FRAME) files.set(path, write(marked(read(bytes), classFile !== null)));
  const serviceWorker = site.get(SERVICE_WORKER);
  if (serviceWorker) files.set(SERVICE_WORKER, write(withOtherPages(read(serviceWorker), classFile ? 'class' : 'all')));
  if (classFile) files.set('class.json', write(writeClass(classFile)));
  if (scorm) {
    const title = classFile ? `Delta to Depth: ${classFile.name}` : 'Delta to Depth';
    files.set('imsmanifest.xml', write(manifestOf(scorm, title, [...files.keys()].sort())));
  }
  return files;
}
