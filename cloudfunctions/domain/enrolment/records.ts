import type { CallOutcome, EpochMs } from '../../../typings/contract';

/** Who did something to an enrolment, and why; words of staff. */
export interface EnrolmentNote {
  at: EpochMs;
  by: string;
  event: 'promote' | 'reject' | 'priority' | 'walkIn';
  reason: string;
}

/**
 * What belongs to one person's enrolment beside the place itself, which stands in the programme's
 * document: who it is, what was said, how it went.
 */
export interface EnrolmentRecord {
  _id: string;
  programmeId: string;
  campaignId: string;
  /** The child, or the adult's pseudonym; '' once erased. */
  subjectId: string;
  /** Of a child's programme; its guardians act for it. */
  childId: string | null;
  /** The adult who enrolled by themselves; `null` for a child and for who came to the desk. */
  personId: string | null;
  /** Down to the child's community; nothing for an adult. */
  areaPath: readonly string[];
  /** A child's alias, an adult's name; '' once erased. */
  who: string;
  calls: { at: EpochMs; by: string; outcome: CallOutcome; reason: string }[];
  notes: EnrolmentNote[];
  assessment: { passed: boolean; score: number | null; at: EpochMs; by: string } | null;
  feedback: { stars: number; words: string; at: EpochMs } | null;
  /** The certificate it was awarded first. */
  certificateNo: string | null;
  /** The roster that it came by; `entered`: its child was written down by it too. */
  roster?: { rosterId: string; entered: boolean };
  version: number;
  updatedAt: EpochMs;
}

/** The programmes in which one person is enrolled; touched by every step that makes it more. */
export interface AgendaRecord {
  _id: string;
  programmeIds: string[];
}
