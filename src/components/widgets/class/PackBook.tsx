import { useSignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { ClassFile } from '../../../lib/class/class-file.ts';
import type { ScormVersion } from '../../../lib/edition/scorm-api.ts';
import { saveFile } from '../../islands/save-file.ts';

const KINDS = {
  host: { words: 'For any web host', scorm: null, then: 'Unzip it into a folder of the host.' },
  '2004': {
    words: 'For a learning platform (SCORM 2004)',
    scorm: '2004',
    then: 'Upload it whole, as a SCORM package.',
  },
  '1.2': { words: 'For a learning platform (SCORM 1.2)', scorm: '1.2', then: 'Upload it whole, as a SCORM package.' },
} as const satisfies Record<string, { words: string; scorm: ScormVersion | null; then: string }>;
type Kind = keyof typeof KINDS;

const megabytes = (bytes: number): string => (bytes / 1e6).toFixed(1);

/** Packs this very copy of the book, with the class, into one zip: without a server, and without Node. */
export function PackBook({ root, file }: { readonly root: URL; readonly file: ClassFile | null }) {
  const kind = useSignal<Kind>('host');
  const said = useSignal('');
  const isPacking = useSignal(false);
  const stop = useRef(new AbortController());

  const pack = async (): Promise<void> => {
    const { scorm, then } = KINDS[kind.value];
    stop.current = new AbortController();
    const { signal } = stop.current;
    isPacking.value = true;
    said.value = 'Getting ready…';
    try {
      const [{ fetchSite }, { editionOf }, { zipped }] = await Promise.all([
        import('../../../lib/edition/fetch-site.ts'),
        import('../../../lib/edition/edition.ts'),
        import('../../../lib/edition/pack.ts'),
      ]);
      const site = await fetchSite(root, {
        signal,
        onBytes: (here, all) => (said.value = `Fetching the book: ${megabytes(here)} of ${megabytes(all)} MB`),
      });
      const files = editionOf(site, { classFile: file, scorm });
      const all = [...files.values()].reduce((sum, { length }) => sum + length, 0);
      const pieces = await zipped(files, {
        level: 6,
        signal,
        onBytes: (done) => (said.value = `Packing: ${megabytes(done)} of ${megabytes(all)} MB`),
      });
      const zip = new Blob(pieces, { type: 'application/zip' });
      const name = `delta-to-depth${scorm ? `-scorm-${scorm}` : ''}.zip`;
      saveFile(name, zip);
      said.value = `Written: ${name}, ${megabytes(zip.size)} MB, ${file ? `with the class “${file.name}”` : 'without a class'}. ${then}`;
    } catch (error) {
      said.value = signal.aborted ? 'Stopped. Nothing was written.' : (error as Error).message;
    } finally {
      isPacking.value = false;
    }
  };
  return (
    <section class="class-pack" aria-labelledby="class-pack">
      <h3 id="class-pack">Pack the book with it</h3>
      <p>
        One file of about 17 MB: this copy of the book, in which every page knows of{' '}
        {file ? 'the class above' : 'no class, since none is filled in above'}.
      </p>
      <div class="keep-line">
        <label class="field">
          What for
          <select value={kind.value} onChange={({ currentTarget }) => (kind.value = currentTarget.value as Kind)}>
            {Object.entries(KINDS).map(([name, { words }]) => (
              <option key={name} value={name}>
                {words}
              </option>
            ))}
          </select>
        </label>
        {isPacking.value ? (
          <button class="button" type="button" onClick={() => stop.current.abort()}>
            Stop packing
          </button>
        ) : (
          <button class="button" type="button" onClick={() => void pack()}>
            Pack the book
          </button>
        )}
      </div>
      <p role="status">{said.value}</p>
    </section>
  );
}
