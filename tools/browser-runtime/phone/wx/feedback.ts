import type { ToastRequest } from '../host/types';
import { api, ApiFailure } from './api';
import type { Family, Platform } from './platform';

interface ModalOptions {
  title?: string;
  content?: string;
  showCancel?: boolean;
  cancelText?: string;
  cancelColor?: string;
  confirmText?: string;
  confirmColor?: string;
  editable?: boolean;
  placeholderText?: string;
}

const MAX_ACTIONS = 6;
const MAX_BUTTON_LETTERS = 4;

/** Toasts, modals and action sheets. */
export const feedback = ({ host }: Platform): Family => ({
  showToast: api<Partial<Omit<ToastRequest, 'title'>> & { title?: unknown }>(
    'showToast',
    ({ title = '', icon = 'success', image, duration, mask }) => {
      host.toast({
        title: String(title),
        icon,
        mask: mask === true,
        ...(image === undefined ? {} : { image }),
        ...(duration === undefined ? {} : { duration }),
      });
    },
  ),
  hideToast: api('hideToast', () => host.hideToast()),
  showLoading: api<{ title?: unknown; mask?: boolean }>('showLoading', ({ title = '', mask }) => {
    host.loading(String(title), mask === true);
  }),
  hideLoading: api('hideLoading', () => host.hideLoading()),
  showModal: api<ModalOptions>('showModal', async (options) => {
    const { confirmText = '确定', cancelText = '取消', cancelColor, confirmColor } = options;
    for (const [name, text] of Object.entries({ confirmText, cancelText })) {
      if ([...text].length > MAX_BUTTON_LETTERS) {
        throw new ApiFailure(`${name} length should not larger than 4 Chinese characters`);
      }
    }
    const { confirm, content } = await host.modal({
      title: options.title ?? '',
      content: options.content ?? '',
      showCancel: options.showCancel !== false,
      cancelText,
      confirmText,
      editable: options.editable === true,
      placeholderText: options.placeholderText ?? '',
      ...(cancelColor === undefined ? {} : { cancelColor }),
      ...(confirmColor === undefined ? {} : { confirmColor }),
    });
    return {
      confirm,
      cancel: !confirm,
      content: options.editable === true && confirm ? content : null,
    };
  }),
  showActionSheet: api<{ itemList?: string[]; itemColor?: string; alertText?: string }>(
    'showActionSheet',
    async ({ itemList = [], itemColor, alertText }) => {
      if (itemList.length < 1 || itemList.length > MAX_ACTIONS) {
        throw new ApiFailure('parameter error: itemList should have 1 to 6 items');
      }
      const tapIndex = await host.actionSheet({
        itemList,
        ...(itemColor === undefined ? {} : { itemColor }),
        ...(alertText === undefined ? {} : { alertText }),
      });
      if (tapIndex === null) throw new ApiFailure('cancel');
      return { tapIndex };
    },
  ),
});
