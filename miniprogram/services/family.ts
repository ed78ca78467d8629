import type { Input } from '../../typings/contract';
import { call } from './client';

/** What a submission asks of the cloud: consent, the child, the wish. */
export const submissionCalls = {
  grantConsent: (consent: Input<'family', 'consent.grant'>) =>
    call('family', 'consent.grant', consent),
  saveChild: (child: Input<'family', 'child.save'>) => call('family', 'child.save', child),
  submitWish: (wish: Input<'family', 'wish.submit'>) => call('family', 'wish.submit', wish),
};
