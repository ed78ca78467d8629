/** Who did it, where the timer did: it stands where else a person's pseudonym stands. */
export const JOBS_PERSON = 'jobs';
