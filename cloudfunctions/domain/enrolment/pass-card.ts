/** What a card of kind `pass` knows beside what every card knows. */
export interface PassOnCard {
  programmeId: string;
  enrolmentId: string;
  /** A child needs somebody who brings and fetches it; an adult comes alone. */
  isChild: boolean;
}
