/** A CacheStorage in memory, as browsers offer it, for Node. */
export class MemoryCaches {
  readonly entries = new Map<string, Uint8Array<ArrayBuffer>>();
  full = false;

  asCaches(): CacheStorage {
    const { entries } = this;
    const isFull = (): boolean => this.full;
    const cache = {
      async match(key: string): Promise<Response | undefined> {
        const kept = entries.get(key);
        return kept ? new Response(kept) : undefined;
      },
      async keys(url: string): Promise<Request[]> {
        return [...entries.keys()].filter((key) => key.split('?')[0] === url).map((key) => new Request(key));
      },
      async put(key: string, response: Response): Promise<void> {
        if (isFull()) throw new DOMException('No room', 'QuotaExceededError');
        entries.set(key, new Uint8Array(await response.arrayBuffer()));
      },
      async delete(key: string | Request): Promise<boolean> {
        return entries.delete(typeof key === 'string' ? key : key.url);
      },
    };
    return { open: async () => cache } as unknown as CacheStorage;
  }
}
