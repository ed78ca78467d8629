import { withCheck } from '@micro-wish/vocabulary';
import fc from 'fast-check';
import {
  correct,
  factsOf,
  issue,
  maskedNameOf,
  revoke,
  statusOf,
  trainingProof,
  withoutHolder,
  withoutRevocation,
  type Certificate,
} from '../../../cloudfunctions/domain/certificate/certificate';
import {
  NOBODYS_NUMBER,
  numberFrom,
  readNumber,
} from '../../../cloudfunctions/domain/certificate/number';

const bytes = fc.uint8Array({ minLength: 11, maxLength: 16 });
const ALPHABET = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';

describe('a number', () => {
  it('looks as written and reads as itself', () => {
    fc.assert(
      fc.property(bytes, (random) => {
        const number = numberFrom(random);
        fc.pre(number !== NOBODYS_NUMBER);
        expect(number).toMatch(
          /^CERT-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}-[0-9A-HJKMNP-TV-Z]{4}$/,
        );
        expect(readNumber(number)).toBe(number);
      }),
    );
  });

  it('with one wrong character is none', () => {
    fc.assert(
      fc.property(bytes, fc.nat(11), fc.nat(31), (random, place, other) => {
        const number = numberFrom(random);
        const bare = number.slice(5).replaceAll('-', '');
        const wrong = ALPHABET.charAt(other);
        fc.pre(bare[place] !== wrong);
        expect(readNumber(bare.slice(0, place) + wrong + bare.slice(place + 1))).toBeUndefined();
      }),
    );
  });

  const number = numberFrom(Uint8Array.from([1, 2, 3, 0, 5, 6, 7, 8, 9, 10, 11]));

  it.each([
    ['in small letters', number.toLowerCase()],
    ['without hyphens', number.replaceAll('-', '')],
    ['without CERT', number.slice(5)],
    ['with spaces', ` ${number.replaceAll('-', ' ')} `],
    [
      'in full width',
      Array.from(number, (one) => String.fromCharCode(one.charCodeAt(0) + 0xfee0)).join(''),
    ],
    ['with O and I for 0 and 1', number.replaceAll('0', 'O').replaceAll('1', 'I')],
  ])('%s is read', (_, typed) => {
    expect(readNumber(typed)).toBe(number);
  });

  it('has eleven characters and their check, whatever comes with them', () => {
    expect(readNumber(withCheck('A'.repeat(10)))).toBeUndefined();
    expect(readNumber(withCheck('A'.repeat(11)))).toBeDefined();
    expect(readNumber(withCheck('A'.repeat(12)))).toBeUndefined();
    expect(readNumber(`${number.slice(5)}0`)).toBeUndefined();
  });

  it.each(['U', '心', '!'])('has no %s in it, whatever its check may be', (sign) => {
    for (const place of [0, 5, 10]) {
      for (const check of ALPHABET) {
        const body = `${'A'.repeat(place)}${sign}${'A'.repeat(10 - place)}`;
        expect(readNumber(body + check)).toBeUndefined();
      }
    }
  });

  it.each(['', 'CERT', 'CERT-1234', '心愿', 'A心', `${number}0`, NOBODYS_NUMBER])(
    '%j is none',
    (typed) => {
      expect(readNumber(typed)).toBeUndefined();
    },
  );
});

const certificate = (
  more: Partial<Certificate> = {},
  issuedOn = '2025-06-15',
  months = 12,
): Certificate => ({
  ...issue({
    _id: 'CERT-A',
    kind: 'training',
    title: '家庭教育心理赋能（初级）',
    name: '欧阳小海',
    hours: 6,
    issuer: '东区妇联',
    issuedOn,
    holderId: 'p_1',
    isChild: false,
    grounds: null,
    period: null,
    issuedAt: 1,
    issuedBy: 'p_staff',
    months,
  }),
  ...more,
});

describe('what a number answers', () => {
  it.each([
    ['欧阳小海', false, '欧＊'],
    ['𠮷野', false, '𠮷＊'],
    ['蓝色风筝', true, '蓝色风筝'],
  ])('%s is shown as %s', (name, isChild, masked) => {
    expect(maskedNameOf(name, isChild)).toBe(masked);
  });

  it.each([
    ['2025-01-31', 1, '2025-02-28'],
    ['2024-01-31', 1, '2024-02-29'],
    ['2025-11-30', 3, '2026-02-28'],
    ['2025-06-15', 12, '2026-06-15'],
  ])('%s and %d months is %s', (day, months, end) => {
    expect(certificate({}, day, months).expiresOn).toBe(end);
  });

  const confirmed = {
    reason: '冒领',
    by: 'a',
    at: 1,
    approvalId: 'x',
    confirmedBy: 'b',
    confirmedAt: 2,
  };
  it.each([
    ['2026-06-14', {}, 'valid'],
    ['2026-06-15', {}, 'valid'],
    ['2026-06-16', {}, 'expired'],
    ['2099-01-01', { expiresOn: null }, 'valid'],
    ['2099-01-01', { replacedBy: 'CERT-B' }, 'replaced'],
    ['2025-06-16', { revocation: { ...confirmed, confirmedBy: null } }, 'valid'],
    ['2099-01-01', { revocation: confirmed, replacedBy: 'CERT-B' }, 'revoked'],
  ])('on %s with %j: %s', (today, more, status) => {
    expect(statusOf(certificate(more), today)).toBe(status);
  });

  it('holds an allow-list, and no name of an erased holder', () => {
    expect(factsOf(null, '2025-06-16')).toEqual({ status: 'unknown' });
    expect(Object.keys(factsOf(certificate(), '2025-06-16')).sort()).toEqual([
      'expiresOn',
      'hours',
      'issuedOn',
      'issuer',
      'kind',
      'maskedName',
      'status',
      'title',
    ]);
    const erased = withoutHolder(certificate());
    expect(factsOf(erased, '2025-06-16')).not.toHaveProperty('maskedName');
    expect(JSON.stringify(erased)).not.toContain('欧');
  });
});

describe('a certificate for ever', () => {
  const forEver = issue({ ...certificate(), months: null });

  it('has no end, and what it answers says none', () => {
    expect(forEver.expiresOn).toBeNull();
    expect(factsOf(forEver, '2099-01-01')).not.toHaveProperty('expiresOn');
  });

  it('says which number took its place, and only where one did', () => {
    expect(factsOf(forEver, '2025-06-16')).not.toHaveProperty('replacedBy');
    expect(factsOf({ ...forEver, replacedBy: 'CERT-B' }, '2025-06-16')).toMatchObject({
      status: 'replaced',
      replacedBy: 'CERT-B',
    });
  });
});

describe('what a training proves', () => {
  const proof = {
    proof: 'certificate',
    on: '2025-06-15',
    until: '2026-06-15',
    by: 'p_staff',
    at: 1,
  };
  const grounds = {
    programmeId: 'p-1',
    enrolmentId: 'enrol-1',
    attended: ['s-1'],
    assessment: { passed: true, score: 90, at: 1 },
  };

  it('holds as long as its certificate, and leads to the enrolment it was awarded for', () => {
    expect(trainingProof(certificate({ grounds }))).toEqual({ ...proof, enrolmentId: 'enrol-1' });
    expect(trainingProof(certificate())).toEqual(proof);
    expect(trainingProof(certificate({ expiresOn: null })).until).toBeNull();
  });
});

describe('a correction', () => {
  const act = { number: 'CERT-B', name: '欧阳晓海', issuedOn: '2025-07-01', at: 5, by: 'admin' };

  it('is a new number with the same facts and the same end, and the old one is replaced', () => {
    const { old, corrected } = correct(certificate(), act);
    expect(statusOf(old, '2025-07-01')).toBe('replaced');
    expect(corrected).toMatchObject({
      _id: 'CERT-B',
      name: '欧阳晓海',
      hours: 6,
      issuedOn: '2025-07-01',
      expiresOn: '2026-06-15',
      replaces: 'CERT-A',
    });
  });

  it('of what is replaced, revoked or nobody’s is refused', () => {
    const { old } = correct(certificate(), act);
    expect(() => correct(old, act)).toThrow('CERT-B');
    expect(() => correct(withoutHolder(certificate()), act)).toThrow('已删除');
  });
});

describe('a revocation', () => {
  const by = (person: string) => ({ by: person, at: 9, reason: '冒领', approvalId: 'x' });

  it('waits for a second person, however often the first one asks', () => {
    const asked = revoke(certificate(), by('a'));
    expect(statusOf(asked, '2025-06-16')).toBe('valid');
    expect(statusOf(revoke(asked, by('a')), '2025-06-16')).toBe('valid');
    expect(statusOf(revoke(asked, by('b')), '2025-06-16')).toBe('revoked');
  });

  it('is never undone, and nothing can be corrected behind it', () => {
    const gone = revoke(revoke(certificate(), by('a')), by('b'));
    expect(() => revoke(gone, by('a'))).toThrow('已撤销');
    expect(() =>
      correct(gone, { number: 'X', name: 'Y', issuedOn: '2025-07-01', at: 1, by: 'a' }),
    ).toThrow('已撤销');
  });

  it('keeps its reason, and who asked for it first', () => {
    const asked = revoke(certificate(), by('a'));
    const again = revoke(asked, { by: 'a', at: 12, reason: '再问一次', approvalId: 'y' });
    const first = { reason: '冒领', by: 'a', at: 9, approvalId: 'x' };
    expect(again.revocation).toEqual({ ...first, confirmedBy: null, confirmedAt: null });
    expect(revoke(again, { ...by('b'), at: 15 }).revocation).toEqual({
      ...first,
      confirmedBy: 'b',
      confirmedAt: 15,
    });
  });

  it('that nobody confirmed was never asked for, and one that was confirmed stays', () => {
    const asked = revoke(certificate(), by('a'));
    expect(withoutRevocation(asked)).toEqual(certificate());
    const gone = revoke(asked, by('b'));
    expect(withoutRevocation(gone)).toBe(gone);
  });

  it('of what was replaced is refused', () => {
    expect(() => revoke(certificate({ replacedBy: 'CERT-B' }), by('a'))).toThrow('CERT-B');
  });
});
