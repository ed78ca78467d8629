import { openCloud, type TestCloud } from '../../support/cloud';
import { DAY, dayOf, pairingFamily } from '../../support/companions';
import { dump } from '../../support/fingerprint';
import { openSafeguarding } from '../../support/safeguarding';
import { newRequestId, openWorld } from '../../support/world';

/** Notes of specialists lie under numbered keys: a new one seals, the old ones still open. */
describe('the key of notes', () => {
  let cloud: TestCloud;
  let referralId: string;

  beforeAll(async () => {
    cloud = await openCloud();
    const world = await openWorld(cloud);
    await openSafeguarding(cloud, world);
    const { guardian, childId } = await pairingFamily(cloud, 'family');
    const { specialistId } = await world.admin.call('staff', 'specialist.save', {
      requestId: newRequestId(),
      openid: 'specialist',
      name: '林老师',
      profession: 'psychologist',
      contact: '二楼',
      memberUntil: dayOf(cloud.now() + 90 * DAY),
    });
    ({ referralId } = await world.community.call('staff', 'referral.propose', {
      requestId: newRequestId(),
      childId,
      specialistId,
      purpose: '聊聊',
      question: '睡不好',
    }));
    const step = { requestId: newRequestId(), referralId };
    await guardian.call('family', 'referral.answer', { ...step, answer: 'yes' });
    await cloud.as('specialist').call('helper', 'referral.accept', step);
  });
  afterAll(() => cloud.end());

  const write = (words: string) =>
    cloud
      .as('specialist')
      .call('helper', 'referral.note', { requestId: newRequestId(), referralId, words });

  it('has a successor, under which both read what there was and what comes', async () => {
    await write('前一篇');
    cloud = await cloud.restart({ NOTE_KEY_NO: '2', NOTE_KEY_2: 'cd'.repeat(32) });
    await write('后一篇');
    const numbers = [...dump(cloud.dataDir, 'referralNotes').matchAll(/\\"keyNo\\":(\d)/g)];
    expect(numbers.map(([, keyNo]) => keyNo).sort()).toEqual(['1', '2']);
    const { items } = await cloud.as('specialist').call('helper', 'referral.mine', {});
    expect(items[0]?.notes.map(({ words }) => words).sort()).toEqual(['前一篇', '后一篇'].sort());
    const file = await cloud.as('safe-1').call('safe', 'referral.open', { referralId });
    expect(file.notes.map(({ words }) => words).sort()).toEqual(['前一篇', '后一篇'].sort());
  });
});
