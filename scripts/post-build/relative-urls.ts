import postcss from 'postcss';
import { changedAt, elementsIn, placeOf, placeOfValue, type Stretch, type Text } from './html.ts';

/** Attributes that hold one address. */
const ADDRESS = new Set([
  'href',
  'src',
  'poster',
  'action',
  'data',
  'component-url',
  'renderer-url',
  'before-hydration-url',
]);
/** Attributes that hold a list of addresses, each with a descriptor. */
const ADDRESS_LIST = new Set(['srcset', 'imagesrcset']);

/** `chapters/the-delta-rule/index.html` -> `../../`; at the root `./`. */
export function rootFrom(file: string): string {
  return '../'.repeat(file.split('/').length - 1) || './';
}

/** An address from the site's root (`/x`) as seen from a file; any other address as it is. */
export function relativeAddress(address: string, file: string): string {
  return address.startsWith('/') && !address.startsWith('//') ? rootFrom(file) + address.slice(1) : address;
}

/** Makes every address in an HTML file relative, so that the site works under any path. `file` is its path within the site. */
export function relativeHtml(html: string, file: string): string {
  const changes: (readonly [Stretch, (found: string) => string])[] = [];
  for (const element of elementsIn(html)) {
    for (const { name } of element.attrs) {
      const change = ADDRESS.has(name)
        ? (value: string) => relativeAddress(value, file)
        : ADDRESS_LIST.has(name)
          ? (value: string) => relativeList(value, file)
          : name === 'style'
            ? (value: string) => relativeUrls(value, file)
            : null;
      if (change) changes.push([placeOfValue(html, element, name), change]);
    }
    const rules = element.tagName === 'style' ? placeOf(element.childNodes[0] as Text) : null;
    if (rules) changes.push([rules, (css) => relativeCss(css, file)]);
  }
  const changeAt = new Map(changes);
  const places = [...changeAt.keys()].sort((a, b) => a.start - b.start);
  return changedAt(html, places, (found, place) => changeAt.get(place)!(found));
}

const relativeList = (value: string, file: string): string =>
  value.replace(
    /(^|,\s*)(\/[^\s,]*)/g,
    (_, before: string, address: string) => before + relativeAddress(address, file),
  );

/** The value of a property with every `url(/…)` in it relative. */
const relativeUrls = (value: string, file: string): string =>
  value.replace(
    /url\((["']?)(\/(?!\/)[^"')]*)\1\)/g,
    (_, quote: string, address: string) => `url(${quote}${relativeAddress(address, file)}${quote})`,
  );

/** Makes every `url(/…)` in a style sheet relative. */
export function relativeCss(css: string, file: string): string {
  const sheet = postcss.parse(css);
  sheet.walkDecls((declaration) => {
    if (declaration.value.includes('url(')) declaration.value = relativeUrls(declaration.value, file);
  });
  sheet.walkAtRules('import', (rule) => {
    rule.params = relativeUrls(rule.params, file);
  });
  return sheet.toString();
}
