import { drawing, h } from '../phone/host/dom';
import { ICONS } from '../phone/host/icons';
import type { DeskMessage } from '../phone/host/messages';
import { sessionQuery, type Network, type Session } from '../phone/host/session';
import type { DeskFile, DeskPhone } from './desk-file';

/** Size of a phone's screen in CSS px. */
export const PHONE_SIZE = { width: 375, height: 780 };

/** Size of a computer's window in CSS px. */
const WINDOW_SIZE = { width: 1024, height: 780 };

const OTHER = ' ';
const NETWORKS: Record<Network, string> = { wifi: '有网络', weak: '网络弱', none: '没网络' };

/** One phone of the desk: a frame, the app in it, and the switches around it. */
export class PhoneFrame {
  readonly element: HTMLElement;
  private readonly frame: HTMLIFrameElement;
  private readonly place = h('code', { class: 'place' });
  private readonly identity: HTMLSelectElement;
  private readonly body: HTMLElement;
  private readonly trouble = h('span', { class: 'trouble', hidden: true });
  private session: Session;
  private wide: boolean;
  private ready = false;

  constructor(
    private readonly phone: DeskPhone,
    private readonly desk: DeskFile,
    private readonly onResize: () => void,
  ) {
    this.wide = phone.wide === true;
    this.session = {
      phoneId: phone.id,
      label: phone.label,
      openid: phone.openid,
      path: phone.path,
      theme: 'light',
      fontScale: 1,
      network: 'wifi',
      scene: 1001,
    };
    this.frame = h('iframe', {
      title: phone.label,
      allow: 'camera; microphone; clipboard-read; clipboard-write; screen-wake-lock; autoplay',
    });
    this.identity = this.identitySelect();
    this.body = h('div', { class: 'body' }, h('div', { class: 'screen' }, this.frame));
    this.element = h(
      'section',
      { class: 'phone', 'data-phone': phone.id, 'aria-label': phone.label },
      h('div', { class: 'above' }, h('h2', {}, phone.label), this.trouble, this.identity),
      this.body,
      h('div', { class: 'below' }, this.pageMenu(), this.switches(), this.place),
    );
    this.load();
  }

  get id(): string {
    return this.phone.id;
  }

  get label(): string {
    return this.phone.label;
  }

  /** Fits the frame to the desk. */
  scale(factor: number): void {
    const { width, height } = this.wide ? WINDOW_SIZE : PHONE_SIZE;
    this.element.classList.toggle('wide', this.wide);
    this.body.style.setProperty('--width', `${width}px`);
    this.body.style.setProperty('--height', `${height}px`);
    this.body.style.setProperty('--scale', String(factor));
  }

  /** The phone itself says where it is. */
  arrived(path: string): void {
    this.ready = true;
    this.place.textContent = path;
    this.place.title = path;
    this.session = { ...this.session, path };
  }

  told(message: string): void {
    this.trouble.hidden = false;
    this.trouble.textContent = '有错误';
    this.trouble.title = message;
  }

  /** Opens a page as somebody: in place where it is the same person. */
  open(path: string, openid = this.session.openid, scene = 1001): void {
    const samePerson = openid === this.session.openid;
    if (samePerson && this.ready) this.send({ to: 'phone', type: 'open', path, scene });
    else {
      this.session = { ...this.session, openid, path, scene };
      this.load();
    }
    this.showIdentity();
  }

  focus(): void {
    this.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
    this.element.classList.add('called');
    setTimeout(() => this.element.classList.remove('called'), 1600);
  }

  isFrom(source: MessageEventSource | null): boolean {
    return source === this.frame.contentWindow;
  }

  private send(message: DeskMessage): void {
    this.frame.contentWindow?.postMessage(message, location.origin);
  }

  /** Opens the app anew, at the page where it is. */
  load(): void {
    this.ready = false;
    this.trouble.hidden = true;
    this.frame.src = `/phone.html?${sessionQuery(this.session)}`;
  }

  private identitySelect(): HTMLSelectElement {
    const select = h('select', { 'aria-label': `${this.phone.label}：以谁的身份` });
    select.append(
      ...this.desk.identities.map(({ openid, label }) => h('option', { value: openid }, label)),
      h('option', { value: '' }, '没有登录'),
      h('option', { value: OTHER }, '其他 openid…'),
    );
    select.addEventListener('change', () => {
      const openid =
        select.value === OTHER ? (prompt('openid')?.trim() ?? this.session.openid) : select.value;
      this.session = { ...this.session, openid, path: this.phone.path };
      this.load();
      this.showIdentity(select);
    });
    this.showIdentity(select);
    return select;
  }

  private showIdentity(select = this.identity): void {
    const { openid } = this.session;
    if (![...select.options].some(({ value }) => value === openid)) {
      select.prepend(h('option', { value: openid }, openid));
    }
    select.value = openid;
  }

  private pageMenu(): HTMLElement {
    const select = h('select', { class: 'pages', 'aria-label': `${this.phone.label}：打开页面` });
    select.append(
      h('option', { value: '' }, '打开页面…'),
      ...this.desk.links.map(({ label, path }) => h('option', { value: path }, label)),
    );
    select.addEventListener('change', () => {
      if (select.value !== '') this.open(select.value);
      select.value = '';
    });
    return select;
  }

  private switches(): HTMLElement {
    const theme = this.button(ICONS.moon, '深色', () => {
      this.session = { ...this.session, theme: this.session.theme === 'light' ? 'dark' : 'light' };
      this.send({ to: 'phone', type: 'theme', theme: this.session.theme });
      theme.setAttribute('aria-pressed', String(this.session.theme === 'dark'));
    });
    const letters = this.button(ICONS.letters, '大字（1.4 倍）', () => {
      this.session = { ...this.session, fontScale: this.session.fontScale === 1 ? 1.4 : 1 };
      letters.setAttribute('aria-pressed', String(this.session.fontScale !== 1));
      this.load();
    });
    const network = h('select', { class: 'network', 'aria-label': `${this.phone.label}：网络` });
    for (const [value, label] of Object.entries(NETWORKS)) {
      network.append(h('option', { value }, label));
    }
    network.addEventListener('change', () => {
      this.session = { ...this.session, network: network.value as Network };
      network.dataset['network'] = network.value;
      this.send({ to: 'phone', type: 'network', network: this.session.network });
    });
    const width = this.button(ICONS.widen, '宽屏（1024）', () => {
      this.wide = !this.wide;
      width.setAttribute('aria-pressed', String(this.wide));
      this.onResize();
      this.element.scrollIntoView({ behavior: 'smooth', inline: 'center', block: 'nearest' });
    });
    width.setAttribute('aria-pressed', String(this.wide));
    return h(
      'div',
      { class: 'switches' },
      network,
      theme,
      letters,
      width,
      this.button(ICONS.reload, '重新加载', () => this.load()),
      this.button(ICONS.bin, '清空这部手机的存储', () => this.send({ to: 'phone', type: 'clear' })),
      this.button(ICONS.out, '在新标签页打开', () => {
        open(`/phone.html?${sessionQuery(this.session)}`, '_blank');
      }),
    );
  }

  private button(icon: string, label: string, act: () => void): HTMLButtonElement {
    return h(
      'button',
      {
        type: 'button',
        class: 'switch',
        title: label,
        'aria-label': `${this.phone.label}：${label}`,
        onclick: act,
      },
      drawing(icon, 18),
    );
  }
}
