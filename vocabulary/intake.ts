import { dayText, fullDayText } from './calendar';

/** Of a campaign: when it takes wishes, and whether it was stopped by hand. */
export interface IntakePlan {
  from: number;
  until: number;
  closed: boolean;
}

/** What stands in the place of the form while a campaign takes no new wishes. */
export interface IntakePause {
  title: string;
  hint: string;
}

const GOES_ON = '已提交的心愿照常办理，被退回的仍可在「我的」里修改。有疑问请联系工作人员。';

/** Why no new wish is taken now; `null` while the form is open. One source for app and functions. */
export const intakePause = (
  { from, until, closed }: IntakePlan,
  now: number,
): IntakePause | null => {
  if (closed) return { title: '这次活动已停止征集', hint: GOES_ON };
  if (now < from) {
    return {
      title: `${dayText(from)}开始征集心愿`,
      hint: '到那一天再来，就能为孩子许下心愿。',
    };
  }
  return now > until ? { title: `征集已于${fullDayText(until)}结束`, hint: GOES_ON } : null;
};
