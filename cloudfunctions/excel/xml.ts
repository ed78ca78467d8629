/** What is told of an XML text as it is read, names without their prefix. */
export interface XmlListener {
  open?(name: string, attribute: (name: string) => string | undefined): void;
  close?(name: string): void;
  text?(text: string): void;
}

const ENTITIES: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'" };

const HIGHEST_POINT = 0x10ffff;

const decode = (text: string): string =>
  text.includes('&')
    ? text.replace(/&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,4}));/giu, (whole, hex, number, name) => {
        if (name !== undefined) return ENTITIES[String(name)] ?? whole;
        const point = hex === undefined ? Number(number) : parseInt(String(hex), 16);
        return point <= HIGHEST_POINT ? String.fromCodePoint(point) : '';
      })
    : text;

/** The end of a tag: a `>` inside quotes is none. */
const endOfTag = (xml: string, from: number): number => {
  for (let at = from; at < xml.length; at += 1) {
    const sign = xml[at];
    if (sign === '>') return at;
    if (sign === '"' || sign === "'") {
      const closing = xml.indexOf(sign, at + 1);
      if (closing < 0) return -1;
      at = closing;
    }
  }
  return -1;
};

const withoutPrefix = (name: string): string => name.slice(name.indexOf(':') + 1);

const attributesIn =
  (tag: string) =>
  (name: string): string | undefined => {
    // As nearly every writer spells it; names stand in no value that could be taken for one.
    const usual = tag.indexOf(` ${name}="`);
    if (usual >= 0) {
      const from = usual + name.length + 3;
      return decode(tag.slice(from, tag.indexOf('"', from)));
    }
    if (!tag.includes(name)) return undefined;
    for (const [, key, double, single] of tag.matchAll(
      /([\w:.-]+)\s*=\s*(?:"([^"]*)"|'([^']*)')/gu,
    )) {
      if (key === name) return decode(double ?? single ?? '');
    }
    return undefined;
  };

const skip = (xml: string, from: number, end: string): number => {
  const at = xml.indexOf(end, from);
  return at < 0 ? xml.length : at + end.length;
};

/**
 * Reads XML from front to back. Declarations of types are not followed: no entity but the five of
 * XML means anything.
 * @throws Error where a tag has no end
 */
export const readXml = (xml: string, { open, close, text }: XmlListener): void => {
  let at = 0;
  while (at < xml.length) {
    const tag = xml.indexOf('<', at);
    const until = tag < 0 ? xml.length : tag;
    if (until > at) text?.(decode(xml.slice(at, until)));
    if (tag < 0) return;
    if (xml.startsWith('<!--', tag)) at = skip(xml, tag, '-->');
    else if (xml.startsWith('<![CDATA[', tag)) {
      at = skip(xml, tag, ']]>');
      text?.(xml.slice(tag + 9, at - 3));
    } else if (xml.startsWith('<?', tag)) at = skip(xml, tag, '?>');
    else if (xml.startsWith('<!', tag)) at = skip(xml, tag, '>');
    else {
      const end = endOfTag(xml, tag + 1);
      if (end < 0) throw new Error('a tag without an end');
      const inside = xml.slice(tag + 1, end);
      const isClosing = inside.startsWith('/');
      const [raw = ''] = /^[^\s/]+/u.exec(isClosing ? inside.slice(1) : inside) ?? [];
      const name = withoutPrefix(raw);
      if (!isClosing) open?.(name, attributesIn(inside.slice(raw.length)));
      if (isClosing || inside.endsWith('/')) close?.(name);
      at = end + 1;
    }
  }
};
