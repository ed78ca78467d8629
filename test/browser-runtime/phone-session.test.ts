import {
  holderOf,
  readSession,
  sessionQuery,
} from '../../tools/browser-runtime/phone/host/session';

test('a session goes through an address and back', () => {
  const session = readSession(
    new URLSearchParams(
      'phone=family&label=家长&openid=demo-guardian-1&theme=dark&fontScale=1.4&network=none' +
        '&scene=1154&path=pages%2Fhome%2Fhome%3FcampaignId%3Dx',
    ),
  );
  expect(session).toEqual({
    phoneId: 'family',
    label: '家长',
    openid: 'demo-guardian-1',
    theme: 'dark',
    fontScale: 1.4,
    network: 'none',
    scene: 1154,
    path: 'pages/home/home?campaignId=x',
  });
  expect(readSession(new URLSearchParams(sessionQuery(session)))).toEqual(session);
});

test('what an address does not say is the ordinary', () => {
  expect(readSession(new URLSearchParams('theme=green&fontScale=9&path=/pages/a/a'))).toEqual({
    phoneId: 'phone',
    label: 'phone',
    openid: '',
    path: 'pages/a/a',
    theme: 'light',
    fontScale: 1,
    network: 'wifi',
    scene: 1001,
  });
});

test('what two people store on one phone is kept apart', () => {
  const session = readSession(new URLSearchParams('phone=family'));
  expect(holderOf({ ...session, openid: 'a' })).not.toBe(holderOf({ ...session, openid: 'b' }));
});
