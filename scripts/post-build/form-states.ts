import { attribute, changedAt, elementsIn, type Element } from './html.ts';

const CONTROLS = new Set(['button', 'input', 'select', 'textarea']);

function inIsland(element: Element): boolean {
  for (let around = element.parentNode; around && 'tagName' in around; around = around.parentNode)
    if (around.tagName === 'astro-island') return true;
  return false;
}

/**
 * The controls of a page that Firefox must not bring back, after a reload, enabled or disabled as they were left: those
 * that are disabled until something answers, and an island's buttons, of which only the island knows whether they can be
 * used. It leaves alone what is told to complete nothing.
 */
export const statefulControls = (html: string): readonly Element[] =>
  [...elementsIn(html)].filter(
    (element) =>
      CONTROLS.has(element.tagName) &&
      (attribute(element, 'disabled') !== undefined || (element.tagName === 'button' && inIsland(element))),
  );

/** The page with each of them told so. */
export function withoutFormerStates(html: string): string {
  const places = statefulControls(html)
    .filter((element) => attribute(element, 'autocomplete') === undefined)
    .map(({ tagName, sourceCodeLocation }) => {
      const end = sourceCodeLocation!.startTag!.startOffset + 1 + tagName.length;
      return { start: end, end };
    });
  return changedAt(html, places, () => ' autocomplete="off"');
}
