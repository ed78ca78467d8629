import type { EpochMs, GrantRole, StaffLevel } from '../../../typings/contract';

/** From the district down to the community: `['d-01', 's-01', 'c-01']`. */
export type AreaPath = readonly string[];

/** What a staff grant makes of a person: a level with an area, or an office with none. */
export type StaffOffice = StaffLevel | 'admin' | 'auditor';

interface StaffTerms {
  kind: 'staff';
  level: StaffOffice;
  areaId: string;
  areaName: string;
}

interface ScannerTerms {
  kind: 'scanner';
  eventId: string;
  stationIds: string[] | null;
  from: EpochMs;
  until: EpochMs;
  /** Of a member of a 巾帼文明岗: the event is a batch of packs. */
  ofBatch?: true;
}

/** 保护专员授权: reads concerns. An admin does not inherit it. */
interface SafeguardingTerms {
  kind: 'safeguarding';
}

/** What is granted, whoever holds it. */
export type GrantTerms = StaffTerms | ScannerTerms | SafeguardingTerms;

interface Held {
  _id: string;
  personId: string;
  /** What an admin calls the holder, while that is of use; absent where nothing was typed. */
  label?: string;
  grantedAt: EpochMs;
  grantedBy: string;
  endedAt: EpochMs | null;
  /** Who ended it; absent where an event's grants were ended together. */
  endedBy?: string;
}

/** 工作人员授权: sees its own area and below; an admin and an auditor have no area (''). */
export type StaffGrant = StaffTerms & Held;

/** 核销员授权: one event, all its desks or some, for a time. */
export type ScannerGrant = ScannerTerms & Held;

export type SafeguardingGrant = SafeguardingTerms & Held;

export type Grant = StaffGrant | ScannerGrant | SafeguardingGrant;

/** What its holder is called: a level, an office, or the scanner of an event. */
export const roleOfTerms = (terms: GrantTerms): GrantRole =>
  terms.kind === 'staff' ? terms.level : terms.kind;

/** When a grant was or will be over; `null` while nobody knows. */
export const overAt = (grant: Grant): EpochMs | null =>
  grant.endedAt ?? (grant.kind === 'scanner' ? grant.until : null);

/** Whether an admin's grant may end: nothing is left to administer with behind the last one. */
export const leavesAnAdmin = (
  ending: Grant,
  others: readonly Grant[],
  isFirstConfigured: boolean,
): boolean =>
  isFirstConfigured ||
  roleOfTerms(ending) !== 'admin' ||
  others.some(
    (other) => other._id !== ending._id && roleOfTerms(other) === 'admin' && other.endedAt === null,
  );

/** What a caller may do as staff; `admin` by configuration or by grant. */
export interface StaffRights {
  admin: boolean;
  /** Reads money and audit, and nothing of a family: that alone makes nobody staff. */
  auditor: boolean;
  grants: readonly StaffGrant[];
}

export const isActive = (grant: Grant, now: EpochMs): boolean =>
  grant.endedAt === null && (grant.kind !== 'scanner' || (grant.from <= now && now <= grant.until));

export const staffRightsOf = (
  grants: readonly Grant[],
  now: EpochMs,
  isFirstAdmin: boolean,
): StaffRights => {
  const active = grants.filter((grant) => grant.kind === 'staff' && isActive(grant, now));
  const staff = active as StaffGrant[];
  return {
    admin: isFirstAdmin || staff.some((grant) => grant.level === 'admin'),
    auditor: staff.some((grant) => grant.level === 'auditor'),
    grants: staff.filter(({ level }) => level !== 'admin' && level !== 'auditor'),
  };
};

/** Reads concerns: by a grant of its own, and by nothing else. */
export const isHolder = (grants: readonly Grant[], now: EpochMs): boolean =>
  grants.some((grant) => grant.kind === 'safeguarding' && isActive(grant, now));

export const isStaff = (rights: StaffRights): boolean => rights.admin || rights.grants.length > 0;

/** District staff, or an admin: what a whole district answers for. */
export const isDistrict = (rights: StaffRights): boolean =>
  rights.admin || rights.grants.some(({ level }) => level === 'district');

/** District staff of an area, or an admin: the second person where a child is taken over. */
export const isDistrictOf = (rights: StaffRights, area: AreaPath): boolean =>
  rights.admin || rights.grants.some((grant) => grant.level === 'district' && covers(grant, area));

/** Reads the books and the audit: an auditor, or an admin. */
export const mayAudit = (rights: StaffRights): boolean => rights.admin || rights.auditor;

/** Has anything to do here at all: staff, or an auditor. */
export const isOffice = (rights: StaffRights): boolean => isStaff(rights) || rights.auditor;

const covers = (grant: StaffGrant, area: AreaPath): boolean => area.includes(grant.areaId);

/** Staff of the area, or an admin, who may do whatever staff may except review. */
export const maySee = (rights: StaffRights, area: AreaPath): boolean =>
  rights.admin || rights.grants.some((grant) => covers(grant, area));

/** A grant of exactly this level over this area; being admin gives none. */
export const mayReviewAt = (rights: StaffRights, level: StaffLevel, area: AreaPath): boolean =>
  rights.grants.some((grant) => grant.level === level && covers(grant, area));

/** The scanner grants that let this person work at an event now, or at one desk of it. */
export const scannerGrantsFor = (
  grants: readonly Grant[],
  at: { eventId: string; stationId?: string; now: EpochMs },
): ScannerGrant[] =>
  grants.filter(
    (grant): grant is ScannerGrant =>
      grant.kind === 'scanner' &&
      isActive(grant, at.now) &&
      grant.eventId === at.eventId &&
      (grant.stationIds === null ||
        at.stationId === undefined ||
        grant.stationIds.includes(at.stationId)),
  );

/** Any one of them. */
export const scannerGrantFor = (
  grants: readonly Grant[],
  at: { eventId: string; stationId?: string; now: EpochMs },
): ScannerGrant | undefined => scannerGrantsFor(grants, at)[0];

/** The desks that these grants are for; null where one of them is for every desk. */
export const desksOf = (grants: readonly ScannerGrant[]): string[] | null => {
  const desks = grants.map(({ stationIds }) => stationIds);
  return desks.includes(null) ? null : desks.flatMap((ids) => ids ?? []);
};
