import { collections } from '../../../cloudfunctions/cloud.json';
import { HELD, HELD_ELSEWHERE, type Held } from '../../../cloudfunctions/domain/family/held';
import { documentsOf } from '../../support/books';
import { openCloud, type TestCloud } from '../../support/cloud';
import { cutOff } from '../../support/cut-off';
import { findInFolder } from '../../support/data-folder';
import { wholeFamily, type WholeFamily } from '../../support/whole-family';
import { WORDS } from '../../support/words';
import { newFamily, newRequestId, openWorld, submit } from '../../support/world';

/** Fields whose words are of no family, or are looked after elsewhere. */
const ELSEWHERE: Readonly<Record<string, readonly string[]>> = {
  'of a campaign, for everybody': [
    'staff.campaign.save:title',
    'staff.campaign.save:place',
    'staff.campaign.save:donor',
    'staff.campaign.save:consentVersion',
    'staff.campaign.save:areas[].name',
    'staff.consent.publish:version',
    'staff.consent.publish:terms[].title',
    'staff.consent.publish:terms[].text',
    'family.consent.grant:version',
    'staff.event.save:title',
    'staff.event.save:stations[].label',
    'staff.event.save:place',
    'staff.event.save:location.address',
    'staff.event.cancel:reason',
  ],
  'of a project, for everybody': [
    'staff.programme.save:title',
    'staff.programme.save:neutralTitle',
    'staff.programme.save:sessions[].title',
    'staff.programme.save:sessions[].place',
    'staff.programme.save:organiser',
    'staff.programme.save:summary',
    'staff.programme.cancel:reason',
    'staff.campaign.save:contact.hours',
  ],
  'of packs, for every family alike': [
    'staff.pack.plan:title',
    'staff.pack.plan:contents.0-6[]',
    'staff.pack.plan:contents.7-12[]',
    'staff.pack.plan:contents.13-17[]',
    'staff.pack.plan:contents.family[]',
    'staff.pack.receive:source',
    'staff.unit.save:name',
    'staff.unit.save:places[]',
    'staff.pack.assign:place',
    'staff.pack.return:reason',
    'staff.pack.lose:reason',
    'staff.pack.settle:note',
  ],
  'of the books, and of a donor or supplier': [
    'staff.fund.donate:donor',
    'staff.fund.donate:reason',
    'staff.fund.refund:reason',
    'staff.fund.reverse:reason',
    'staff.fund.rules:reason',
    'staff.gift.invoice:supplier',
    'staff.gift.invoice:invoiceNo',
    'staff.gift.invoice:replaces',
    'staff.fund.invoice:supplier',
    'staff.fund.invoice:invoiceNo',
    'staff.fund.statement:donor',
    'staff.order.save:supplier',
    'staff.gift.arrive:supplier',
    'staff.gift.arrive:invoiceNo',
    'staff.gift.arriveMany:supplier',
    'staff.gift.arriveMany:invoiceNo',
    'staff.stock.add:title',
    'staff.stock.add:details',
    'staff.stock.add:details.size',
    'staff.stock.add:details.colour',
    'staff.stock.add:details.model',
    'staff.stock.add:supplier',
    'staff.stock.add:invoiceNo',
    'staff.stock.add:shelf',
    'staff.stock.writeOff:reason',
  ],
  'a place on a shelf': [
    'staff.gift.arrive:shelf',
    'staff.gift.arriveMany:gifts[].shelf',
    'staff.gift.shelve:shelf',
    'staff.stock.use:shelf',
  ],
  'of an adult who helps or works here': [
    'helper.programme.join:name',
    'helper.programme.feedback:words',
    'helper.mother.apply:name',
    'helper.mother.apply:skills[]',
    'staff.specialist.save:name',
    'staff.specialist.save:contact',
    'staff.grant.staff:areaId',
    'staff.invite.make:label',
    'staff.invite.make:inviter',
    'staff.grant.safeguarding:label',
    'staff.mother.decide:reason',
    'staff.enrolment.walkIn:name',
    'staff.certificate.correct:name',
    'staff.certificate.revoke:reason',
    'station.open:deviceLabel',
  ],
  'asked for, and not kept': [
    'staff.wish.list:search',
    'staff.event.absentees:search',
    'staff.card.list:search',
    'staff.stock.list:search',
    'staff.mother.match:skill',
    'staff.invite.code:code',
    'staff.invite.look:code',
    'staff.invite.accept:code',
    'staff.grant.safeguarding:code',
    'staff.specialist.save:code',
  ],
  'sealed, and kept as the law says: concern.test.ts': [
    'family.concern.raise:words',
    'helper.concern.raise:words',
    'staff.concern.raise:words',
    'station.concern.raise:words',
    'safe.concern.report:number',
    'safe.concern.answer:words',
    'safe.concern.notReported:reason',
  ],
  'of a family on paper: retention.test.ts and assisted-entry.test.ts': [
    'staff.entry.save:child.nickname',
    'staff.entry.save:wish.title',
    'staff.entry.save:wish.details',
    'staff.entry.save:wish.details.size',
    'staff.entry.save:wish.details.colour',
    'staff.entry.save:wish.details.model',
    'staff.entry.save:wish.reason',
    'staff.entry.save:consent.formNo',
    'staff.entry.save:consent.keptAt',
    'staff.entry.again:wish.title',
    'staff.entry.again:wish.details',
    'staff.entry.again:wish.details.size',
    'staff.entry.again:wish.details.colour',
    'staff.entry.again:wish.details.model',
    'staff.entry.again:wish.reason',
    'staff.call.mark:note',
    'staff.substitution.record:note',
    'staff.pair.answer:note',
    'staff.outing.answer:note',
    'staff.referral.answer:note',
    'staff.roster.import:fileName',
  ],
  'kept where the same words of another action are kept': [
    'staff.enrolment.promote:reason',
    'staff.card.void:reason',
    'staff.substitution.propose:details',
    'staff.pack.swap:reason',
  ],
};

/** Each value of a document with the fields that lead to it. */
const leavesOf = (value: unknown, path = ''): [path: string, value: unknown][] => {
  if (Array.isArray(value)) return value.flatMap((item) => leavesOf(item, path));
  if (value === null || typeof value !== 'object') return [[path, value]];
  const fields = Object.entries(value);
  // What is empty today is stored all the same.
  if (fields.length === 0) return [[path, value]];
  return fields.flatMap(([name, inner]) => leavesOf(inner, path === '' ? name : `${path}.${name}`));
};

const personIdOf = (dataDir: string): string => {
  const guardians = documentsOf<{ _id: string; openid: string }>(dataDir, 'guardians');
  return guardians.find(({ openid }) => openid === OPENID)?._id ?? '';
};

/** Every stored document in which an id of a family stands, by collection. */
const documentsAbout = (
  dataDir: string,
  { childId, wishId }: WholeFamily,
): Map<string, { _id: string }[]> => {
  const all = Object.keys(collections).map(
    (name) => [name, documentsOf<{ _id: string }>(dataDir, name)] as const,
  );
  const ids = new Set([childId, wishId, personIdOf(dataDir)]);
  const isAbout = (document: object): boolean => {
    // What staff and helpers were told is theirs.
    if ('box' in document && document.box !== 'family') return false;
    const text = JSON.stringify(document);
    return [...ids].some((id) => text.includes(`"${id}"`));
  };
  for (const name of ['cards', 'enrolments', 'pairs', 'referrals'] as const) {
    for (const document of documentsOf<{ _id: string }>(dataDir, name)) {
      if (isAbout(document)) ids.add(document._id);
    }
  }
  return new Map(
    all
      .map(([name, documents]) => [name, documents.filter(isAbout)] as const)
      .filter(([, documents]) => documents.length > 0),
  );
};

const OPENID = 'openid-of-the-heron-family';

describe('a family with which everything has happened', () => {
  let cloud: TestCloud;
  let family: WholeFamily;

  beforeAll(async () => {
    cloud = await openCloud();
    family = await wholeFamily(cloud, await openWorld(cloud), OPENID);
  });
  afterAll(() => cloud.end());

  it('has said something in every field that takes words', () => {
    const said = new Set([...family.said.keys()].map((place) => place.replace(/#\d+$/, '')));
    const fields = [...WORDS].flatMap(([action, places]) =>
      places.map((place) => `${action}:${place}`),
    );
    const elsewhere = Object.values(ELSEWHERE).flat();
    expect(fields.filter((field) => !said.has(field) && !elsewhere.includes(field))).toEqual([]);
    expect(elsewhere.filter((field) => !fields.includes(field))).toEqual([]);
  });

  it('is given every field that is stored of it, or a reason is written down', async () => {
    const { held } = await family.guardian.call('family', 'data.export', {});
    const listed: Partial<Record<string, Held>> = HELD;
    const open = new Set<string>();
    for (const [name, documents] of documentsAbout(cloud.dataDir, family)) {
      if (name in HELD_ELSEWHERE) continue;
      const { told, withheld } = listed[name] ?? { told: [], withheld: {} };
      const given = JSON.stringify(held[name] ?? []);
      for (const [path, value] of documents.flatMap((document) => leavesOf(document))) {
        const isTold = told.some((one) => path === one || path.startsWith(`${one}.`));
        const reason = Object.keys(withheld).find(
          (one) => path === one || path.startsWith(`${one}.`),
        );
        if (!isTold && reason === undefined) open.add(`${name}.${path}`);
        if (isTold && !given.includes(JSON.stringify(value))) open.add(`${name}.${path} not given`);
      }
    }
    expect([...open]).toEqual([]);
    expect(held['guardians']).toMatchObject([{ openid: OPENID }]);
  });

  it('leaves no word and no pseudonym behind, in no document, file or log', async () => {
    const words = new Map([...family.said].map(([place, word]) => [word, place]));
    const personId = personIdOf(cloud.dataDir);
    expect(personId).not.toBe('');
    await family.guardian.call('family', 'data.erase', { requestId: newRequestId() });
    const left = findInFolder(cloud.dataDir, [OPENID, personId, ...words.keys()]);
    expect(left.map((one) => `${one} ${words.get(one.slice(-3)) ?? ''}`)).toEqual([]);
  });

  it('and whose deletion is cut off anywhere is gone when it is asked for again', async () => {
    await cloud.close();
    const cut = cutOff('family');
    cloud = await cloud.reopen({ faultAt: cut.faultAt });
    const words: string[] = [];
    let cutAt = 0;
    for (let isCut = true; isCut;) {
      cutAt += 1;
      const openid = `openid-cut-${cutAt}-`;
      const title = `鹭岛${cutAt}号`;
      words.push(openid, title);
      const { guardian, childId } = await newFamily(cloud, openid);
      await submit(guardian, childId, title);
      const request = { requestId: newRequestId() };
      cut.behind(cutAt);
      isCut = !(await guardian.send('family', 'data.erase', request)).ok;
      cut.behind(Infinity);
      await guardian.call('family', 'data.erase', request);
    }
    expect(cutAt).toBeGreaterThan(8);
    expect(findInFolder(cloud.dataDir, words)).toEqual([]);
  });
});
