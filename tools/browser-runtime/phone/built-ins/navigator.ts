import { anything, number, oneOf, string } from './attribute';
import { define } from './define';

export const navigator = define({
  tag: 'navigator',
  attributes: {
    url: string(),
    openType: oneOf('navigate', 'redirect', 'switchTab', 'reLaunch', 'navigateBack', 'exit'),
    delta: number(1),
    target: oneOf('self', 'miniProgram'),
    appId: string(),
    path: string(),
    shortLink: string(),
    extraData: anything(null),
    version: oneOf('release', 'develop', 'trial'),
    hoverClass: string('navigator-hover'),
    /** In ms. */
    hoverStayTime: number(600),
  },
  create({ values, phone, emit, onTap }) {
    onTap(() => {
      if (values.target === 'miniProgram' || values.openType === 'exit') {
        phone.host.toast({ title: '只在微信里打开', icon: 'none' });
        return;
      }
      phone.navigate(values.openType, values.url, values.delta).then(
        () => {
          emit('success', { errMsg: `${values.openType}:ok` });
          emit('complete', { errMsg: `${values.openType}:ok` });
        },
        (error: unknown) => {
          const errMsg = `${values.openType}:fail ${error instanceof Error ? error.message : String(error)}`;
          emit('fail', { errMsg });
          emit('complete', { errMsg });
          phone.host.problem({ source: '<navigator>', message: errMsg });
        },
      );
    });
  },
});
