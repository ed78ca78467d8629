/** Who did it, where nobody did: it stands where else a person's pseudonym stands. */
export const SYSTEM_PERSON = 'jobs';
