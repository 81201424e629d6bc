/**
 * What an explanation needs beyond its poster: computed while the site is built (`later` in its `at-build.ts`), it lies
 * in a file of its own and is fetched once the explanation is alive. Throws in plain words when it cannot.
 */
export async function fetchLater<Value>(name: string): Promise<Value> {
  const failed = 'A part of this picture could not be fetched. Check the connection, then come back to it.';
  const root = document.documentElement.dataset['root'] ?? './';
  const response = await fetch(`${root}explanations/${name}.json`).catch((cause: unknown) => {
    throw new Error(failed, { cause });
  });
  if (!response.ok) throw new Error(failed);
  return (await response.json()) as Value;
}
