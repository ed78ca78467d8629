/** What the platform's timer hands over. */
export interface TimerEvent {
  Time?: unknown;
}

/** The moment at which the timer was due, as the platform says it. */
export const dueAt = ({ Time: time }: TimerEvent): number => {
  const at = Date.parse(String(time));
  return Number.isNaN(at) ? Date.now() : at;
};
