/**
 * Everything that a browser keeps of the book, as JSON: to take it out of one browser and put it into another. In values
 * a typed array is `{ $array: its name, base64 }` and a number that JSON lacks is `{ $number: its name }`.
 * Both functions stand alone, so that a page can be told to run them.
 */
export interface Stores {
  readonly localStorage: Readonly<Record<string, string>>;
  readonly sessionStorage: Readonly<Record<string, string>>;
  readonly databases: readonly StoredDatabase[];
}

interface StoredDatabase {
  readonly name: string;
  readonly version: number;
  readonly stores: readonly {
    readonly name: string;
    readonly keyPath: string | null;
    readonly autoIncrement: boolean;
    readonly entries: readonly { readonly key: string | number; readonly value: unknown }[];
  }[];
}

/** All stores of the origin that it runs in. */
export async function takeStores(): Promise<Stores> {
  const asked = <Result>(request: IDBRequest<Result>): Promise<Result> =>
    new Promise((resolve, reject) => {
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
  const packed = (value: unknown): unknown => {
    if (ArrayBuffer.isView(value)) {
      const bytes = new Uint8Array(value.buffer, value.byteOffset, value.byteLength);
      return {
        $array: value.constructor.name,
        base64: btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join('')),
      };
    }
    if (typeof value === 'number' && !Number.isFinite(value)) return { $number: String(value) };
    if (Array.isArray(value)) return value.map(packed);
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, packed(one)]));
  };
  const databases: StoredDatabase[] = [];
  for (const { name } of await indexedDB.databases()) {
    const database = await asked(indexedDB.open(name!));
    const stores: StoredDatabase['stores'][number][] = [];
    for (const storeName of database.objectStoreNames) {
      const store = database.transaction(storeName).objectStore(storeName);
      const [keys, values] = await Promise.all([asked(store.getAllKeys()), asked(store.getAll())]);
      stores.push({
        name: storeName,
        keyPath: store.keyPath as string | null,
        autoIncrement: store.autoIncrement,
        entries: keys.map((key, i) => ({ key: key as string | number, value: packed(values[i]) })),
      });
    }
    databases.push({ name: name!, version: database.version, stores });
    database.close();
  }
  return { localStorage: { ...localStorage }, sessionStorage: { ...sessionStorage }, databases };
}

/** Puts `stores` into an origin that keeps nothing of the book yet. */
export async function putStores({ localStorage: texts, sessionStorage: marks, databases }: Stores): Promise<void> {
  const unpacked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(unpacked);
    if (typeof value !== 'object' || value === null) return value;
    if ('$number' in value) return Number(value.$number);
    if ('$array' in value && 'base64' in value) {
      const { buffer } = Uint8Array.from(atob(String(value.base64)), (letter) => letter.charCodeAt(0));
      const kinds = { Float32Array, Float64Array, Int32Array, Uint8Array, Uint16Array, Uint32Array };
      return new kinds[value.$array as keyof typeof kinds](buffer);
    }
    return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, unpacked(one)]));
  };
  for (const [key, text] of Object.entries(texts)) localStorage.setItem(key, text);
  for (const [key, text] of Object.entries(marks)) sessionStorage.setItem(key, text);
  for (const { name, version, stores } of databases) {
    const request = indexedDB.open(name, version);
    const database = await new Promise<IDBDatabase>((resolve, reject) => {
      request.onupgradeneeded = () => {
        for (const { name: storeName, keyPath, autoIncrement } of stores)
          request.result.createObjectStore(storeName, { keyPath, autoIncrement });
      };
      request.onsuccess = () => resolve(request.result);
      request.onerror = () => reject(request.error);
    });
    for (const { name: storeName, keyPath, entries } of stores) {
      const transaction = database.transaction(storeName, 'readwrite');
      for (const { key, value } of entries)
        transaction.objectStore(storeName).add(unpacked(value), keyPath === null ? key : undefined);
      await new Promise<void>((resolve, reject) => {
        transaction.oncomplete = () => resolve();
        transaction.onabort = () => reject(transaction.error);
      });
    }
    database.close();
  }
}
