import { h } from '../phone/host/dom';
import { isPhoneMessage } from '../phone/host/messages';
import { clockControl } from './clock';
import type { DeskFile, StoryStep } from './desk-file';
import { PHONE_SIZE, PhoneFrame } from './phone-frame';
import { showSharedCard } from './shared-cards';
import { filled, subjectNow } from './subject';

const GAP = 28;
const SIDES = 48;
const BEZEL = 20;
/** Height of a phone's label and switches. */
const AROUND = 158;
/** Where the window is low the desk scrolls; all phones stand side by side however narrow it is. */
const SMALLEST = 0.7;

const element = (id: string): HTMLElement => {
  const found = document.getElementById(id);
  if (!found) throw new Error(`desk.html has no #${id}`);
  return found;
};

/** Scales the phones so that all could stand side by side; a wide one makes the desk scroll. */
const fit = (phones: readonly PhoneFrame[], stage: HTMLElement): void => {
  const free = stage.clientWidth - SIDES - GAP * (phones.length - 1);
  const room = innerHeight - stage.offsetTop - AROUND;
  const { width, height } = PHONE_SIZE;
  const beside = free / (phones.length * (width + BEZEL));
  const factor = Math.min(1, beside, Math.max(SMALLEST, room / (height + BEZEL)));
  for (const phone of phones) phone.scale(factor);
};

/** Shows a step on its phone, and says what to do there. */
const turnTo = async (
  step: StoryStep,
  desk: DeskFile,
  phones: readonly PhoneFrame[],
): Promise<void> => {
  const subject = step.path.includes('{') ? await subjectNow(desk.subject).catch(() => ({})) : {};
  const path = filled(step.path, subject);
  element('say').textContent = (path === undefined ? step.before : step.say) ?? '';
  if (path === undefined) return;
  const phone = phones.find(({ id }) => id === step.phone);
  phone?.open(path, step.openid);
  phone?.focus();
};

const storyLink = (
  step: StoryStep,
  index: number,
  desk: DeskFile,
  phones: readonly PhoneFrame[],
): HTMLElement => {
  const link = h(
    'button',
    {
      type: 'button',
      class: 'step',
      onclick: () => {
        for (const other of document.querySelectorAll('.step'))
          other.removeAttribute('aria-current');
        link.setAttribute('aria-current', 'step');
        void turnTo(step, desk, phones);
      },
    },
    h('span', { class: 'number' }, String(index + 1)),
    h('span', {}, step.text),
  );
  return link;
};

const start = async (): Promise<void> => {
  const desk = (await (await fetch('/desk.json')).json()) as DeskFile;
  const stage = element('phones');
  const resize = (): void => fit(phones, stage);
  const phones: PhoneFrame[] = desk.phones.map(
    (phone) => new PhoneFrame(phone, desk, () => resize()),
  );

  document.title = desk.title === '' ? document.title : desk.title;
  element('title').textContent = desk.title;
  element('subtitle').textContent = desk.subtitle ?? '';
  element('story').append(...desk.steps.map((step, index) => storyLink(step, index, desk, phones)));
  stage.append(...phones.map((phone) => phone.element));
  resize();
  addEventListener('resize', resize);
  void clockControl(() => phones.forEach((phone) => phone.load())).then((control) => {
    if (control) element('top').append(control);
  });

  addEventListener('message', (event: MessageEvent<unknown>) => {
    const message = event.data;
    if (event.origin !== location.origin || !isPhoneMessage(message)) return;
    const phone = phones.find((each) => each.isFrom(event.source));
    if (!phone) return;
    if (message.type === 'page') phone.arrived(message.path);
    else if (message.type === 'problem') phone.told(message.message);
    else if (message.type === 'shared')
      showSharedCard(element('cards'), message.card, phone, phones);
  });
};

void start();
