import { fileName, saveFile } from './save-file.ts';

/** What the look of a drawn element is made of. */
const LOOKS = [
  'fill',
  'stroke',
  'fill-opacity',
  'stroke-opacity',
  'stroke-width',
  'stroke-dasharray',
  'stroke-linecap',
  'opacity',
  'visibility',
  'font-family',
  'font-size',
  'font-weight',
  'text-anchor',
  'dominant-baseline',
  'paint-order',
] as const;
/** A picture has twice as many pixels a side as the page. */
const SCALE = 2;
const MARGIN = 12;
const SVG = 'http://www.w3.org/2000/svg';

/** A made element with these attributes. */
function made(name: string, attributes: Readonly<Record<string, string | number>>): SVGElement {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, String(value));
  return element;
}

const pen = document.createElement('canvas').getContext('2d', { willReadFrequently: true });

/** A colour of a style sheet, whatever its notation, as any program reads it: rgb, and how opaque it is. */
function plain(colour: string): { readonly rgb: string; readonly opacity: number } {
  if (!pen || colour === 'none' || colour.startsWith('url')) return { rgb: colour, opacity: 1 };
  pen.clearRect(0, 0, 1, 1);
  pen.fillStyle = colour;
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0, alpha = 0] = pen.getImageData(0, 0, 1, 1).data;
  return { rgb: `rgb(${red}, ${green}, ${blue})`, opacity: alpha / 255 };
}

/** A copy of a drawing that looks the same without the page's style sheets. */
function copyOfDrawing(drawing: SVGSVGElement, { x, y }: DOMRect, { width, height }: DOMRect): Node {
  const copy = drawing.cloneNode(true) as SVGSVGElement;
  const pairs = [drawing, ...drawing.querySelectorAll('*')];
  [copy, ...copy.querySelectorAll('*')].forEach((element, i) => {
    const style = getComputedStyle(pairs[i]!);
    for (const name of LOOKS) {
      const value = style.getPropertyValue(name);
      if (name === 'fill' || name === 'stroke') {
        const { rgb, opacity } = plain(value);
        element.setAttribute(name, rgb);
        if (opacity < 1)
          element.setAttribute(
            `${name}-opacity`,
            (opacity * Number(style.getPropertyValue(`${name}-opacity`))).toFixed(3),
          );
      } else if (!element.hasAttribute('fill-opacity') || name !== 'fill-opacity') element.setAttribute(name, value);
    }
    for (const name of ['class', 'style', 'tabindex', 'role', 'id']) element.removeAttribute(name);
  });
  if (!copy.hasAttribute('viewBox')) copy.setAttribute('viewBox', `0 0 ${width} ${height}`);
  for (const [key, value] of Object.entries({ x, y, width, height })) copy.setAttribute(key, String(value));
  copy.setAttribute('overflow', 'visible');
  return copy;
}

/** The words of a text with where they stand, line by line. */
function linesOf(text: Text): readonly { readonly words: string; readonly box: DOMRect }[] {
  const lines: { words: string; box: DOMRect }[] = [];
  const range = document.createRange();
  for (const { 0: word, index } of text.data.matchAll(/\S+\s*/g)) {
    range.setStart(text, index);
    range.setEnd(text, index + word.trimEnd().length);
    const box = range.getBoundingClientRect();
    if (box.width === 0) continue;
    const line = lines.at(-1);
    if (line && Math.abs(line.box.top - box.top) < box.height / 2) line.words += word;
    else lines.push({ words: word, box });
  }
  return lines;
}

/** Controls are no part of a picture. */
const LEFT_OUT =
  'input, select, textarea, label, fieldset, details, [role="tablist"], .visually-hidden, [data-not-in-pictures]';

/** Draws what is in an element, its colours, rules, drawings and words, into `picture`. */
function drawInto(picture: SVGElement, element: Element, at: (box: DOMRect) => DOMRect): void {
  const style = getComputedStyle(element);
  const box = at(element.getBoundingClientRect());
  if (style.display === 'none' || style.visibility === 'hidden' || element.matches(LEFT_OUT)) return;
  if (element instanceof SVGSVGElement) {
    picture.append(copyOfDrawing(element, box, element.getBoundingClientRect()));
    return;
  }
  const { x, y, width, height } = box;
  const { rgb, opacity } = plain(style.backgroundColor);
  if (opacity > 0 && width > 0)
    picture.append(made('rect', { x, y, width, height, fill: rgb, 'fill-opacity': opacity }));
  const rules = [
    [style.borderTopWidth, style.borderTopStyle, style.borderTopColor, x, y, x + width, y],
    [style.borderRightWidth, style.borderRightStyle, style.borderRightColor, x + width, y, x + width, y + height],
    [style.borderBottomWidth, style.borderBottomStyle, style.borderBottomColor, x, y + height, x + width, y + height],
    [style.borderLeftWidth, style.borderLeftStyle, style.borderLeftColor, x, y, x, y + height],
  ] as const;
  for (const [thick, kind, colour, x1, y1, x2, y2] of rules)
    if (kind !== 'none' && parseFloat(thick) > 0)
      picture.append(
        made('line', {
          x1,
          y1,
          x2,
          y2,
          stroke: plain(colour).rgb,
          'stroke-opacity': plain(colour).opacity,
          'stroke-width': parseFloat(thick),
        }),
      );
  if (element instanceof HTMLCanvasElement) {
    picture.append(
      made('image', {
        x,
        y,
        width,
        height,
        href: element.toDataURL(),
        preserveAspectRatio: 'none',
        style: 'image-rendering:pixelated',
      }),
    );
    return;
  }
  for (const child of element.childNodes) {
    if (child instanceof Element) drawInto(picture, child, at);
    else if (child instanceof Text)
      for (const line of linesOf(child)) {
        const place = at(line.box);
        const words = made('text', {
          x: place.x,
          y: place.y + place.height / 2,
          'dominant-baseline': 'central',
          fill: plain(style.color).rgb,
          'font-family': style.fontFamily,
          'font-size': style.fontSize,
          'font-weight': style.fontWeight,
        });
        words.textContent = line.words.trimEnd();
        picture.append(words);
      }
  }
}

/** What is in an element as a drawing of its own, [width, height] in pixels of the page. */
function pictureOf(element: Element, title: string): SVGElement {
  const from = element.getBoundingClientRect();
  const [width, height] = [Math.ceil(from.width) + 2 * MARGIN, Math.ceil(from.height) + 2 * MARGIN];
  const picture = made('svg', { xmlns: SVG, width, height, viewBox: `0 0 ${width} ${height}` });
  const name = made('title', {});
  name.textContent = title;
  const paper = plain(getComputedStyle(document.documentElement).getPropertyValue('--paper')).rgb;
  picture.append(name, made('rect', { width, height, fill: paper }));
  drawInto(
    picture,
    element,
    (box) => new DOMRect(box.x - from.x + MARGIN, box.y - from.y + MARGIN, box.width, box.height),
  );
  return picture;
}

const frame = (): Promise<unknown> => new Promise(requestAnimationFrame);

/** Does `work` while the page is in its colours for light paper; canvases need some frames to be painted in them. */
async function onLightPaper<Result>(work: () => Result): Promise<Result> {
  const { dataset } = document.documentElement;
  const { theme } = dataset;
  if (theme !== 'dark') return work();
  dataset['theme'] = 'light';
  try {
    for (let n = 0; n < 3; n++) await frame();
    return work();
  } finally {
    dataset['theme'] = theme;
  }
}

async function pngOf(text: string, width: number, height: number): Promise<Blob> {
  const url = URL.createObjectURL(new Blob([text], { type: 'image/svg+xml' }));
  try {
    const image = new Image();
    image.src = url;
    await image.decode();
    const canvas = document.createElement('canvas');
    [canvas.width, canvas.height] = [width * SCALE, height * SCALE];
    const pen = canvas.getContext('2d')!;
    pen.imageSmoothingEnabled = false;
    pen.drawImage(image, 0, 0, canvas.width, canvas.height);
    return await new Promise((resolve, reject) =>
      canvas.toBlob((blob) => (blob ? resolve(blob) : reject(new Error('This browser makes no PNG of it.')))),
    );
  } finally {
    URL.revokeObjectURL(url);
  }
}

export type PictureKind = 'png' | 'svg';

/** Hands what is drawn in an element to the reader as a file, in the page's colours for light paper. */
export async function savePicture(element: Element, kind: PictureKind, title: string): Promise<void> {
  const picture = await onLightPaper(() => pictureOf(element, title));
  const text = new XMLSerializer().serializeToString(picture);
  const [width, height] = ['width', 'height'].map((side) => Number(picture.getAttribute(side)));
  const blob = kind === 'svg' ? new Blob([text], { type: 'image/svg+xml' }) : await pngOf(text, width!, height!);
  saveFile(`${fileName(title)}.${kind}`, blob);
}
