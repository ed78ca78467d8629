/** What is printed about a fund: one part to load, since both need the same large library. */
export { drawReport } from './report';
export { drawStatement } from './statement';
