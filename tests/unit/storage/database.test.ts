import { IDBFactory, IDBVersionChangeEvent } from 'fake-indexeddb';
import { openDB, unwrap } from 'idb';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { BookDatabase, whole, type DBSchema, type IDBPDatabase } from '../../../src/lib/storage/database.ts';

const fakes = await import('fake-indexeddb');

interface Notes extends DBSchema {
  notes: { key: number; value: string };
}
const plan = {
  name: 'notes',
  version: 2,
  upgrade: (database: { createObjectStore(name: 'notes'): unknown }, from: number) => {
    if (from < 2) database.createObjectStore('notes');
  },
};
const write = (notes: BookDatabase<Notes>, text: string) => notes.use((database) => database.put('notes', text, 1));
const read = (notes: BookDatabase<Notes>) => notes.use((database) => database.get('notes', 1));

let notes: BookDatabase<Notes>;
beforeEach(() => {
  for (const [name, value] of Object.entries(fakes)) if (name.startsWith('IDB')) vi.stubGlobal(name, value);
  vi.stubGlobal('indexedDB', new IDBFactory());
  notes = new BookDatabase<Notes>(plan, 50);
});
afterEach(async () => {
  await notes.close();
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('a database of the book', () => {
  it('opens once, with the first question, for all that are asked at once', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    expect(open).not.toHaveBeenCalled();
    await Promise.all([write(notes, 'one'), read(notes), read(notes)]);
    expect(await read(notes)).toBe('one');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('opens again after an opening that was refused', async () => {
    vi.spyOn(indexedDB, 'open').mockImplementationOnce(() => {
      throw new DOMException('denied', 'SecurityError');
    });
    await expect(read(notes)).rejects.toMatchObject({ name: 'StorageError', reason: 'forbidden' });
    await write(notes, 'allowed');
    expect(await read(notes)).toBe('allowed');
  });

  it('says in each way of browsers that nothing may be kept', async () => {
    vi.stubGlobal('indexedDB', undefined);
    await expect(read(notes)).rejects.toMatchObject({ reason: 'forbidden' });
    const refusing = new IDBFactory();
    vi.stubGlobal('indexedDB', refusing);
    vi.spyOn(refusing, 'open').mockImplementation(() => {
      throw new DOMException(
        'A mutation operation was attempted on a database that did not allow mutations.',
        'InvalidStateError',
      );
    });
    await expect(read(notes)).rejects.toMatchObject({ reason: 'forbidden' });
  });

  it('lets a newer version go ahead, and then says so', async () => {
    await write(notes, 'old');
    const newer = await openDB('notes', 3); // would wait for ever if this tab held on
    await expect(read(notes)).rejects.toMatchObject({ reason: 'outdated' });
    newer.close();
  });

  it('says which tab is in the way of its version, and opens when that has gone', async () => {
    const older = await openDB('notes', 1, { blocking: () => undefined });
    await expect(read(notes)).rejects.toMatchObject({ reason: 'blocked' });
    older.close();
    await vi.waitFor(() => write(notes, 'new'), 10_000);
    expect(await read(notes)).toBe('new');
  });

  it('waits for a tab that lets go a moment later', async () => {
    const older = await openDB('notes', 1, { blocking: () => setTimeout(() => older.close(), 10) });
    await write(new BookDatabase<Notes>(plan, 60_000), 'new');
    expect(await read(notes)).toBe('new');
  });

  it('does the work once more when the connection was lost meanwhile', async () => {
    await write(notes, 'kept');
    let tries = 0;
    const found = await notes.use(async (database) => {
      if (++tries === 1) database.close(); // as a browser does that is short of memory
      return database.get('notes', 1);
    });
    expect([found, tries]).toEqual(['kept', 2]);
    await expect(
      notes.use(async (database) => {
        tries++;
        database.close();
        return database.get('notes', 1);
      }),
    ).rejects.toMatchObject({ name: 'StorageError' });
    expect(tries).toBe(4);
    expect(await read(notes)).toBe('kept');
  });

  it('opens again at the next question when the browser has ended its connection', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    await write(notes, 'kept');
    await notes.use(async (database) => {
      const connection = unwrap(database);
      connection.close();
      (connection as unknown as { dispatchEvent(event: unknown): void }).dispatchEvent(
        new IDBVersionChangeEvent('close'),
      );
    });
    let tries = 0;
    const found = await notes.use((database) => {
      tries++;
      return database.get('notes', 1);
    });
    expect([found, tries, open.mock.calls.length]).toEqual(['kept', 1, 2]);
  });

  it('lets go of all when the page is put aside, and does what was cut short when it is back', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const hide = (persisted: boolean) => page.dispatchEvent(Object.assign(new Event('pagehide'), { persisted }));
    await write(notes, 'before');
    const work = vi.fn(async (database: IDBPDatabase<Notes>) => {
      const { store } = database.transaction('notes');
      const first = await store.get(1);
      // Put aside between two questions of one transaction.
      if (work.mock.calls.length === 1) hide(true);
      return [first, await store.get(1)];
    });
    expect(await notes.use(work)).toEqual(['before', 'before']);
    expect(work).toHaveBeenCalledTimes(2);

    const writing = notes.use(async (database) => {
      const transaction = database.transaction('notes', 'readwrite');
      const put = transaction.store.put('after', 1);
      transaction.commit();
      hide(true);
      await Promise.all([put, transaction.done]);
    });
    await writing;
    expect(await read(notes)).toBe('after');
    const open = vi.spyOn(indexedDB, 'open');
    hide(false);
    expect(await read(notes)).toBe('after');
    expect(open).not.toHaveBeenCalled();
  });

  it('says that there is no room, and keeps its connection', async () => {
    const open = vi.spyOn(indexedDB, 'open');
    await write(notes, 'before');
    await expect(
      notes.use(async () => {
        throw new DOMException('no room', 'QuotaExceededError');
      }),
    ).rejects.toMatchObject({ reason: 'full', message: 'This browser has no room left.' });
    expect(await read(notes)).toBe('before');
    expect(open).toHaveBeenCalledTimes(1);
  });

  it('passes on what the work throws of its own', async () => {
    const own = new RangeError('name: expected a letter, got none');
    await expect(
      notes.use(async () => {
        throw own;
      }),
    ).rejects.toBe(own);
  });

  it('takes back what was written before a failure', async () => {
    await write(notes, 'before');
    await expect(
      notes.use((database) => {
        const transaction = database.transaction('notes', 'readwrite');
        return whole(transaction, async () => {
          await transaction.store.put('after', 1);
          throw new RangeError('half way');
        });
      }),
    ).rejects.toThrow('half way');
    expect(await read(notes)).toBe('before');
  });
});
