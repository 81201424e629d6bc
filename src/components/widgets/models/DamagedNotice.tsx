import type { KeptModels } from './kept-models.ts';

/** Says that something kept cannot be read. It stays until the reader deletes it. */
export function DamagedNotice({ kept }: { readonly kept: KeptModels }) {
  const { length } = kept.damaged.value;
  if (length === 0) return null;
  const one = length === 1;
  return (
    <p class="notice">
      {one ? 'One saved model' : `${length} saved models`} cannot be read any more and {one ? 'is' : 'are'} left out
      here. Everything else is as it was.{' '}
      <button class="button button-quiet" type="button" onClick={() => void kept.removeDamaged()}>
        Delete {one ? 'it' : 'them'}
      </button>
    </p>
  );
}
