import { anything, oneOf, boolean } from './attribute';
import { define, type BuiltInPhone } from './define';
import { part } from './forms/dom';
import { rpxInline } from '../engine/rpx';

/** A node of `nodes`, when it is no text of HTML. */
interface RichNode {
  type?: 'node' | 'text';
  name?: string;
  attrs?: Record<string, unknown>;
  children?: readonly RichNode[];
  text?: string;
}

/** Tags that the platform draws, each with the attributes it takes beside class and style. */
const ALLOWED: ReadonlyMap<string, readonly string[]> = new Map([
  ...(
    'a,abbr,address,article,aside,b,bdi,big,blockquote,br,caption,center,cite,code,dd,del,div,dl,' +
    'dt,em,fieldset,font,footer,h1,h2,h3,h4,h5,h6,header,hr,i,ins,label,legend,li,mark,nav,p,pre,' +
    'q,rt,ruby,s,section,small,span,strong,sub,sup,tbody,tfoot,thead,tr,tt,u,ul'
  )
    .split(',')
    .map((tag): [string, string[]] => [tag, []]),
  ['bdo', ['dir']],
  ['col', ['span', 'width']],
  ['colgroup', ['span', 'width']],
  ['img', ['alt', 'src', 'height', 'width']],
  ['ol', ['start', 'type']],
  ['table', ['width']],
  ['td', ['colspan', 'height', 'rowspan', 'width']],
  ['th', ['colspan', 'height', 'rowspan', 'width']],
]);

/** Text of HTML as nodes; it is parsed in a document of its own, where nothing runs. */
const parse = (html: string): RichNode[] => {
  const read = (node: Node): RichNode[] => {
    if (node instanceof Text) return [{ type: 'text', text: node.data }];
    if (!(node instanceof Element)) return [];
    const attrs = Object.fromEntries([...node.attributes].map(({ name, value }) => [name, value]));
    return [{ name: node.localName, attrs, children: [...node.childNodes].flatMap(read) }];
  };
  const { body } = new DOMParser().parseFromString(html, 'text/html');
  return [...body.childNodes].flatMap(read);
};

/** Entities are known in the text of a node too. */
const decoded = (text: string): string =>
  text.includes('&')
    ? new DOMParser().parseFromString(text.replaceAll('<', '&lt;'), 'text/html').body.textContent
    : text;

const draw = (
  { type, name = '', attrs = {}, children = [], text = '' }: RichNode,
  phone: BuiltInPhone,
): Node | null => {
  if (type === 'text') return document.createTextNode(decoded(text));
  const tag = name.toLowerCase();
  const taken = ALLOWED.get(tag);
  if (taken === undefined) return null;
  const element = document.createElement(tag);
  for (const [attribute, given] of Object.entries(attrs)) {
    const value = String(given);
    if (attribute === 'class') element.className = value;
    else if (attribute === 'style') element.style.cssText = rpxInline(value);
    else if (attribute === 'src' && tag === 'img')
      element.setAttribute('src', phone.assetUrl(value));
    else if (taken.includes(attribute)) element.setAttribute(attribute, value);
  }
  element.append(...drawAll(children, phone));
  return element;
};

const drawAll = (nodes: readonly RichNode[], phone: BuiltInPhone): Node[] =>
  nodes.map((node) => draw(node, phone)).filter((node) => node !== null);

const SPACES = { '': '', nbsp: '\u00a0', ensp: '\u2002', emsp: '\u2003' } as const;

/** `<rich-text>`: nodes or HTML of the tags that WeChat trusts; others are left out. */
export const richText = define({
  tag: 'rich-text',
  attributes: {
    nodes: anything<string | readonly RichNode[]>(''),
    space: oneOf('', 'nbsp', 'ensp', 'emsp'),
    userSelect: boolean(),
  },
  create({ element, values, phone }) {
    const content = part('div', 'wx-rich');
    element.append(content);

    const spread = (node: Node): void => {
      const space = SPACES[values.space];
      if (space === '') return;
      if (node instanceof Text) node.data = node.data.replaceAll(' ', space);
      else node.childNodes.forEach(spread);
    };
    return {
      update() {
        const { nodes, userSelect } = values;
        content.replaceChildren(
          ...drawAll(typeof nodes === 'string' ? parse(nodes) : nodes, phone),
        );
        spread(content);
        content.classList.toggle('wx-selectable', userSelect);
      },
    };
  },
});
