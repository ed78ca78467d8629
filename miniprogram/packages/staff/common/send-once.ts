import { attemptFor, type Attempt } from '../../../utils/request-id';

/** A page that takes writing steps; plain data, for WeChat copies a page's options without methods. */
export interface TakesSteps {
  attempt: Attempt | undefined;
}

/** Sends a writing step: the same one again after a failure is done once, after success anew. */
export const takeStep = async <Payload extends object, Answer>(
  page: TakesSteps,
  payload: Payload,
  send: (input: Payload & { requestId: string }) => Promise<Answer>,
): Promise<Answer> => {
  const attempt = attemptFor(payload, page.attempt);
  page.attempt = attempt;
  const answer = await send({ ...payload, requestId: attempt.requestId });
  page.attempt = undefined;
  return answer;
};
