import { onShelfCount } from '../../../lib/storage/shelf-count.ts';

/** The header says how many models are on the shelf. */
export const showShelfCount = (): void =>
  onShelfCount((count) => {
    for (const place of document.querySelectorAll('[data-shelf]')) place.textContent = count;
  });
