import { drawing, h } from './dom';
import { ICONS } from './icons';
import type { Layers } from './layers';
import type { SubscribeChoice, SubscribeRequest } from './types';

interface Question {
  icon: string;
  title: string;
  text: string;
  /** Stands between the text and the buttons. */
  body?: HTMLElement;
  yes: string;
  no: string;
}

const ask = (
  layers: Layers,
  { icon, title, text, body, yes, no }: Question,
): Promise<boolean | null> =>
  layers.ask<boolean>({ kind: 'bottom', label: title, dismissable: false }, (done) =>
    h(
      'div',
      { class: 'host-sheet host-question' },
      h('div', { class: 'host-question-icon' }, drawing(icon, 26)),
      h('div', { class: 'host-question-title' }, title),
      h('div', { class: 'host-question-text' }, text),
      body ?? null,
      h(
        'div',
        { class: 'host-question-buttons' },
        h('button', { type: 'button', class: 'host-no', onclick: () => done(false) }, no),
        h('button', { type: 'button', class: 'host-yes', onclick: () => done(true) }, yes),
      ),
    ),
  );

const toggle = (label: string, on: boolean): { row: HTMLElement; input: HTMLInputElement } => {
  const input = h('input', { type: 'checkbox', role: 'switch' });
  input.checked = on;
  const row = h('label', { class: 'host-toggle' }, h('span', {}, label), input, h('i'));
  return { row, input };
};

/** The sheet of `wx.requestSubscribeMessage`: each template is accepted or refused by itself. */
export const askSubscribe = async (
  layers: Layers,
  appName: string,
  { tmplIds }: SubscribeRequest,
): Promise<Record<string, SubscribeChoice> | null> => {
  const toggles = tmplIds.map((id) => ({ id, ...toggle(id, true) }));
  const allowed = await ask(layers, {
    icon: ICONS.bell,
    title: `“${appName}”申请发送一次以下消息`,
    text: '允许一次，可收到一条。',
    body: h('div', { class: 'host-toggles' }, ...toggles.map(({ row }) => row)),
    yes: '允许',
    no: '取消',
  });
  if (allowed === null) return null;
  return Object.fromEntries(
    toggles.map(({ id, input }) => [id, allowed && input.checked ? 'accept' : 'reject']),
  );
};

/** WeChat's own privacy popup, for an app that has none. */
export const askPrivacy = async (
  layers: Layers,
  appName: string,
  openContract: () => void,
): Promise<boolean> => {
  const link = h(
    'button',
    { type: 'button', class: 'host-link', onclick: openContract },
    `《${appName}小程序隐私保护指引》`,
  );
  const agreed = await ask(layers, {
    icon: ICONS.shield,
    title: '用户隐私保护提示',
    text: '继续之前，请阅读并同意隐私保护指引。',
    body: h('div', { class: 'host-question-link' }, link),
    yes: '同意',
    no: '拒绝',
  });
  return agreed === true;
};

/** Asks for one right, such as the camera or the album. */
export const askRight = async (layers: Layers, appName: string, what: string): Promise<boolean> =>
  (await ask(layers, {
    icon: ICONS.shield,
    title: `“${appName}”申请使用${what}`,
    text: '允许后，可以在“设置”里改。',
    yes: '允许',
    no: '拒绝',
  })) === true;

/** Asks for the phone's number. */
export const askPhoneNumber = async (layers: Layers, appName: string): Promise<boolean> =>
  (await ask(layers, {
    icon: ICONS.phone,
    title: `“${appName}”申请获取手机号`,
    text: '演示号码 138****0000',
    yes: '允许',
    no: '不允许',
  })) === true;

/** The settings page: rights that were asked for once, each with its switch. */
export const showSettings = async (
  layers: Layers,
  names: Record<string, string>,
  rights: Record<string, boolean>,
): Promise<Record<string, boolean>> => {
  const rows = Object.entries(rights).map(([scope, on]) => ({
    scope,
    ...toggle(names[scope] ?? scope, on),
  }));
  await layers.ask<true>({ kind: 'full', label: '设置', dismissable: true }, (done) =>
    h(
      'div',
      { class: 'host-page' },
      h(
        'div',
        { class: 'host-page-top' },
        h(
          'button',
          {
            type: 'button',
            class: 'host-nav-lead',
            'aria-label': '返回',
            onclick: () => done(true),
          },
          drawing(ICONS.back, 24),
        ),
        h('div', { class: 'host-nav-title' }, '设置'),
      ),
      rows.length === 0
        ? h('div', { class: 'host-page-empty' }, '这个小程序还没有申请过权限')
        : h('div', { class: 'host-toggles' }, ...rows.map(({ row }) => row)),
    ),
  );
  return Object.fromEntries(rows.map(({ scope, input }) => [scope, input.checked]));
};
