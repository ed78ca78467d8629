import { boolean, number, oneOf, string } from './attribute';
import { define, type BuiltInElement, type Subject } from './define';
import { useForm } from './form';

const ATTRIBUTES = {
  size: oneOf('default', 'mini'),
  // Component libraries write HTML's types too, which WeChat draws as the default.
  type: oneOf('default', 'primary', 'warn', 'button', 'submit', 'reset'),
  plain: boolean(),
  disabled: boolean(),
  loading: boolean(),
  formType: oneOf('', 'submit', 'reset', 'submitToGroup'),
  openType: oneOf(
    '',
    'contact',
    'liveActivity',
    'share',
    'getPhoneNumber',
    'getRealtimePhoneNumber',
    'getUserInfo',
    'launchApp',
    'openSetting',
    'feedback',
    'chooseAvatar',
    'agreePrivacyAuthorization',
    'getPhoneNumber|agreePrivacyAuthorization',
  ),
  hoverClass: string('button-hover'),
  /** In ms. */
  hoverStartTime: number(20),
  /** In ms. */
  hoverStayTime: number(70),
  lang: string('en'),
  sessionFrom: string(),
  sendMessageTitle: string(),
  sendMessagePath: string(),
  sendMessageImg: string(),
  showMessageCard: boolean(),
  businessId: string(),
  appParameter: string(),
  name: string(),
  value: string(),
  phoneNumberNoQuotaToast: boolean(true),
};

type ButtonSubject = Subject<typeof ATTRIBUTES>;

const agreePrivacy = ({ element, phone, emit }: ButtonSubject): void => {
  phone.host.agreePrivacy(element.node?.id ?? '');
  emit('agreeprivacyauthorization', { errMsg: 'agreePrivacyAuthorization:ok' });
};

const phoneNumber = async ({ phone, emit }: ButtonSubject, event: string): Promise<void> => {
  const answer = await phone.host.phoneNumber();
  emit(
    event.toLowerCase(),
    answer ? { ...answer, errMsg: `${event}:ok` } : { errMsg: `${event}:fail user deny` },
  );
};

/** What a tap does beyond the tap; by the words of `open-type`. */
const open = async (subject: ButtonSubject, openType: string): Promise<void> => {
  const { element, phone, emit } = subject;
  switch (openType) {
    case 'share':
      return phone.host.share({ from: 'button', target: targetOf(element) });
    case 'getPhoneNumber':
    case 'getRealtimePhoneNumber':
      return phoneNumber(subject, openType);
    case 'agreePrivacyAuthorization':
      return agreePrivacy(subject);
    case 'openSetting':
      return emit('opensetting', {
        authSetting: await phone.host.openSetting(),
        errMsg: 'openSetting:ok',
      });
    case 'chooseAvatar': {
      const avatarUrl = await phone.host.chooseAvatar();
      return avatarUrl === null ? undefined : emit('chooseavatar', { avatarUrl });
    }
    case 'contact':
      phone.host.toast({ title: '客服会话只在微信里打开', icon: 'none' });
      return emit('contact', { path: '', query: {}, errMsg: 'enterContact:ok' });
    case 'feedback':
      return phone.host.toast({ title: '意见反馈只在微信里打开', icon: 'none' });
    default:
      throw new Error(`open-type "${openType}" is not built in this runtime`);
  }
};

const targetOf = ({ node }: BuiltInElement): object => ({
  id: node?.id ?? '',
  dataset: { ...node?.dataset },
});

export const button = define({
  tag: 'button',
  attributes: ATTRIBUTES,
  create(subject) {
    const { element, values, onTap, phone } = subject;
    const act = (): void => {
      if (values.disabled) return;
      if (values.formType === 'submit' || values.formType === 'reset') {
        useForm(element, values.formType);
      }
      for (const openType of values.openType.split('|').filter((word) => word !== '')) {
        open(subject, openType).catch((error: unknown) => {
          phone.host.problem({
            source: '<button>',
            message: error instanceof Error ? error.message : String(error),
          });
        });
      }
    };
    onTap(act);
    return {
      update() {
        for (const name of ['size', 'type'] as const) element.setAttribute(name, values[name]);
        for (const name of ['plain', 'disabled', 'loading'] as const) {
          element.toggleAttribute(name, values[name]);
        }
        if (!element.hasAttribute('role')) element.setAttribute('role', 'button');
        element.setAttribute('aria-disabled', String(values.disabled));
      },
      activate: act,
    };
  },
});
