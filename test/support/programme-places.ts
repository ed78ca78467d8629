import type { Place } from './place';
import type { Phone } from './phone';

const STAFF = 'packages/staff/enrolment/pages';

const place = (
  name: string,
  path: string,
  openid: string,
  shows: string | RegExp,
  reach?: (phone: Phone) => Promise<void>,
): Place => ({
  name,
  path: `${STAFF}/${path}`,
  openid,
  shows,
  asks: true,
  ...(reach ? { reach } : {}),
});

/** The staff's pages of projects and training. */
export const programmePlaces: readonly Place[] = [
  place('programmes-list', 'programmes/programmes', 'demo-admin', '新建项目'),
  {
    ...place('programme-new', 'programme/programme', 'demo-admin', '再加一场'),
    asks: false,
  },
  place(
    'programme-edit',
    'programme/programme?programmeId=programme-guard',
    'demo-admin',
    '取消整个项目',
  ),
  place(
    'programme-queue',
    'enrolments/enrolments?programmeId=programme-mind',
    'demo-admin',
    '排队 3',
    (phone) => phone.screen.getByText('第 1 位', { exact: false }).click(),
  ),
  {
    ...place('programme-roster', '', 'demo-community', '一人一行'),
    path: 'packages/staff/family/pages/roster/roster?programmeId=programme-mind',
  },
  place(
    'programme-sessions',
    'sessions/sessions?programmeId=programme-guard',
    'demo-community',
    '还在里面的孩子',
  ),
  place(
    'programme-certificates',
    'certificates/certificates?programmeId=programme-huiyu',
    'demo-admin',
    '发出的证书',
  ),
  {
    name: 'programme-door',
    path: 'packages/station/pages/scan/scan',
    openid: 'demo-admin',
    shows: '签离 · 接走',
    asks: false,
    reach: (phone) => phone.tap('第二次：一起读书'),
  },
  {
    ...place(
      'programme-scores',
      'scores/scores?programmeId=programme-huiyu',
      'demo-admin',
      '下载考核表',
    ),
    asks: false,
  },
  place(
    'programme-walkin',
    'walkin/walkin?programmeId=programme-guard',
    'demo-community',
    '找孩子',
  ),
];
