import { h } from '../phone/host/dom';
import { isPhoneMessage } from '../phone/host/messages';
import { clockControl } from './clock';
import type { DeskFile, DeskStory, StoryStep } from './desk-file';
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
  story: DeskStory,
  phones: readonly PhoneFrame[],
): Promise<void> => {
  const { say = '', before = '' } = step;
  const asks = step.path.includes('{') || say.includes('{');
  const subject = asks ? await subjectNow(story.subject).catch(() => ({})) : {};
  const path = filled(step.path, subject, encodeURIComponent);
  element('say').textContent = (path === undefined ? undefined : filled(say, subject)) ?? before;
  if (path === undefined) return;
  const phone = phones.find(({ id }) => id === step.phone);
  phone?.open(path, step.openid);
  phone?.focus();
};

const storyLink = (
  step: StoryStep,
  index: number,
  story: DeskStory,
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
        void turnTo(step, story, phones);
      },
    },
    h('span', { class: 'number' }, String(index + 1)),
    h('span', {}, step.text),
  );
  return link;
};

/** Shows the first story, and a choice where there are more. */
const showStories = ({ stories }: DeskFile, phones: readonly PhoneFrame[]): void => {
  const show = (place: number): void => {
    const story = stories[place];
    if (!story) return;
    element('say').textContent = '';
    element('story').replaceChildren(
      ...story.steps.map((step, index) => storyLink(step, index, story, phones)),
    );
  };
  show(0);
  if (stories.length < 2) return;
  const choice = h(
    'select',
    { class: 'stories', 'aria-label': '哪一个故事' },
    ...stories.map(({ title }, place) => h('option', { value: String(place) }, title)),
  );
  choice.addEventListener('change', () => show((choice as HTMLSelectElement).selectedIndex));
  element('story').before(choice);
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
  showStories(desk, phones);
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
