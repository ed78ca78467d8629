/** The timer as a person. */
export { SYSTEM_PERSON as JOBS_PERSON } from '../shared/system-person';
