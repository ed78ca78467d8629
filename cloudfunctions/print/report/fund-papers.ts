/** What is printed about a fund: one part to load, since both need the same large library. */
export { drawReport } from './fund-report';
export { drawStatement } from './thank-you-letter';
