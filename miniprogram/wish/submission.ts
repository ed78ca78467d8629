import type { ConsentScope, Input } from '../../typings/contract';
import { attemptFor, type Attempt } from '../utils/request-id';
import { childPayload, scopesOf, wishPayload, type Form } from './form';

/** A form with the requests made for it: all that a later try needs to be the same try. */
export interface Draft {
  form: Form;
  /** The consent has been recorded, with these scopes. */
  consented?: ConsentScope[];
  consentAttempt?: Attempt;
  childAttempt?: Attempt;
  /** The child as it was saved last: written again only where something in it was changed. */
  savedChild?: { childId: string; payload: string };
  wishAttempt?: Attempt;
}

/** A child that is registered, as a draft in which it may be corrected begins. */
export const savedChildOf = (childId: string, form: Form): NonNullable<Draft['savedChild']> => ({
  childId,
  payload: JSON.stringify(childPayload(form)),
});

/** The calls a submission makes, in this order. */
export interface SubmissionCalls {
  grantConsent(consent: Input<'family', 'consent.grant'>): Promise<unknown>;
  saveChild(child: Input<'family', 'child.save'>): Promise<{ childId: string }>;
  submitWish(wish: Input<'family', 'wish.submit'>): Promise<{ wishId: string }>;
}

export interface SubmissionContext {
  campaignId: string;
  /** The consent to record; undefined where a valid one stands. */
  consentVersion: string | undefined;
  /** Keeps the draft; called before each request, so that a broken one can be repeated. */
  keepDraft(draft: Draft): Promise<void>;
}

/**
 * Consent, then the child, then the wish. Whatever fails is thrown; the draft that was kept last
 * repeats exactly the requests that are still open, under the same ids, so nothing happens twice.
 */
export const submitDraft = async (
  given: Draft,
  calls: SubmissionCalls,
  { campaignId, consentVersion, keepDraft }: SubmissionContext,
): Promise<{ wishId: string }> => {
  let draft = given;
  const advance = async (change: Partial<Draft>): Promise<void> => {
    draft = { ...draft, ...change };
    await keepDraft(draft);
  };

  const scopes = scopesOf(draft.form);
  if (consentVersion !== undefined && draft.consented?.join() !== scopes.join()) {
    const consent = { version: consentVersion, scopes, campaignId };
    const consentAttempt = attemptFor(consent, draft.consentAttempt);
    await advance({ consentAttempt });
    await calls.grantConsent({ ...consent, requestId: consentAttempt.requestId });
    await advance({ consented: scopes });
  }

  const savedChildId = async (): Promise<string> => {
    const child = childPayload(draft.form);
    const payload = JSON.stringify(child);
    const saved = draft.savedChild;
    if (saved?.payload === payload) return saved.childId;
    const input = saved ? { ...child, childId: saved.childId } : child;
    const childAttempt = attemptFor(input, draft.childAttempt);
    await advance({ childAttempt });
    const { childId } = await calls.saveChild({ ...input, requestId: childAttempt.requestId });
    await advance({ savedChild: { childId, payload } });
    return childId;
  };

  const wish = wishPayload(draft.form, campaignId, draft.form.childId || (await savedChildId()));
  const wishAttempt = attemptFor(wish, draft.wishAttempt);
  await advance({ wishAttempt });
  return calls.submitWish({ ...wish, requestId: wishAttempt.requestId });
};
