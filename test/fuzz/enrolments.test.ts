import { enrolmentEvents } from './enrolment-plot';
import { playEnrolments } from './enrolments';
import { describePlays } from './plays';

describePlays('joins, cancellations, places, promotions, passes and kills in any order', {
  holds: 'give each place once and count each session once',
  runs: 2,
  seconds: 90,
  plot: enrolmentEvents,
  begin: (setting) => Promise.resolve((events) => playEnrolments(setting, events)),
});
