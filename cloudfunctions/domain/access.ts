import type { EpochMs, StaffLevel } from '../../typings/contract';

/** From the district down to the community: `['d-01', 's-01', 'c-01']`. */
export type AreaPath = readonly string[];

/** What a staff grant makes of a person: a level with an area, or an office with none. */
export type StaffOffice = StaffLevel | 'admin' | 'auditor';

/** 工作人员授权: sees its own area and below; an admin and an auditor have no area (''). */
export interface StaffGrant {
  _id: string;
  kind: 'staff';
  personId: string;
  level: StaffOffice;
  areaId: string;
  areaName: string;
  grantedAt: EpochMs;
  grantedBy: string;
  endedAt: EpochMs | null;
}

/** 核销员授权: one event, all its desks or some, for a time. */
export interface ScannerGrant {
  _id: string;
  kind: 'scanner';
  personId: string;
  eventId: string;
  stationIds: string[] | null;
  from: EpochMs;
  until: EpochMs;
  grantedAt: EpochMs;
  grantedBy: string;
  endedAt: EpochMs | null;
}

export type Grant = StaffGrant | ScannerGrant;

/** What a caller may do as staff; `admin` by configuration or by grant. */
export interface StaffRights {
  admin: boolean;
  /** Reads money and audit, and nothing of a family: that alone makes nobody staff. */
  auditor: boolean;
  grants: readonly StaffGrant[];
}

export const isActive = (grant: Grant, now: EpochMs): boolean =>
  grant.endedAt === null && (grant.kind === 'staff' || (grant.from <= now && now <= grant.until));

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

export const isStaff = (rights: StaffRights): boolean => rights.admin || rights.grants.length > 0;

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

/** The scanner grant that lets this person work at this desk now. */
export const scannerGrantFor = (
  grants: readonly Grant[],
  at: { eventId: string; stationId?: string; now: EpochMs },
): ScannerGrant | undefined =>
  grants.find(
    (grant): grant is ScannerGrant =>
      grant.kind === 'scanner' &&
      isActive(grant, at.now) &&
      grant.eventId === at.eventId &&
      (grant.stationIds === null ||
        at.stationId === undefined ||
        grant.stationIds.includes(at.stationId)),
  );
