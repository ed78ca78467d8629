import { attemptFor, type Attempt } from '../../../utils/request-id';

/** Sends writing steps: the same one again after a failure is done once, after success anew. */
export class Steps {
  private attempt: Attempt | undefined;

  async take<Payload extends object, Answer>(
    payload: Payload,
    send: (input: Payload & { requestId: string }) => Promise<Answer>,
  ): Promise<Answer> {
    const attempt = attemptFor(payload, this.attempt);
    this.attempt = attempt;
    const answer = await send({ ...payload, requestId: attempt.requestId });
    this.attempt = undefined;
    return answer;
  }
}
