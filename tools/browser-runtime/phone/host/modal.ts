import { h } from './dom';
import type { Layers } from './layers';
import type { ActionSheetRequest, ModalAnswer, ModalRequest } from './types';

/** `wx.showModal`: it cannot be dismissed but by its buttons. */
export const askModal = async (layers: Layers, request: ModalRequest): Promise<ModalAnswer> => {
  const input = h('textarea', {
    class: 'host-modal-input',
    rows: '2',
    placeholder: request.placeholderText,
    'aria-label': request.title,
  });
  if (request.editable) input.value = request.content;
  const answer = await layers.ask<boolean>(
    { kind: 'centre', label: request.title || request.content, dismissable: false },
    (done) =>
      h(
        'div',
        { class: 'host-modal' },
        request.title === '' ? null : h('div', { class: 'host-modal-title' }, request.title),
        request.editable ? input : h('div', { class: 'host-modal-content' }, request.content),
        h(
          'div',
          { class: 'host-modal-buttons' },
          request.showCancel
            ? h(
                'button',
                {
                  type: 'button',
                  class: 'host-modal-button',
                  style: colour(request.cancelColor),
                  onclick: () => done(false),
                },
                request.cancelText,
              )
            : null,
          h(
            'button',
            {
              type: 'button',
              class: 'host-modal-button host-strong',
              style: colour(request.confirmColor),
              onclick: () => done(true),
            },
            request.confirmText,
          ),
        ),
      ),
  );
  return {
    confirm: answer === true,
    content: answer === true && request.editable ? input.value : '',
  };
};

const colour = (value: string | undefined): string | undefined =>
  value === undefined ? undefined : `color:${value}`;

/** `wx.showActionSheet`; null where it was cancelled. */
export const askActionSheet = (
  layers: Layers,
  { alertText, itemList, itemColor }: ActionSheetRequest,
): Promise<number | null> =>
  layers.ask<number>({ kind: 'bottom', label: alertText ?? '请选择', dismissable: true }, (done) =>
    h(
      'div',
      { class: 'host-sheet host-action-sheet' },
      alertText === undefined ? null : h('div', { class: 'host-action-alert' }, alertText),
      ...itemList.map((item, index) =>
        h(
          'button',
          {
            type: 'button',
            class: 'host-action',
            style: colour(itemColor),
            onclick: () => done(index),
          },
          item,
        ),
      ),
      h('div', { class: 'host-action-gap' }),
      h('button', { type: 'button', class: 'host-action', onclick: () => done(null) }, '取消'),
    ),
  );
