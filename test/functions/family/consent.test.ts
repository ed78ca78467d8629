import { PACKAGED_TERMS, SCOPE_TERMS } from '../../../cloudfunctions/domain/family/consent-words';
import { OPTIONAL_TERMS, termsOr } from '../../../miniprogram/wish/consent-terms';
import { openCloud, type Person, type TestCloud } from '../../support/cloud';
import { campaignId, newFamily, newRequestId, openWorld, type World } from '../../support/world';

const OTHER = [{ title: '用途', text: '孩子的资料可以用于宣传和商业合作。' }];

describe('a consent is to words that are stored and never change', () => {
  let cloud: TestCloud;
  let world: World;

  beforeAll(async () => {
    cloud = await openCloud();
    world = await openWorld(cloud);
  });
  afterAll(() => cloud.end());

  const publish = (version: string, terms = OTHER) =>
    world.admin.send('staff', 'consent.publish', {
      requestId: newRequestId(),
      campaignId,
      version,
      terms,
    });
  const grant = (person: Person, more: object = {}) =>
    person.send('family', 'consent.grant', { version: '1', scopes: ['review', 'gift'], ...more });
  const consentOf = async (person: Person) =>
    (await person.call('family', 'data.export', {})).consent;

  it('the app carries the very words that the cloud keeps', () => {
    expect(termsOr([])).toEqual(PACKAGED_TERMS);
    expect(OPTIONAL_TERMS).toEqual(SCOPE_TERMS);
  });

  it('the words that a campaign begins with give way to its own while nobody agreed', async () => {
    await expect(publish('1')).resolves.toMatchObject({ ok: true });
    await expect(publish('1', [{ title: '又', text: '改' }])).resolves.toMatchObject({
      code: 'CONFLICT',
    });
  });

  it('a version with one consent is closed, and the export holds its words', async () => {
    const { campaignId: summer } = await world.admin.call('staff', 'campaign.save', {
      requestId: newRequestId(),
      campaignId: 'summer',
      title: '夏天的心愿',
      place: '社区广场',
      donor: '灯塔公司',
      from: Date.now() - 1000,
      until: Date.now() + 1_000_000,
      fundId: 'summer-fund',
      consentVersion: 'summer-1',
      areas: [{ areaId: 'd-1', name: '东区', level: 'district' }],
    });
    const guardian = cloud.as('agrees');
    await grant(guardian, { version: 'summer-1' });
    const changed = await world.admin.send('staff', 'consent.publish', {
      requestId: newRequestId(),
      campaignId: summer,
      version: 'summer-1',
      terms: OTHER,
    });
    expect(changed).toMatchObject({ ok: false, code: 'CONFLICT' });
    const { texts, history, given } = await consentOf(guardian);
    expect(texts).toMatchObject([
      { version: 'summer-1', terms: PACKAGED_TERMS, scopeTerms: SCOPE_TERMS },
    ]);
    expect(history[0]?.hash).toBe(texts[0]?.hash);
    expect(given?.review).toMatchObject({ version: 'summer-1', hash: texts[0]?.hash });
  });

  it('to a version that nobody published there is none', async () => {
    const person = cloud.as('inventive');
    await expect(grant(person, { version: 'never-published' })).resolves.toMatchObject({
      ok: false,
      code: 'FAILED_PRECONDITION',
    });
    await expect(person.refused('family', 'data.export', {})).resolves.toBe('PERMISSION_DENIED');
  });

  it('to other words than the campaign has by now there is none', async () => {
    await publish('late-2');
    const person = cloud.as('late');
    await expect(grant(person, { campaignId })).resolves.toMatchObject({
      code: 'FAILED_PRECONDITION',
    });
    await expect(grant(person, { campaignId, version: 'late-2' })).resolves.toMatchObject({
      ok: true,
    });
  });

  it('to one version carries no scope over from another', async () => {
    const person = cloud.as('two-versions');
    await grant(person, { scopes: ['review', 'gift', 'photo', 'publicText'] });
    await publish('2');
    await grant(person, { version: '2' });
    const { given, scopes } = await consentOf(person);
    expect([...scopes].sort()).toEqual(['gift', 'photo', 'publicText', 'review']);
    expect(given).toMatchObject({
      review: { version: '2' },
      gift: { version: '2' },
      photo: { version: '1' },
      publicText: { version: '1' },
    });
  });

  it('of one more scope to newer words is none to these words of the others', async () => {
    const { guardian } = await newFamily(cloud, 'one-more');
    await publish('more-2');
    await grant(guardian, { version: 'more-2', scopes: ['photo'] });
    const { consent } = await guardian.call('family', 'me', { campaignId });
    expect(consent).toMatchObject({ version: '1', current: false, versions: ['1'] });
  });

  it('that comes again after a withdrawal, by its old request, is none', async () => {
    const person = cloud.as('slow-network');
    const requestId = newRequestId();
    const first = await grant(person, { requestId });
    await person.call('family', 'consent.withdraw', {});
    await expect(grant(person, { requestId })).resolves.toEqual(first);
    expect((await person.call('family', 'me', {})).consent).toBeUndefined();
  });
});
