import { randomUUID } from 'node:crypto';
import * as v from 'valibot';
import type {
  ActionName,
  Caller,
  FunctionName,
  Input,
  InputSchema,
  Output,
  Reply,
  WhoMayCall,
} from '../../typings/contract';
import {
  isActive,
  isHolder,
  isOffice,
  isStaff,
  mayAudit,
  staffRightsOf,
  type Grant,
  type StaffRights,
} from '../domain/common/access';
import { asToldTo, refuse, Refusal } from '../domain/common/refusal';
import { callerOpenid } from '../platform/caller';
import type { Moderation } from '../platform/moderation';
import { everyGrantOf, grantsOf } from '../store/people/grants';
import { findGuardian } from '../store/family/guardians';
import { answerTo, type RequestKey } from '../store/common/requests';
import { limitCalls } from './rate-limit';
import { requireSettings, settingsProblems } from './settings';
import { canonical, isFirstAdmin, personIdOf, sha256 } from './identity';
import { moderateFolded } from './moderation';

/** What comes from outside with a call: who, when, and the judgement of what they write. */
export interface Visit {
  openid: string;
  now: number;
  moderate(content: string): Promise<Moderation>;
}

/** Who calls, and when: made once at the door and handed to the handler. */
export interface Context extends Visit {
  /** Pseudonym of the caller; '' where nobody is signed in. */
  personId: string;
  /** What the caller's acts are signed with in the audit: of a guardian, what goes with the data. */
  signature: string;
  /** The caller's grants that nobody has ended; for an upload, all of them. */
  grants: readonly Grant[];
  rights: StaffRights;
  /** Ids of the grants that make the caller who they are: an act is done while they stand. */
  standsOn: readonly string[];
  /** Key of this request for writing actions that take a `requestId`. */
  request: RequestKey;
  /** What the handler's `load` has read. */
  loaded: unknown;
}

/** One action: who may call it, the shape of its input, and what it does. */
export interface Handler<F extends FunctionName, A extends ActionName<F>> {
  who: WhoMayCall<F, A>;
  input: InputSchema<F, A>;
  /** The `nonce` is what makes a repeated call the same call, as elsewhere the `requestId`. */
  onceByNonce?: boolean;
  /** Reads beside the caller's grants, so that both cost one round trip; changes nothing. */
  load?(input: Input<F, A>): Promise<unknown>;
  run(context: Context, input: Input<F, A>): Promise<Output<F, A>>;
  /** Answers a repeated request, where what was kept of its answer is not all of it. */
  again?(context: Context, kept: unknown, input: Input<F, A>): Promise<Output<F, A>>;
}

/** A handler that reads first what it needs, whoever is calling, and is run with it. */
export const loading = <F extends FunctionName, A extends ActionName<F>, Loaded>({
  run,
  ...handler
}: Omit<Handler<F, A>, 'run' | 'load'> & {
  load(input: Input<F, A>): Promise<Loaded>;
  run(context: Context, input: Input<F, A>, loaded: Loaded): Promise<Output<F, A>>;
}): Handler<F, A> => ({
  ...handler,
  run: (context, input) => run(context, input, context.loaded as Loaded),
});

/**
 * A handler whose answer opens something. What is kept of the answer opens nothing; `reveal` puts
 * the rest back, each time by the rights of now: whoever repeats the request and may no longer gets
 * no code.
 */
export const revealing = <F extends FunctionName, A extends ActionName<F>, Kept>({
  run,
  reveal,
  ...handler
}: Omit<Handler<F, A>, 'run' | 'again'> & {
  run(context: Context, input: Input<F, A>): Promise<Kept>;
  reveal(context: Context, kept: Kept, input: Input<F, A>): Promise<Output<F, A>>;
}): Handler<F, A> => ({
  ...handler,
  run: async (context, input) => reveal(context, await run(context, input), input),
  again: (context, kept, input) => reveal(context, kept as Kept, input),
});

/** A function is a map from each of its actions to a handler: none missing, none too many. */
export type Handlers<F extends FunctionName> = { [A in ActionName<F>]: Handler<F, A> };

/** Longest input that is looked at, in characters of JSON. */
const MAX_INPUT = 400_000;

/** Who is known by a grant; the others need none to be read. */
const BY_GRANT: ReadonlySet<Caller> = new Set([
  'volunteer',
  'uploader',
  'office',
  'auditor',
  'staff',
  'holder',
  'staffOrHolder',
  'admin',
]);

const NOBODY: StaffRights = { admin: false, auditor: false, grants: [] };

interface AnyHandler {
  who: Caller;
  input: v.GenericSchema<unknown, unknown>;
  onceByNonce?: boolean;
  load?(input: unknown): Promise<unknown>;
  run(context: Context, input: unknown): Promise<unknown>;
  again?(context: Context, kept: unknown, input: unknown): Promise<unknown>;
}

/** Length of the input as JSON; what is nested too deep to be written is endless. */
const lengthOf = (input: unknown): number => {
  try {
    return JSON.stringify(input ?? null).length;
  } catch {
    return Infinity;
  }
};

const parse = (handler: AnyHandler, input: unknown): unknown => {
  if (lengthOf(input) > MAX_INPUT) {
    refuse('INVALID_ARGUMENT', '内容太长，请缩短后再试。');
  }
  const result = v.safeParse(handler.input, input ?? {}, { abortEarly: true });
  if (result.success) return result.output;
  const [issue] = result.issues;
  const field = v.getDotPath(issue) ?? 'input';
  return refuse('INVALID_ARGUMENT', `${field}：${issue.message}`);
};

/**
 * Lets a caller in, and answers what the acts of the call are signed with in the audit.
 * @throws Refusal for a caller of another kind
 */
export const authorise = async (
  who: Caller,
  context: Omit<Context, 'signature' | 'request' | 'loaded'>,
): Promise<string> => {
  const { personId } = context;
  if (who === 'anyone') return personId;
  if (personId === '') refuse('UNAUTHENTICATED', '请先在微信中登录再使用。');
  if (who === 'guardian') {
    const guardian = await findGuardian(personId);
    if (!guardian) return refuse('PERMISSION_DENIED', '请先阅读并同意个人信息处理规则。');
    return guardian.signature ?? personId;
  }
  if (who === 'staff' && !isStaff(context.rights)) {
    refuse('PERMISSION_DENIED', '这里只对工作人员开放。');
  }
  if (who === 'holder' && !isHolder(context.grants, context.now)) {
    refuse('PERMISSION_DENIED', '这里只对保护专员开放。');
  }
  if (
    who === 'staffOrHolder' &&
    !isStaff(context.rights) &&
    !isHolder(context.grants, context.now)
  ) {
    refuse('PERMISSION_DENIED', '这里只对工作人员开放。');
  }
  if (who === 'office' && !isOffice(context.rights)) {
    refuse('PERMISSION_DENIED', '这里只对工作人员开放。');
  }
  if (who === 'auditor' && !mayAudit(context.rights)) {
    refuse('PERMISSION_DENIED', '这里只对审计员和管理员开放。');
  }
  if (who === 'admin' && !context.rights.admin) {
    refuse('PERMISSION_DENIED', '这里只对管理员开放。');
  }
  if (who === 'uploader') {
    const mightScan = context.grants.some(
      (grant) => grant.kind === 'scanner' || (grant.kind === 'staff' && grant.level !== 'auditor'),
    );
    if (!mightScan && !isStaff(context.rights)) {
      refuse('PERMISSION_DENIED', '你没有这场活动的核销授权。');
    }
  }
  if (who === 'volunteer') {
    const mayScan = context.grants.some(
      (grant) => grant.kind === 'scanner' && isActive(grant, context.now),
    );
    if (!mayScan && !isStaff(context.rights)) {
      refuse('PERMISSION_DENIED', '你没有这场活动的核销授权，或授权已结束。');
    }
  }
  return personId;
};

const requestIdOf = ({ onceByNonce }: AnyHandler, input: unknown): string | undefined => {
  const { requestId, nonce } = (input ?? {}) as { requestId?: string; nonce?: string };
  return onceByNonce ? nonce : requestId;
};

/** An upload is judged by ended grants too. */
const grantsFor = (who: Caller, personId: string): Promise<Grant[]> =>
  who === 'uploader' ? everyGrantOf(personId) : grantsOf(personId);

/** One call to a function, as it comes. */
export interface Call {
  action?: unknown;
  input?: unknown;
}

/** What the caller's grants make of them, for an action that asks for grants. */
const standingOf = (
  { who }: AnyHandler,
  { openid, now }: Visit,
  grants: readonly Grant[],
): Pick<Context, 'grants' | 'rights' | 'standsOn'> => {
  const needsGrants = BY_GRANT.has(who);
  const isFirst = isFirstAdmin(openid);
  return {
    grants,
    rights: needsGrants ? staffRightsOf(grants, now, isFirst) : NOBODY,
    standsOn:
      needsGrants && !isFirst
        ? grants.filter((grant) => isActive(grant, now)).map(({ _id }) => _id)
        : [],
  };
};

/** The action's name, '' for what is none. */
const actionOf = ({ action }: Call): string => (typeof action === 'string' ? action : '');

/** Parses, authorises and runs one call. @throws Refusal */
export const perform = async <F extends FunctionName>(
  functionName: F,
  actions: Handlers<F>,
  event: Call,
  visit: Visit,
): Promise<unknown> => {
  const handlers = actions as unknown as Record<string, AnyHandler>;
  const name = actionOf(event);
  const handler = Object.hasOwn(handlers, name) ? handlers[name] : undefined;
  if (!handler)
    return refuse('INVALID_ARGUMENT', `没有 ${functionName}.${name.slice(0, 40)} 这个操作。`);

  const personId = visit.openid && personIdOf(visit.openid);
  const grantsOfCaller = (): Promise<Grant[]> | [] =>
    BY_GRANT.has(handler.who) && personId !== '' ? grantsFor(handler.who, personId) : [];
  let input: unknown;
  try {
    input = parse(handler, event.input);
  } catch (refusal) {
    // Whoever may not call learns nothing of the input an action takes.
    const who = standingOf(handler, visit, await grantsOfCaller());
    await authorise(handler.who, { ...visit, ...who, personId });
    throw refusal;
  }
  const requestId = requestIdOf(handler, input);
  const request: RequestKey = {
    id: sha256(canonical([personId, functionName, name, requestId ?? ''])),
    payload: sha256(canonical(input)),
  };
  const [stored, grants, loaded] = await Promise.all([
    requestId === undefined || personId === '' ? undefined : answerTo(request),
    grantsOfCaller(),
    handler.load?.(input),
  ]);
  // A repeated request gets its answer before any other rule is looked at.
  if (stored && !handler.again) return stored.answer;

  const who = standingOf(handler, visit, grants);
  const caller = { ...visit, ...who, personId, request, loaded };
  const context: Context = { ...caller, signature: await authorise(handler.who, caller) };
  try {
    return stored && handler.again
      ? await handler.again(context, stored.answer, input)
      : await handler.run(context, input);
  } catch (error) {
    throw handler.who === 'staff' ? asToldTo(context.rights, error) : error;
  }
};

// A wrong setting is told by its name where the function starts; from then on it does nothing.
for (const problem of settingsProblems(process.env)) console.error(`settings: ${problem}`);

/** The whole of a function's `main`: parse, authorise, run, reply. */
export const serve =
  <F extends FunctionName>(functionName: F, handlers: Handlers<F>) =>
  (event: Call): Promise<Reply<unknown>> => {
    const openid = callerOpenid();
    const visit: Visit = {
      openid,
      now: Date.now(),
      moderate: (content) => moderateFolded(openid, content),
    };
    return reply(functionName, event, () => {
      limitCalls(openid, visit.now);
      return perform(functionName, handlers, event, visit);
    });
  };

/** Puts an outcome into the envelope; what is no refusal is logged and answered without detail. */
export const reply = async (
  functionName: string,
  event: Call,
  run: () => Promise<unknown>,
): Promise<Reply<unknown>> => {
  try {
    requireSettings();
    return { ok: true, data: await run() };
  } catch (error) {
    if (error instanceof Refusal) return { ok: false, code: error.code, message: error.message };
    const requestId = randomUUID();
    console.error(`[${requestId}] ${functionName}.${actionOf(event)}`, error);
    return { ok: false, code: 'INTERNAL', message: '系统出了点问题，请稍后再试。', requestId };
  }
};
