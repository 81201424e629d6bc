import type { Keep, Place } from './keep.ts';

/** What goes on in this part of the panel, what came of it and what went wrong. */
export function Report({ keep, place }: { readonly keep: Keep; readonly place: Place }) {
  const here = keep.place.value === place;
  const problem = here ? keep.problem.value : null;
  return (
    <>
      <p class="status keep-said" role="status">
        {here ? (keep.busy.value ?? keep.said.value) : ''}
      </p>
      {here && keep.stoppable.value && (
        <p>
          <button class="button" type="button" onClick={() => keep.stop()}>
            Stop
          </button>
        </p>
      )}
      {problem && (
        <div class="notice notice-bad" role="alert">
          <p>
            {problem.message} {problem.remedy}
          </p>
          {problem.offersFile && (
            <p>
              <button class="button" type="button" onClick={() => void keep.takeModel('now', 'safetensors')}>
                Export the weights as a file
              </button>
            </p>
          )}
        </div>
      )}
    </>
  );
}
